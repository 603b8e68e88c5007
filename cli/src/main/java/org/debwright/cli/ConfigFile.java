package org.debwright.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Defaults for options from a TOML file: a key is an option's long name without the hyphens in
 * front, at the top for every command or in a table named like the command or like the one it is
 * below ({@code [transition]} for {@code transition apply}). What the command line says wins.
 */
final class ConfigFile implements IDefaultValueProvider {
  /** Read where the command line names no other. */
  static final Path USUAL = Path.of("debwright.toml");

  /** Names another. */
  static final String OPTION = "--config";

  private final Optional<JsonNode> content;

  private ConfigFile(Optional<JsonNode> content) {
    this.content = content;
  }

  /**
   * The file the arguments name with {@code --config}, else {@code debwright.toml} of the working
   * directory where there is one. Read before the command line is parsed, since it gives defaults.
   */
  static ConfigFile of(String[] arguments) {
    Optional<Path> named = named(arguments);
    if (named.isEmpty() && !Files.exists(USUAL)) {
      return new ConfigFile(Optional.empty());
    }
    return new ConfigFile(Optional.of(read(named.orElse(USUAL))));
  }

  private static Optional<Path> named(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(OPTION + "=")) {
        return Optional.of(Path.of(arguments[i].substring(OPTION.length() + 1)));
      }
      if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        return Optional.of(Path.of(arguments[i + 1]));
      }
    }
    return Optional.empty();
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (content.isEmpty() || !(argument instanceof OptionSpec option)) {
      return null;
    }
    JsonNode value = value(option.longestName().substring(2), argument.command());
    if (value.isObject() && option.isMultiValue() && !option.splitRegex().isEmpty()) {
      return pairs(value);
    }
    return value.isMissingNode() || value.isObject() ? null : text(value);
  }

  // The table of the command itself comes first, then those of the commands it is below.
  private JsonNode value(String key, @Nullable CommandSpec command) {
    for (CommandSpec each = command; each != null; each = each.parent()) {
      JsonNode own = content.orElseThrow().path(each.name()).path(key);
      if (!own.isMissingNode()) {
        return own;
      }
    }
    return content.orElseThrow().path(key);
  }

  /** A table is what an option of pairs takes: {@code [override]}, {@code six = "build"}. */
  private static String pairs(JsonNode table) {
    return table.properties().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue().asString())
        .collect(Collectors.joining(","));
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asString)
            .collect(Collectors.joining(","))
        : value.asString();
  }

  private static JsonNode read(Path file) {
    if (!Files.isReadable(file)) {
      throw Diagnostic.error("config-missing", "`" + file + "` cannot be read")
          .because("`--config` names it")
          .toException();
    }
    try {
      return new TomlMapper().readTree(file);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw Diagnostic.error("config-invalid", "`" + file + "` cannot be read as TOML")
          .because(e.getOriginalMessage())
          .at(Location.of(file.toString(), line, ""))
          .toException();
    }
  }
}
