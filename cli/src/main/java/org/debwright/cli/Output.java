package org.debwright.cli;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.diagnostic.Severity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Data on standard output, as text or as one JSON document; all else on standard error. */
final class Output implements Reporter {
  private final Console console;
  private final boolean json;
  private final boolean quiet;
  private final Reporter messages;
  private final List<Diagnostic> reported = new ArrayList<>();

  Output(Console console, boolean json, boolean quiet, Reporter messages) {
    this.console = console;
    this.json = json;
    this.quiet = quiet;
    this.messages = messages;
  }

  /** Fills in a JSON object. */
  interface Fields {
    /** Writes fields into the open object. */
    void write(JsonGenerator json);
  }

  @Override
  public void report(Diagnostic diagnostic) {
    synchronized (reported) {
      reported.add(diagnostic);
    }
    messages.report(diagnostic);
  }

  @Override
  public Progress begin(String label, long total, Unit unit) {
    return messages.begin(label, total, unit);
  }

  /** The result of a command that did what was asked. */
  void done(String text, Fields fields) {
    print(result(text, fields));
  }

  /** The same, to be printed. */
  String result(String text, Fields fields) {
    return json ? document("done", List.of(), fields) : text;
  }

  /** Prints a result. */
  void print(String result) {
    console.out().print(result);
    console.out().flush();
  }

  /** What was reported, as it was printed. */
  String remarks() {
    DiagnosticText text = new DiagnosticText(console.colourful());
    synchronized (reported) {
      return reported.stream()
          .filter(diagnostic -> !quiet || diagnostic.severity() != Severity.NOTE)
          .map(text::render)
          .collect(Collectors.joining());
    }
  }

  /** The refusal of a command. */
  void refuse(List<Diagnostic> refusals) {
    refusals.forEach(messages::report);
    if (json) {
      print(document("refused", refusals, unused -> {}));
    }
  }

  private String document(String status, List<Diagnostic> refusals, Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(prettily(), text)) {
      generator.writeStartObject();
      generator.writeStringProperty("status", status);
      fields.write(generator);
      generator.writeArrayPropertyStart("diagnostics");
      synchronized (reported) {
        reported.forEach(diagnostic -> write(generator, diagnostic));
      }
      refusals.forEach(diagnostic -> write(generator, diagnostic));
      generator.writeEndArray();
      generator.writeEndObject();
    }
    return text + "\n";
  }

  private static ObjectWriteContext prettily() {
    return new ObjectWriteContext.Base() {
      @Override
      public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
        return new DefaultPrettyPrinter();
      }

      @Override
      public boolean hasPrettyPrinter() {
        return true;
      }
    };
  }

  private static void write(JsonGenerator json, Diagnostic diagnostic) {
    json.writeStartObject();
    json.writeStringProperty("code", diagnostic.code());
    json.writeStringProperty(
        "severity", diagnostic.severity().name().toLowerCase(java.util.Locale.ROOT));
    json.writeStringProperty("what", diagnostic.what());
    json.writeStringProperty("why", diagnostic.why());
    json.writeStringProperty("fix", Remedies.of(diagnostic));
    if (diagnostic.where().isPresent()) {
      json.writeStringProperty("where", diagnostic.where().toString());
    }
    json.writeEndObject();
  }
}
