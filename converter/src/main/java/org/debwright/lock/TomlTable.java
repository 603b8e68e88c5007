package org.debwright.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import tools.jackson.databind.JsonNode;

/** One table of a TOML file, read with care: what is wrong is noted with its place, not thrown. */
final class TomlTable {
  private final JsonNode node;
  private final String path;
  private final Location where;
  private final List<Diagnostic> problems;

  TomlTable(JsonNode node, String path, Location where, List<Diagnostic> problems) {
    this.node = node;
    this.path = path;
    this.where = where;
    this.problems = problems;
  }

  /** Notes that {@code key} of this table is wrong. */
  void problem(String key, String why) {
    String place = path.isEmpty() ? key : path + "." + key;
    problems.add(
        Diagnostic.error("lock-invalid", "`" + place + "` is wrong").because(why).at(where));
  }

  boolean has(String key) {
    return node.has(key);
  }

  boolean isText(String key) {
    return has(key) && node.get(key).isString();
  }

  Optional<String> text(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString()) {
      problem(key, "a string is expected");
      return Optional.empty();
    }
    return Optional.of(value.stringValue());
  }

  Optional<String> requiredText(String key) {
    Optional<String> value = text(key);
    if (value.isEmpty() && !has(key)) {
      problem(key, "it is required");
    }
    return value;
  }

  /** A string that {@code parser} takes; its refusal is noted. */
  <T> Optional<T> parsed(String key, Function<String, T> parser) {
    return text(key).flatMap(value -> attempt(key, value, parser));
  }

  private <T> Optional<T> attempt(String key, String value, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(value));
    } catch (DebwrightException refusal) {
      Diagnostic first = refusal.diagnostics().get(0);
      problem(key, first.what() + (first.why().isEmpty() ? "" : ": " + first.why()));
      return Optional.empty();
    }
  }

  List<String> texts(String key) {
    List<String> result = new ArrayList<>();
    for (JsonNode item : array(key)) {
      if (item.isString()) {
        result.add(item.stringValue());
      } else {
        problem(key, "an array of strings is expected");
      }
    }
    return result;
  }

  /** An array of strings that {@code parser} takes. */
  <T> List<T> parsedTexts(String key, Function<String, T> parser) {
    return texts(key).stream().flatMap(text -> attempt(key, text, parser).stream()).toList();
  }

  boolean flag(String key) {
    JsonNode value = node.get(key);
    if (value != null && !value.isBoolean()) {
      problem(key, "`true` or `false` is expected");
    }
    return value != null && value.isBoolean() && value.booleanValue();
  }

  OptionalLong count(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      problem(key, "a whole number from 0 on is expected");
      return OptionalLong.empty();
    }
    return OptionalLong.of(value.longValue());
  }

  Optional<TomlTable> table(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      problem(key, "a table is expected");
      return Optional.empty();
    }
    return Optional.of(child(value, key));
  }

  List<TomlTable> tables(String key) {
    List<TomlTable> result = new ArrayList<>();
    int index = 0;
    for (JsonNode item : array(key)) {
      if (item.isObject()) {
        result.add(child(item, key + "[" + index + "]"));
      } else {
        problem(key, "an array of tables is expected");
      }
      index++;
    }
    return result;
  }

  private TomlTable child(JsonNode value, String key) {
    return new TomlTable(value, path.isEmpty() ? key : path + "." + key, where, problems);
  }

  private Iterable<JsonNode> array(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      problem(key, "an array is expected");
      return List.of();
    }
    return value;
  }

  List<String> keys() {
    return List.copyOf(node.propertyNames());
  }
}
