package org.debwright.debian;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.jspecify.annotations.Nullable;

/**
 * Reads the paragraphs of a deb822(5) file one by one, so that a file of any size needs the memory
 * of its largest paragraph. Comment lines are skipped. Malformed UTF-8 becomes U+FFFD.
 */
public final class Deb822Reader implements Closeable {
  // The largest in the world are Release files, about 1 MB; more than this is an attack.
  private static final int LARGEST_PARAGRAPH = 32 * 1024 * 1024;
  private static final int SHOWN_CHARACTERS = 120;

  private final BufferedReader lines;
  private final String source;
  private int lineNumber;

  /**
   * Over a file's bytes.
   *
   * @param source how diagnostics call it
   */
  public Deb822Reader(InputStream bytes, String source) {
    this(new InputStreamReader(bytes, StandardCharsets.UTF_8), source);
  }

  Deb822Reader(Reader characters, String source) {
    this.lines = new BufferedReader(characters, 1 << 16);
    this.source = source;
  }

  static List<Stanza> readAll(String text) {
    try (Deb822Reader reader = new Deb822Reader(new StringReader(text), "")) {
      List<Stanza> all = new ArrayList<>();
      Optional<Stanza> next = reader.next();
      while (next.isPresent()) {
        all.add(next.get());
        next = reader.next();
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The next paragraph, empty at the end.
   *
   * @throws DebwrightException if it is malformed
   * @throws IOException if reading fails
   */
  public Optional<Stanza> next() throws IOException {
    Paragraph paragraph = new Paragraph();
    int size = 0;
    for (@Nullable String line = readLine(); line != null; line = readLine()) {
      size += line.length();
      if (size > LARGEST_PARAGRAPH) {
        throw malformed(line, "a paragraph has at most " + LARGEST_PARAGRAPH + " characters");
      }
      if (line.isBlank()) {
        if (!paragraph.fields.isEmpty()) {
          break;
        }
      } else if (line.charAt(0) != '#') {
        paragraph.take(line);
      }
    }
    return paragraph.finish();
  }

  private @Nullable String readLine() throws IOException {
    lineNumber++;
    return lines.readLine();
  }

  /** The paragraph being read. */
  private final class Paragraph {
    private final List<Map.Entry<String, String>> fields = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private StringBuilder value = new StringBuilder();
    private String name = "";

    void take(String line) {
      char first = line.charAt(0);
      if (first == ' ' || first == '\t') {
        fold(line);
      } else {
        begin(line);
      }
    }

    private void fold(String line) {
      if (name.isEmpty()) {
        throw malformed(line, "a continuation line stands before the first field");
      }
      String text = line.substring(1).stripTrailing();
      value.append('\n').append(text.equals(".") ? "" : text);
    }

    private void begin(String line) {
      int colon = line.indexOf(':');
      if (colon < 1 || !Stanza.isName(line.substring(0, colon))) {
        throw malformed(line, "a line is `Name: value` or begins with a blank");
      }
      flush();
      name = line.substring(0, colon);
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw malformed(line, "the field `" + name + "` stands there twice");
      }
      value = new StringBuilder(line.substring(colon + 1).strip());
      fields.add(Map.entry(name, ""));
    }

    private void flush() {
      if (!fields.isEmpty()) {
        fields.set(fields.size() - 1, Map.entry(name, value.toString()));
      }
    }

    Optional<Stanza> finish() {
      flush();
      return fields.isEmpty() ? Optional.empty() : Optional.of(Stanza.ofChecked(fields));
    }
  }

  private DebwrightException malformed(String line, String reason) {
    return malformed(source, lineNumber, line, reason);
  }

  static DebwrightException malformed(String source, int number, String line, String reason) {
    String shown = line.substring(0, Math.min(line.length(), SHOWN_CHARACTERS));
    String what =
        source.isEmpty() ? "the control file is malformed" : "`" + source + "` is malformed";
    return Diagnostic.error("deb822-malformed", what)
        .because(reason + (number > 0 ? ", line " + number : ""))
        .at(source.isEmpty() ? Location.NONE : Location.of(source, number, shown))
        .toException();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
