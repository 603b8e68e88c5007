package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of pip's configuration files, as Python's configparser reads it. Takes only what is written
 * as everybody writes it, and leaves all else to pip.
 */
final class PipFile {
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private Map<String, String> section = new LinkedHashMap<>();
  private String key = "";
  private boolean isPlain = true;

  private PipFile() {}

  /** Keys and values by section; empty where the file is better left to pip. */
  static Optional<Map<String, Map<String, String>>> read(Path file) {
    try {
      PipFile parser = new PipFile();
      new String(Files.readAllBytes(file), UTF_8).lines().forEach(parser::line);
      return parser.isPlain ? Optional.of(parser.sections) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The spelling of an option's name that pip goes by. */
  static String normalized(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return lower.startsWith("--") ? lower.substring(2) : lower;
  }

  private void line(String line) {
    String text = line.strip();
    boolean isIndented = !text.isEmpty() && line.charAt(0) <= ' ';
    if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
      key = text.isEmpty() ? "" : key;
    } else if (isIndented) {
      goOn(text);
    } else if (text.startsWith("[") && text.endsWith("]")) {
      section = new LinkedHashMap<>();
      isPlain &= sections.put(text.substring(1, text.length() - 1), section) == null;
      key = "";
    } else {
      assign(text);
    }
  }

  private void goOn(String text) {
    isPlain &= !key.isEmpty();
    section.merge(key, text, (before, more) -> before.isEmpty() ? more : before + "\n" + more);
  }

  private void assign(String text) {
    int equals = text.indexOf('=');
    int colon = text.indexOf(':');
    int at = colon < 0 || (equals >= 0 && equals < colon) ? equals : colon;
    if (at <= 0 || sections.isEmpty()) {
      isPlain = false;
      return;
    }
    key = normalized(text.substring(0, at).strip());
    isPlain &= section.put(key, text.substring(at + 1).strip()) == null;
  }
}
