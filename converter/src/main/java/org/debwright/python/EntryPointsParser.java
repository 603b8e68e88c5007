package org.debwright.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code entry_points.txt}: INI as Python's configparser reads it with {@code =} as the only
 * delimiter and case kept. Entry points specification, "File format".
 */
final class EntryPointsParser {
  private static final int LONGEST_NAME = 200;
  private static final String IDENTIFIER = "[^\\W\\d]\\w*";
  private static final String DOTTED = IDENTIFIER + "(?:\\." + IDENTIFIER + ")*";
  // "Data model": module, an optional colon and attribute, and, for old files, extras in brackets.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(" + DOTTED + ")\\s*(?::\\s*(" + DOTTED + ")\\s*)?(?:\\[([^\\[\\]]*)\\]\\s*)?",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final String source;
  private final List<EntryPoint> entryPoints = new ArrayList<>();
  private final List<Diagnostic> wrong = new ArrayList<>();
  private final Set<String> groups = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private String group = "";

  EntryPointsParser(String source) {
    this.source = source;
  }

  List<EntryPoint> parse(String content) {
    String[] lines = content.split("\r\n|\n|\r", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = PythonText.strip(lines[i]);
      if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != ';') {
        read(line, Location.of(source, i + 1, lines[i]));
      }
    }
    if (!wrong.isEmpty()) {
      throw new DebwrightException(wrong);
    }
    return List.copyOf(entryPoints);
  }

  private void read(String line, Location where) {
    int equals = line.indexOf('=');
    if (line.charAt(0) == '[' && line.indexOf(']') > 1) {
      beginGroup(PythonText.strip(line.substring(1, line.lastIndexOf(']'))), where);
    } else if (equals <= 0) {
      refuse(where, "`name = module:attribute` is expected");
    } else if (group.isEmpty()) {
      refuse(where, "it stands before any `[group]`");
    } else {
      add(
          PythonText.strip(line.substring(0, equals)),
          PythonText.strip(line.substring(equals + 1)),
          where);
    }
  }

  private void beginGroup(String name, Location where) {
    if (!groups.add(name)) {
      refuse(where, "group `" + name + "` stands there twice");
    }
    group = name;
    names.clear();
  }

  private void add(String name, String reference, Location where) {
    if (!names.add(name)) {
      refuse(where, "`" + name + "` stands twice in group `" + group + "`");
      return;
    }
    boolean script = EntryPoint.isScriptGroup(group);
    if (script && !isFileName(name)) {
      refuse(where, "a command cannot be called `" + printable(name) + "`");
      return;
    }
    Matcher matcher = REFERENCE.matcher(reference);
    if (matcher.matches()) {
      entryPoints.add(
          new EntryPoint(
              group, name, matcher.group(1), orEmpty(matcher.group(2)), extras(matcher.group(3))));
      if (script && matcher.group(2) == null) {
        refuse(where, "a command needs a function: `module:function`");
      }
    } else if (script) {
      refuse(where, "`" + printable(reference) + "` is not an object reference `module:function`");
    }
  }

  // It becomes a file in a directory of commands.
  private static boolean isFileName(String name) {
    return name.length() <= LONGEST_NAME
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<String> extras(@Nullable String list) {
    return Arrays.stream(orEmpty(list).split(","))
        .map(PythonText::strip)
        .filter(extra -> !extra.isEmpty())
        .toList();
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private void refuse(Location where, String why) {
    wrong.add(
        Diagnostic.error("entry-points-invalid", "`" + source + "` has a line that is none")
            .because(why)
            .at(where));
  }
}
