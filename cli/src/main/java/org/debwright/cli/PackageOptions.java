package org.debwright.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.convert.Maintainer;
import org.debwright.deb.Compression;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.job.PackageSettings;
import org.debwright.lock.LockedTarget;
import org.debwright.python.ProjectName;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the packages are like. */
final class PackageOptions {
  @Mixin MaintainerOption maintainer = new MaintainerOption();

  @Option(
      names = "--revision",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "the N of `+dwN` in versions; raise it to publish the same release anew (${DEFAULT-VALUE})")
  int revision = 1;

  @Option(
      names = "--compression",
      paramLabel = "KIND[:LEVEL]",
      defaultValue = "xz",
      description = "xz, xz-java, zstd, gzip or none (${DEFAULT-VALUE}; bullseye reads no zstd)")
  String compression = "xz";

  @Option(
      names = "--name",
      paramLabel = "PROJECT=PACKAGE",
      description = "call the package of a project so, not as the suite does; may be repeated")
  Map<String, String> names = new LinkedHashMap<>();

  @Option(
      names = "--allow-missing-libraries",
      paramLabel = "PROJECT",
      description =
          "make its package though it needs shared libraries that nobody has; may be repeated")
  List<String> incomplete = new ArrayList<>();

  @Option(
      names = "--name-prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description =
          "begin every package's name with this, for example `kano-`; such a package conflicts with,"
              + " replaces and provides the suite's own")
  String namePrefix = "";

  /** These options in the words of the core. */
  PackageSettings settings(Map<String, String> environment) {
    return settings(
        maintainer.of(environment), revision, compression, namePrefix, names, incomplete);
  }

  /**
   * What a lock says of the packages, as far as the command line does not say otherwise: the same
   * lock gives the same packages, whoever builds them.
   */
  PackageSettings settings(
      Map<String, String> environment, LockedTarget locked, LockOptions commandLine) {
    boolean named = commandLine.isGiven("--maintainer") || locked.maintainer().isEmpty();
    Map<String, String> options = locked.options();
    return settings(
        named ? maintainer.of(environment) : Maintainer.parse(locked.maintainer().orElseThrow()),
        commandLine.isGiven("--revision")
            ? revision
            : number(options.getOrDefault("revision", "1")),
        commandLine.isGiven("--compression")
            ? compression
            : options.getOrDefault("compression", "xz"),
        commandLine.isGiven("--name-prefix") ? namePrefix : options.getOrDefault("name-prefix", ""),
        commandLine.isGiven("--name") ? names : pairs(options.getOrDefault("name", "")),
        commandLine.isGiven("--allow-missing-libraries")
            ? incomplete
            : words(options.getOrDefault("allow-missing-libraries", "")));
  }

  private static int number(String text) {
    // 0 is refused as the command line's would be.
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : words(text)) {
      int equals = pair.indexOf('=');
      pairs.put(pair.substring(0, Math.max(0, equals)), pair.substring(equals + 1));
    }
    return pairs;
  }

  /** What a lock keeps of them: whatever differs from the defaults. */
  SortedMap<String, String> locked() {
    SortedMap<String, String> options = new TreeMap<>();
    if (revision != 1) {
      options.put("revision", Integer.toString(revision));
    }
    if (!compression.equals("xz")) {
      options.put("compression", compression);
    }
    if (!namePrefix.isEmpty()) {
      options.put("name-prefix", namePrefix);
    }
    if (!names.isEmpty()) {
      options.put(
          "name",
          new TreeMap<>(names)
              .entrySet().stream()
                  .map(pair -> pair.getKey() + "=" + pair.getValue())
                  .collect(Collectors.joining(" ")));
    }
    if (!incomplete.isEmpty()) {
      options.put(
          "allow-missing-libraries",
          incomplete.stream().sorted().distinct().collect(Collectors.joining(" ")));
    }
    return options;
  }

  private static PackageSettings settings(
      Maintainer maintainer,
      int revision,
      String compression,
      String prefix,
      Map<String, String> names,
      List<String> incomplete) {
    if (revision < 1) {
      throw Diagnostic.error("revision-invalid", "revision " + revision + " is too low")
          .because("revisions count from 1")
          .toException();
    }
    if (!prefix.isEmpty() && !PackageName.isValid(prefix)) {
      throw Diagnostic.error("name-prefix-invalid", "`" + prefix + "` begins no package's name")
          .because(
              "Debian Policy 5.6.1 allows lower-case letters, digits, `+`, `-` and `.`, at least two,"
                  + " beginning with a letter or digit")
          .toException();
    }
    return new PackageSettings(
        maintainer,
        revision,
        Compression.parse(compression),
        prefix,
        names(names),
        incomplete.stream().map(ProjectName::parse).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Map<ProjectName, PackageName> names(Map<String, String> names) {
    Map<ProjectName, PackageName> parsed = new LinkedHashMap<>();
    names.forEach(
        (project, name) -> parsed.put(ProjectName.parse(project), PackageName.parse(name)));
    return parsed;
  }
}
