package org.debwright.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What packages are made for. */
final class TargetOptions {
  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      defaultValue = "bookworm",
      description = "codename of the release (${DEFAULT-VALUE})")
  String suite = "bookworm";

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      defaultValue = "amd64",
      description = "Debian architecture (${DEFAULT-VALUE})")
  String architecture = "amd64";

  @Option(
      names = "--python",
      paramLabel = "X.Y",
      description = "Python of the target (the suite's own Python 3); 2.7 where the suite has it")
  @Nullable String python;

  @Option(
      names = "--archive",
      paramLabel = "URI",
      description =
          "the distribution's archive (the one apt is configured for); a mirror's root, `file:` too")
  @Nullable String archive;

  @Option(
      names = "--archive-keyring",
      paramLabel = "FILE",
      description = "keys the archive is signed with (Debian's archive keyring)")
  @Nullable String archiveKeyring;

  @Option(
      names = "--pocket",
      paramLabel = "NAME",
      split = ",",
      description =
          "also read this pocket of the suite, as `backports`; what is not automatic there is taken"
              + " only where nothing else has it, as apt does")
  List<String> pockets = new ArrayList<>();

  @Option(
      names = "--further-archive",
      paramLabel = "LINE",
      description =
          "also read this archive: `[signed-by=FILE] URI SUITE COMPONENT`, as in sources.list(5); may"
              + " be repeated")
  List<String> furtherArchives = new ArrayList<>();
}
