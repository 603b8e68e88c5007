package org.debwright.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.debwright.repository.Workshop.AMD64;
import static org.debwright.repository.Workshop.BOOKWORM;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.deb.DebFile;
import org.debwright.deb.Tool;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSimulationTest {
  @TempDir Path directory;
  private Workshop workshop;
  private LocalPocket distribution;

  @BeforeEach
  void publishDistribution() {
    Tool.run("apt-get", "--version");
    workshop = new Workshop(directory);
    Path root = directory.resolve("distribution");
    try (GpgSigner signer = workshop.signer()) {
      PublishingPlan plan =
          PublishingPlan.of(
              root,
              BOOKWORM,
              AMD64,
              List.of(
                  workshop.deb("python3", "3.11.2-1", "amd64"),
                  workshop.deb("python3-higher", "9.0-1", "all"),
                  workshop.deb("python3-lower", "0.5-1", "all")),
              new ReleaseHeader(new Origin("debian"), "a distribution", Workshop.TIME));
      try (Repository repository = Repository.open(root)) {
        repository.commit(plan, signer);
      }
    }
    distribution =
        new LocalPocket(
            root,
            "bookworm",
            List.of("main"),
            root.resolve("debian-archive-keyring.gpg"),
            /* trusted= */ false);
  }

  private AptSimulation simulate(DebFile... debs) {
    Path staged = directory.resolve("staged");
    Workshop.plan(directory.resolve("repo"), BOOKWORM, AMD64, debs).stage(staged);
    return AptSimulation.open(
        directory.resolve("apt"),
        staged,
        BOOKWORM,
        AMD64,
        Workshop.ORIGIN,
        List.of(distribution),
        Workshop.ENVIRONMENT);
  }

  private static SortedMap<PackageName, DebianVersion> versions(DebFile... debs) {
    SortedMap<PackageName, DebianVersion> versions = new TreeMap<>();
    for (DebFile deb : debs) {
      versions.put(deb.name(), deb.version());
    }
    return versions;
  }

  @Test
  void tellsWhatLosesAndPrefersIt() {
    DebFile higher = workshop.deb("python3-higher", "2.0-1", "all", "Depends", "python3");
    DebFile lower =
        workshop.deb("python3-lower", "1.0-1", "all", "Depends", "python3-higher (<< 3)");
    AptSimulation simulation = simulate(higher, lower);
    assertThat(simulation.preferOurs(versions(higher, lower)))
        .containsExactly(
            new AptSimulation.Overruled(
                new PackageName("python3-higher"),
                DebianVersion.parse("2.0-1"),
                DebianVersion.parse("9.0-1")));
    simulation.install(List.of(higher.name(), lower.name()));
  }

  @Test
  void refusesWithAptsOwnWords() {
    DebFile broken = workshop.deb("python3-a", "1", "all", "Depends", "python3-nowhere (>= 2)");
    DebFile whole = workshop.deb("python3-b", "1", "all");
    AptSimulation simulation = simulate(broken, whole);
    assertThat(simulation.preferOurs(versions(broken, whole))).isEmpty();
    assertThatThrownBy(() -> simulation.install(List.of(broken.name(), whole.name())))
        .isInstanceOfSatisfying(
            DebwrightException.class,
            refusal ->
                assertThat(refusal.diagnostics())
                    .containsExactly(
                        Diagnostic.error("not-installable", "apt cannot install `python3-a`")
                            .because(
                                "python3-a : Depends: python3-nowhere (>= 2) but it is not"
                                    + " installable")));
  }

  @Test
  void saysWhenTheyExcludeEachOther() {
    DebFile a = workshop.deb("python3-a", "1", "all", "Conflicts", "python3-b");
    DebFile b = workshop.deb("python3-b", "1", "all");
    AptSimulation simulation = simulate(a, b);
    assertThatThrownBy(() -> simulation.install(List.of(a.name(), b.name())))
        .isInstanceOfSatisfying(
            DebwrightException.class,
            refusal ->
                assertThat(refusal.diagnostics().get(0).code()).isEqualTo("not-coinstallable"));
  }
}
