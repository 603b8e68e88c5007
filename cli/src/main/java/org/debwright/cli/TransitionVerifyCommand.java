package org.debwright.cli;

import static org.debwright.transition.survey.RawName.printable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.debian.Architecture;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.job.LockFile;
import org.debwright.transition.Engine;
import org.debwright.transition.survey.Root;
import org.debwright.transition.survey.RootFacts;
import org.debwright.transition.survey.Survey;
import org.debwright.transition.survey.Surveyor;
import org.debwright.transition.verify.Check;
import org.debwright.transition.verify.Checks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** Whether a system that left pip is as it should be. */
@Command(
    name = "verify",
    description = {
      "Imports again, in the system's own interpreters, what imported before the transition, and looks"
          + " for calls of pip, files of no distribution in pip's directories, requirements that a"
          + " package broke, and versions that are not the pinned ones.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright transition verify --before",
      "  debwright transition apply --yes && debwright transition verify",
      "  debwright transition verify --root /mnt/image --lock pylock.toml --json",
      "",
      "Exit status 1 where something is not as it should be.",
    })
final class TransitionVerifyCommand extends TransitionEngineCommand {
  private static final Pattern IMPORTED =
      Pattern.compile("(?:\\S+: )?python\\S+: (\\d+) modules imported.*");

  @Option(names = "--before", description = "try and remember what imports now")
  boolean before;

  @Option(
      names = "--user-sites",
      description = "with --before: also what accounts import from their user sites, as they do")
  boolean userSites;

  @Option(names = "--imports", description = "import only; look for nothing else")
  boolean importsOnly;

  @Option(
      names = "--no-imports",
      description = "run nothing of the system: for one of another architecture")
  boolean noImports;

  @Option(
      names = {"-l", "--lock"},
      paramLabel = "FILE",
      description = "lock whose pins what is imported has to have, beside those of metapackages")
  @Nullable Path lock;

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "architecture of the root (that of its C library)")
  @Nullable String architecture;

  TransitionVerifyCommand(Console console, DebwrightCommand top) {
    super(console, top);
  }

  @Override
  public Integer call() {
    if (before) {
      return say("verify", userSites ? List.of("--before", "--user-sites") : List.of("--before"));
    }
    Output messages = output();
    List<Check> checks = new ArrayList<>();
    if (!noImports) {
      checks.add(imports(messages));
    }
    if (!importsOnly) {
      checks.addAll(others(messages));
    }
    long failed = checks.stream().filter(check -> !check.wrong().isEmpty()).count();
    if (failed > 0) {
      messages.report(
          Diagnostic.error("transition-not-as-it-should-be", "not everything is as it should be")
              .because(SurveyText.count((int) failed, "check") + " found what is told below")
              .mend("mend what they name, or take it back: `debwright transition rollback`"));
    }
    messages.done(text(checks), json -> write(json, checks));
    return failed > 0 ? CommandTree.REFUSED : 0;
  }

  private Check imports(Output messages) {
    Engine.Answer answer = ask("verify", List.of("--imports"), messages);
    int looked = 0;
    for (String line : answer.lines()) {
      Matcher imported = IMPORTED.matcher(line);
      if (imported.matches()) {
        looked += Integer.parseInt(imported.group(1));
      }
    }
    List<String> wrong = new ArrayList<>(answer.wrong());
    if (!answer.done() && wrong.isEmpty()) {
      answer.diagnostics().stream()
          .map(each -> each.what() + (each.why().isEmpty() ? "" : ": " + each.why()))
          .forEach(wrong::add);
    }
    return new Check(Check.Name.IMPORTS, looked, wrong, Optional.empty());
  }

  private List<Check> others(Output messages) {
    Root system = Root.at(root);
    Survey survey = Surveyor.survey(system, Runtime.getRuntime().availableProcessors(), messages);
    Architecture machine =
        Optional.ofNullable(architecture)
            .map(Architecture::parse)
            .orElseGet(() -> RootFacts.architecture(system));
    return Checks.of(
        system,
        survey,
        machine,
        names.names(),
        Optional.ofNullable(lock).map(file -> LockFile.read(file, messages)));
  }

  private static String text(List<Check> checks) {
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      if (!check.wrong().isEmpty()) {
        text.append(check.name()).append('\n');
        check.wrong().forEach(line -> text.append("  ").append(printable(line)).append('\n'));
        text.append('\n');
      }
    }
    for (Check check : checks) {
      text.append(check.name())
          .append(": ")
          .append(
              check
                  .unmade()
                  .map(why -> "not looked at: " + why)
                  .orElseGet(
                      () ->
                          SurveyText.count(check.looked(), check.name().unit())
                              + ", "
                              + check.wrong().size()
                              + " wrong"))
          .append('\n');
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, List<Check> checks) {
    json.writeArrayPropertyStart("checks");
    for (Check check : checks) {
      json.writeStartObject();
      json.writeStringProperty("check", check.name().toString());
      json.writeNumberProperty("looked_at", check.looked());
      check.unmade().ifPresent(why -> json.writeStringProperty("not_looked_at", why));
      SurveyJson.strings(json, "wrong", check.wrong());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
