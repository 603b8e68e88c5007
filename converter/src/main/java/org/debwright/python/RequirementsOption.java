package org.debwright.python;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options pip knows in a requirements file ("Requirements File Format"), and knew once. */
enum RequirementsOption {
  INDEX_URL(Kind.VALUE, "-i", "--index-url", "--pypi-url"),
  EXTRA_INDEX_URL(Kind.VALUE, "--extra-index-url"),
  NO_INDEX(Kind.SWITCH, "--no-index"),
  CONSTRAINT(Kind.VALUE, "-c", "--constraint"),
  REQUIREMENT(Kind.VALUE, "-r", "--requirement"),
  EDITABLE(Kind.VALUE, "-e", "--editable"),
  FIND_LINKS(Kind.VALUE, "-f", "--find-links"),
  NO_BINARY(Kind.VALUE, "--no-binary"),
  ONLY_BINARY(Kind.VALUE, "--only-binary"),
  PREFER_BINARY(Kind.SWITCH, "--prefer-binary"),
  REQUIRE_HASHES(Kind.SWITCH, "--require-hashes"),
  NO_REQUIRE_HASHES(Kind.SWITCH, "--no-require-hashes"),
  PRE(Kind.SWITCH, "--pre"),
  ALL_RELEASES(Kind.VALUE, "--all-releases"),
  ONLY_FINAL(Kind.VALUE, "--only-final"),
  TRUSTED_HOST(Kind.VALUE, "--trusted-host"),
  USE_FEATURE(Kind.VALUE, "--use-feature"),
  HASH(Kind.OF_REQUIREMENT, "--hash"),
  CONFIG_SETTINGS(Kind.OF_REQUIREMENT, "-C", "--config-settings", "--config-setting"),
  // Gone since pip 23.1 and 26: they went to setup.py behind the build backend's back.
  INSTALL_OPTION(Kind.GONE, "--install-option"),
  GLOBAL_OPTION(Kind.GONE, "--global-option"),
  // Gone since pip 7 to 19.
  USE_WHEEL(Kind.GONE, "--use-wheel", "--no-use-wheel"),
  PROCESS_DEPENDENCY_LINKS(Kind.GONE, "--process-dependency-links"),
  ALLOW_EXTERNAL(Kind.GONE, "--allow-external", "--allow-all-external", "--allow-unverified"),
  ALWAYS_UNZIP(Kind.GONE, "-Z", "--always-unzip");

  /** What may be done with an option. */
  enum Kind {
    SWITCH,
    VALUE,
    OF_REQUIREMENT,
    GONE
  }

  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes no other lists.
  private final List<String> names;

  RequirementsOption(Kind kind, String... names) {
    this.kind = kind;
    this.names = List.of(names);
  }

  static Optional<RequirementsOption> named(String name) {
    return Arrays.stream(values()).filter(option -> option.names.contains(name)).findFirst();
  }

  boolean takesValue() {
    return kind == Kind.VALUE || kind == Kind.OF_REQUIREMENT;
  }

  boolean isOfRequirement() {
    return kind == Kind.OF_REQUIREMENT;
  }

  boolean isGone() {
    return kind == Kind.GONE;
  }
}
