package org.debwright.debian;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.diagnostic.DebwrightException;

/**
 * A paragraph of a control file, deb822(5): fields in order, names compared without case. Values
 * are logical: lines joined by {@code \n} without the leading blank, an empty line where the file
 * has {@code .} (in {@code Description}).
 */
public final class Stanza {
  private static final Stanza EMPTY = new Stanza(new LinkedHashMap<>());

  // deb822(5), "field name": printable ASCII but the colon, and not beginning like a comment or a
  // signature's dashes.
  private static final Pattern NAME = Pattern.compile("[!\"$-,.-9;-~][!-9;-~]*");

  private record Field(String name, String value) {}

  private final Map<String, Field> byLowerName;

  private Stanza(Map<String, Field> byLowerName) {
    this.byLowerName = byLowerName;
  }

  /** An empty one. */
  public static Stanza empty() {
    return EMPTY;
  }

  /**
   * The only paragraph of a text.
   *
   * @throws DebwrightException if there is none or more than one, or it is malformed
   */
  public static Stanza parse(String text) {
    List<Stanza> all = parseAll(text);
    if (all.size() != 1) {
      throw Deb822Reader.malformed("", 0, "", "one paragraph is expected: " + all.size());
    }
    return all.get(0);
  }

  /**
   * All paragraphs of a text; for files use {@link Deb822Reader}.
   *
   * @throws DebwrightException if it is malformed
   */
  public static List<Stanza> parseAll(String text) {
    return Deb822Reader.readAll(text);
  }

  /** Of fields as a reader found them: lower-case name to spelling and logical value. */
  static Stanza ofChecked(List<Map.Entry<String, String>> fields) {
    Map<String, Field> byLowerName = new LinkedHashMap<>();
    fields.forEach(f -> byLowerName.put(lower(f.getKey()), new Field(f.getKey(), f.getValue())));
    return new Stanza(byLowerName);
  }

  /**
   * With {@code name} set, in its old place or at the end. A value with several lines is folded so
   * that it can never begin a field; blanks at the end of a line are dropped, and a line of nothing
   * but blanks or one dot counts as empty, since deb822 cannot tell them apart.
   *
   * @throws IllegalArgumentException for a name that is none and for control characters
   */
  public Stanza with(String name, String value) {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a field name: " + name);
    }
    if (value.chars().anyMatch(c -> c != '\n' && c != '\t' && Character.isISOControl(c))) {
      throw new IllegalArgumentException("control character in the value of " + name);
    }
    Map<String, Field> changed = new LinkedHashMap<>(byLowerName);
    changed.put(lower(name), new Field(name, normalized(value)));
    return new Stanza(changed);
  }

  /** Without the field, if it was there. */
  public Stanza without(String name) {
    Map<String, Field> changed = new LinkedHashMap<>(byLowerName);
    changed.remove(lower(name));
    return new Stanza(changed);
  }

  private static String normalized(String value) {
    String[] lines = value.split("\n", -1);
    List<String> kept = new ArrayList<>();
    kept.add(lines[0].strip());
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i].stripTrailing();
      kept.add(line.equals(".") ? "" : line);
    }
    return String.join("\n", kept);
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The value of a field. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(byLowerName.get(lower(name))).map(Field::value);
  }

  /** Whether the field is there. */
  public boolean has(String name) {
    return byLowerName.containsKey(lower(name));
  }

  /** Whether it has no field. */
  public boolean isEmpty() {
    return byLowerName.isEmpty();
  }

  /** All fields in order, names as written. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    byLowerName.values().forEach(f -> fields.put(f.name(), f.value()));
    return Collections.unmodifiableMap(fields);
  }

  /** The same fields with the same values in the same order; case of names does not count. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Stanza stanza && values().equals(stanza.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  private List<Map.Entry<String, String>> values() {
    return byLowerName.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), e.getValue().value()))
        .toList();
  }

  /** The paragraph as written to a file, with a line feed at the end and no empty line. */
  @Override
  public String toString() {
    return byLowerName.values().stream().map(Stanza::written).collect(Collectors.joining());
  }

  private static String written(Field field) {
    String[] lines = field.value().split("\n", -1);
    StringBuilder text = new StringBuilder(field.name()).append(':');
    if (!lines[0].isEmpty()) {
      text.append(' ').append(lines[0]);
    }
    text.append('\n');
    for (int i = 1; i < lines.length; i++) {
      text.append(' ').append(lines[i].isEmpty() ? "." : lines[i]).append('\n');
    }
    return text.toString();
  }
}
