package org.debwright.build;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.debwright.debian.Suite;

/**
 * Where this machine's apt gets packages from. No address is written in this project: a root of any
 * suite comes from the mirror that apt is configured for.
 */
final class AptMirror {
  private record IndexTarget(String uri, String release, String component) {}

  private AptMirror() {}

  /**
   * The mirror that has {@code suite}: the one apt takes it from, else the one it takes this
   * machine's own suite from.
   */
  static Optional<String> of(Suite suite, String ownCodename) {
    return choose(
        Command.output(
                "apt-get",
                "indextargets",
                "--format",
                "$(REPO_URI) $(RELEASE) $(COMPONENT)",
                "Created-By: Packages")
            .orElse(""),
        suite.codename(),
        ownCodename);
  }

  static Optional<String> choose(String indexTargets, String wanted, String own) {
    List<IndexTarget> targets =
        indexTargets
            .lines()
            .map(line -> line.split(" "))
            .filter(words -> words.length == 3)
            .map(words -> new IndexTarget(words[0], words[1], words[2]))
            .filter(target -> target.component().equals("main"))
            .toList();
    return Arrays.asList(wanted, own).stream()
        .flatMap(release -> targets.stream().filter(t -> t.release().equals(release)))
        .map(IndexTarget::uri)
        .findFirst();
  }
}
