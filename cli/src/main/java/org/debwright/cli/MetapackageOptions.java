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
      names = "--transition",
      paramLabel = "DEB",
      description =
          "also publish DEB, which `transition package` made, and let the metapackage depend on it and,"
              + " once all is configured, move the machine off pip")
  @Nullable Path transition;

  /**
   * The name, before any work is done.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it is none, or there is none to activate
   *     a transition
   */
  Optional<PackageName> name() {
    if (transition != null && metapackage == null) {
      throw Diagnostic.error(
              "transition-without-metapackage", "nothing would activate the transition")
          .because("the metapackage's own script does, once all packages are configured")
          .mend("name one: `--metapackage NAME`")
          .toException();
    }
    return Optional.ofNullable(metapackage).map(PackageName::parse);
  }

  /** The set, where a metapackage is wanted. */
  Optional<PackageSet> set(Selection selection) {
    return name()
        .map(name -> PackageSet.of(name, selection))
        .map(set -> transition == null ? set : set.activating(transition));
  }
}
