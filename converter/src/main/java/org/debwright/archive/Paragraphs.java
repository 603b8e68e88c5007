package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Reads some fields of every paragraph of a Packages file; the others cost next to nothing. */
final class Paragraphs {
  private final List<byte[]> names;
  private final boolean[] initials = new boolean[1 << Byte.SIZE];
  private final Consumer<String[]> action;
  private String[] values;
  private int continued = -1;

  private Paragraphs(List<String> fields, Consumer<String[]> action) {
    this.names = fields.stream().map(f -> (f + ":").getBytes(StandardCharsets.US_ASCII)).toList();
    this.names.forEach(name -> initials[name[0]] = true);
    this.action = action;
    this.values = none();
  }

  /**
   * Reads.
   *
   * @param fields by name, the first one must not be empty for a paragraph to count
   * @param action takes their values, unfolded, empty where there are none
   */
  static void read(InputStream stream, List<String> fields, Consumer<String[]> action)
      throws IOException {
    Paragraphs paragraphs = new Paragraphs(fields, action);
    ByteLines lines = new ByteLines(stream);
    while (lines.advance()) {
      if (lines.start() == lines.end()) {
        paragraphs.finish();
      } else {
        paragraphs.take(lines);
      }
    }
    paragraphs.finish();
  }

  private String[] none() {
    String[] empty = new String[names.size()];
    Arrays.fill(empty, "");
    return empty;
  }

  private void take(ByteLines lines) {
    byte first = lines.bytes()[lines.start()];
    if (first == ' ' || first == '\t') {
      if (continued >= 0) {
        values[continued] += " " + value(lines, 0);
      }
      return;
    }
    continued = -1;
    if (!initials[first & 0xff]) {
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      if (lines.startsWith(names.get(i))) {
        values[i] = value(lines, names.get(i).length);
        continued = i;
        return;
      }
    }
  }

  private static String value(ByteLines lines, int skipped) {
    String text = lines.text(lines.start() + skipped, lines.end());
    return text.replace('\t', ' ').replace('\0', ' ').strip();
  }

  private void finish() {
    if (!values[0].isEmpty() && values[0].indexOf('\0') < 0) {
      action.accept(values);
    }
    values = none();
    continued = -1;
  }
}
