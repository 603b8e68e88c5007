package org.debwright.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the fields of the core metadata specification are spelled and their values are cleaned. */
final class MetadataField {
  // Core metadata specification 1.0 to 2.6.
  private static final Map<String, String> SPELLINGS =
      Stream.of(
              "Metadata-Version",
              "Name",
              "Version",
              "Dynamic",
              "Platform",
              "Supported-Platform",
              "Summary",
              "Description",
              "Description-Content-Type",
              "Keywords",
              "Home-page",
              "Download-URL",
              "Author",
              "Author-email",
              "Maintainer",
              "Maintainer-email",
              "License",
              "License-Expression",
              "License-File",
              "Classifier",
              "Requires-Dist",
              "Requires-Python",
              "Requires-External",
              "Project-URL",
              "Provides-Extra",
              "Import-Name",
              "Import-Namespace",
              "Provides-Dist",
              "Obsoletes-Dist",
              "Requires",
              "Provides",
              "Obsoletes")
          .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

  private static final String BAR = "       |";
  private static final int INDENT = 8;

  private MetadataField() {}

  /** The specification's spelling of a name, or the name as it is. */
  static String spelling(String name) {
    return SPELLINGS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }

  /** Whether a field holds text of several lines. */
  static boolean isText(String field) {
    return field.equals("Description") || field.equals("License");
  }

  /**
   * A header's value without control characters: of several lines for a description or a licence's
   * text, of one line otherwise.
   */
  static String clean(String field, String value) {
    return isText(field) ? cleanText(undent(value)).strip() : oneLine(value);
  }

  /** Folded lines joined by one blank, control characters dropped. */
  static String oneLine(String value) {
    return value
        .lines()
        .map(line -> cleanText(line.replace('\t', ' ')).strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Text without control characters but line feeds and tabs. */
  static String cleanText(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean keep = c == '\n' || c == '\t' || !(Character.isISOControl(c) || isLineSeparator(c));
      if (!keep && clean == null) {
        clean = new StringBuilder(text.length()).append(text, 0, i);
      } else if (keep && clean != null) {
        clean.append(c);
      }
    }
    return clean == null ? text : clean.toString();
  }

  private static boolean isLineSeparator(char c) {
    return c == '\u2028' || c == '\u2029';
  }

  /**
   * The text that was indented to fit into a header: by seven blanks and a bar (specification,
   * "Description"), by eight blanks (distutils), or by as much as all its lines have in common.
   */
  private static String undent(String value) {
    List<String> lines = new ArrayList<>(Arrays.asList(value.split("\n", -1)));
    List<String> further = lines.subList(1, lines.size());
    boolean bars = further.stream().allMatch(line -> line.startsWith(BAR) || line.isBlank());
    int indent = bars ? BAR.length() : commonIndent(further);
    further.replaceAll(line -> line.isBlank() ? "" : line.substring(indent));
    return String.join("\n", lines);
  }

  private static int commonIndent(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .mapToInt(line -> line.length() - line.stripLeading().length())
        .reduce(INDENT, Math::min);
  }
}
