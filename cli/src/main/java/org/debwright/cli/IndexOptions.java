package org.debwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.build.BuildSettings.Network;
import org.debwright.job.Builds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Python distributions come from, named as pip names it. */
final class IndexOptions {
  /** Name of the option in locks. */
  static final String BUILD_DEPENDS = "build-depends";

  @Option(
      names = {"-i", "--index-url"},
      paramLabel = "URL",
      description = "Simple API to ask (the one pip is configured for)")
  @Nullable String indexUrl;

  @Option(
      names = "--extra-index-url",
      paramLabel = "URL",
      split = ",",
      description = "further Simple APIs")
  List<String> extraIndexUrls = new ArrayList<>();

  @Option(
      names = {"-f", "--find-links"},
      paramLabel = "URL|DIR",
      split = ",",
      description = "pages or directories with distributions")
  List<String> findLinks = new ArrayList<>();

  @Option(names = "--no-index", description = "ask no index, only --find-links")
  boolean noIndex;

  @Option(
      names = "--trusted-host",
      paramLabel = "HOST",
      split = ",",
      description = "do not check this host's certificate")
  List<String> trustedHosts = new ArrayList<>();

  @Option(names = "--pre", description = "take pre-releases and development releases as any other")
  boolean pre;

  @Option(
      names = "--require-hashes",
      description = "refuse whatever the requirements give no hash for")
  boolean requireHashes;

  @Option(
      names = "--only-binary",
      paramLabel = "NAME",
      split = ",",
      description = "take no source distribution of these projects; `:all:`, `:none:`")
  List<String> onlyBinary = new ArrayList<>();

  @Option(
      names = "--no-binary",
      paramLabel = "NAME",
      split = ",",
      description = "take no wheel of these projects; `:all:`, `:none:`")
  List<String> noBinary = new ArrayList<>();

  @Option(names = "--prefer-binary", description = "an older wheel before a newer source")
  boolean preferBinary;

  @Option(
      names = "--no-build",
      description = "build nothing from source (as --only-binary :all:, for paths and URLs too)")
  boolean noBuild;

  @Option(
      names = "--build-constraint",
      paramLabel = "FILE",
      description = "constraints file for what builds from source need, as pip has it")
  List<String> buildConstraints = new ArrayList<>();

  @Option(
      names = "--build-depends",
      paramLabel = "PROJECT=PACKAGE[,PACKAGE]",
      description = "packages of the suite that a project's build needs (`cffi=libffi-dev`)")
  List<String> buildDepends = new ArrayList<>();

  @Option(
      names = "--allow-network-build",
      description = "build also where this machine cannot keep builds off the network")
  boolean networkBuild;

  /** How sources are built, in the words of the core. */
  Builds builds() {
    return builds(buildDepends);
  }

  /** The same with what a lock says of {@code --build-depends}. */
  Builds builds(List<String> depends) {
    return Builds.of(buildConstraints, depends, networkBuild ? Network.ALLOWED : Network.CUT_OFF);
  }

  /** What a lock keeps beside the options of packages. */
  SortedMap<String, String> locked(SortedMap<String, String> options) {
    SortedMap<String, String> all = new TreeMap<>(options);
    if (!buildDepends.isEmpty()) {
      all.put(BUILD_DEPENDS, String.join(" ", new TreeSet<>(buildDepends)));
    }
    return all;
  }
}
