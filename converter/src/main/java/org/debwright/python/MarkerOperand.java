package org.debwright.python;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One side of a comparison in a marker: a variable or a string.
 *
 * @param kind which
 * @param text the variable's name or the string's value
 */
record MarkerOperand(Kind kind, String text) {
  private static final Set<String> NAMES =
      Set.of(
          "python_version",
          "python_full_version",
          "os_name",
          "sys_platform",
          "platform_release",
          "platform_system",
          "platform_version",
          "platform_machine",
          "platform_python_implementation",
          "implementation_name",
          "implementation_version",
          "extra",
          "extras",
          "dependency_groups");

  // Before PEP 508 the variables were named like the Python expressions behind them.
  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "os.name", "os_name",
          "sys.platform", "sys_platform",
          "platform.version", "platform_version",
          "platform.machine", "platform_machine",
          "platform.python_implementation", "platform_python_implementation",
          "python_implementation", "platform_python_implementation");

  private static final Set<String> VERSIONS =
      Set.of("python_version", "python_full_version", "implementation_version", "platform_release");

  // PEP 751: sets, in lock files only.
  private static final Set<String> SETS = Set.of("extras", "dependency_groups");

  enum Kind {
    VARIABLE,
    STRING
  }

  /** The variable of that name, old or new, if there is one. */
  static Optional<MarkerOperand> variable(String name) {
    String current = OLD_NAMES.getOrDefault(name, name);
    return NAMES.contains(current)
        ? Optional.of(new MarkerOperand(Kind.VARIABLE, current))
        : Optional.empty();
  }

  static MarkerOperand string(String value) {
    return new MarkerOperand(Kind.STRING, value);
  }

  boolean isVariable() {
    return kind == Kind.VARIABLE;
  }

  boolean isVersion() {
    return isVariable() && VERSIONS.contains(text);
  }

  boolean isSet() {
    return isVariable() && SETS.contains(text);
  }

  boolean isExtra() {
    return isVariable() && text.equals("extra");
  }

  /** Whether it is {@code extra} or {@code extras}. */
  boolean asksForExtra() {
    return isExtra() || (isVariable() && text.equals("extras"));
  }

  /** As PEP 508 writes it. */
  @Override
  public String toString() {
    return isVariable() ? text : PythonText.quote(text);
  }
}
