package org.debwright.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.archive.Pocket.Necessity;
import org.debwright.archive.Pocket.Trust;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.Diagnostic;

/**
 * Which suites of which archives make up the target: the release itself, its updates and its
 * security updates, where apt's sources say they are.
 *
 * <p>When apt is configured for the target's suite, its sources are taken as they are. Otherwise
 * the host's own are taken with the suite's name exchanged, so a bookworm machine can make packages
 * for bullseye from the same mirror.
 */
final class PocketChoice {
  private static final Set<String> ALIASES =
      Set.of("oldoldstable", "oldstable", "stable", "testing", "unstable");

  private final AptConfiguration apt;
  private final Suite suite;
  private final ArchiveOptions options;

  PocketChoice(AptConfiguration apt, Suite suite, ArchiveOptions options) {
    this.apt = apt;
    this.suite = suite;
    this.options = options;
  }

  /** The pockets, the release first. */
  List<Pocket> choose() {
    List<Pocket> pockets = new ArrayList<>();
    if (options.uri().isPresent()) {
      pockets.add(given(options.uri().get(), options.suite().orElse(suite.codename())));
      for (String more : options.pockets()) {
        pockets.add(given(options.uri().get(), named(more)));
      }
    } else {
      configured(pockets);
    }
    for (String line : options.further()) {
      pockets.add(further(line));
    }
    return List.copyOf(pockets);
  }

  private String named(String pocket) {
    if (!pocket.matches("[a-z][a-z-]*")) {
      throw Diagnostic.error("pocket-invalid", "`" + pocket + "` is no pocket of a suite")
          .because("what stands behind the suite's name is expected, as in `backports`")
          .toException();
    }
    return suite + "-" + pocket;
  }

  private void configured(List<Pocket> pockets) {
    AptSource main = main();
    String host = main.suite();
    pockets.add(pocket(main, suite.codename(), host, Necessity.REQUIRED));
    Optional<AptSource> updates = configured(host + "-updates");
    if (updates.isPresent() || !host.equals(suite.codename())) {
      pockets.add(pocket(updates.orElse(main), suite + "-updates", host, Necessity.OPTIONAL));
    }
    configured(host + "-security")
        .ifPresent(s -> pockets.add(pocket(s, suite + "-security", host, Necessity.OPTIONAL)));
    for (String more : options.pockets()) {
      AptSource source = configured(host + "-" + more).orElse(main);
      pockets.add(pocket(source, named(more), host, Necessity.REQUIRED));
    }
  }

  /** An archive of somebody else, as its line says. */
  private Pocket further(String line) {
    List<AptSource> sources = AptSourcesParser.parseLines("deb " + line);
    String last = line.strip().replaceFirst("^.*\\s", "");
    if (sources.size() != 1 || last.endsWith("/")) {
      throw Diagnostic.error("archive-line-invalid", "`" + line + "` names no archive")
          .because(
              "as in sources.list(5), `[signed-by=FILE] URI SUITE COMPONENT…` is expected; an archive"
                  + " without `dists` has no suites")
          .toException();
    }
    AptSource source = sources.get(0);
    String uri = source.uri();
    return new Pocket(
        uri.startsWith("/") ? Path.of(uri).toUri().toString() : uri,
        source.suite(),
        source.components(),
        Keyring.signedBy(source.signedBy(), ownKeyrings(apt.trustedKeyrings())),
        source.trusted().orElse(false) ? Trust.ASSUMED : Trust.SIGNED,
        Necessity.REQUIRED,
        source.checkValidUntil());
  }

  private Pocket given(String uri, String name) {
    String address = uri.startsWith("/") ? Path.of(uri).toUri().toString() : uri;
    List<Path> keyrings =
        options.keyring().map(List::of).orElseGet(() -> ownKeyrings(apt.trustedKeyrings()));
    return new Pocket(
        address.endsWith("/") ? address : address + "/",
        name,
        List.of(),
        Keyring.of(keyrings),
        Trust.SIGNED,
        Necessity.REQUIRED,
        Optional.empty());
  }

  private Pocket pocket(AptSource source, String name, String host, Necessity necessity) {
    Keyring keyring = Keyring.signedBy(source.signedBy(), ownKeyrings(apt.trustedKeyrings()));
    boolean isConfigured = host.equals(suite.codename());
    return new Pocket(
        source.uri(),
        name,
        source.components(),
        // Another release is signed by other keys of the same archive.
        isConfigured ? keyring : keyring.and(apt.archiveKeyrings()),
        source.trusted().orElse(false) ? Trust.ASSUMED : Trust.SIGNED,
        necessity,
        source.checkValidUntil());
  }

  private List<Path> ownKeyrings(List<Path> trusted) {
    List<Path> keyrings = new ArrayList<>(trusted);
    keyrings.addAll(apt.archiveKeyrings());
    return keyrings;
  }

  private Optional<AptSource> configured(String name) {
    return apt.sources().stream().filter(s -> s.suite().equals(name)).findFirst();
  }

  /** The source of the target's own suite, else of the host's, else of one known by name. */
  private AptSource main() {
    return configured(suite.codename())
        .or(() -> configured(apt.hostCodename()))
        .or(() -> apt.sources().stream().filter(PocketChoice::isDistribution).findFirst())
        .orElseThrow(
            () ->
                Diagnostic.error(
                        "archive-not-configured", "no archive is known for `" + suite + "`")
                    .because(
                        apt.sources().isEmpty()
                            ? "apt has no sources on this machine"
                            : "none of apt's sources is a distribution's own")
                    .mend("give one: `--archive URI`")
                    .toException());
  }

  private static boolean isDistribution(AptSource source) {
    return source.components().contains("main")
        && (ALIASES.contains(source.suite()) || KnownSuite.find(source.suite()).isPresent());
  }
}
