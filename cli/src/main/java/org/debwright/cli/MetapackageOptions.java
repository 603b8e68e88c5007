package org.debwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.job.PackageSet;
import org.debwright.job.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The metapackage of a run. */
final class MetapackageOptions {
  @Option(
      names = "--metapackage",
      paramLabel = "NAME",
      description =
          "also make a metapackage NAME that depends on every package of this run at exactly its version")
  @Nullable String metapackage;

  @Option(
      names = "--pin-distribution",
      description =
          "let the metapackage depend on what the suite supplies at exactly its version, too: its"
              + " security updates then wait for the next metapackage")
  boolean pinDistribution;

  @Option(
      names = "--transition",
      paramLabel = "DEB",
      description =
          "also publish DEB, which `transition package` made, and let the metapackage depend on it and,"
              + " once all is configured, move the machine off pip")
  @Nullable Path transition;

  /**
   * The name, before any work is done.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it is none, or there is none and other
   *     options are about it
   */
  Optional<PackageName> name() {
    if (transition != null && metapackage == null) {
      throw Diagnostic.error(
              "transition-without-metapackage", "nothing would activate the transition")
          .because("the metapackage's own script does, once all packages are configured")
          .mend("name one: `--metapackage NAME`")
          .toException();
    }
    if (pinDistribution && metapackage == null) {
      throw Diagnostic.error("pin-without-metapackage", "nothing pins the suite's packages")
          .because("`--pin-distribution` is about what the metapackage of a run depends on")
          .mend("name it: `--metapackage NAME`")
          .toException();
    }
    return Optional.ofNullable(metapackage).map(PackageName::parse);
  }

  /** The set, where a metapackage is wanted. */
  Optional<PackageSet> set(Selection selection) {
    return name()
        .map(name -> PackageSet.of(name, selection, reach()))
        .map(set -> transition == null ? set : set.activating(transition));
  }

  private PackageSet.Reach reach() {
    return pinDistribution ? PackageSet.Reach.ALL : PackageSet.Reach.OWN;
  }
}
