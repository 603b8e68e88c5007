package org.debwright.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.debwright.repository.Workshop.AMD64;
import static org.debwright.repository.Workshop.BOOKWORM;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.debwright.deb.DebFile;
import org.debwright.deb.Tool;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
  @TempDir Path directory;
  private Workshop workshop;
  private Path root;

  @BeforeEach
  void prepare() {
    workshop = new Workshop(directory);
    root = directory.resolve("a repo");
  }

  @Test
  void aptVerifiesAndFindsThePackages() throws IOException {
    try (GpgSigner signer = workshop.signer()) {
      Workshop.publish(
          root,
          signer,
          workshop.deb("python3-one", "1:1.0-1", "all"),
          workshop.deb("libtwo", "2.0-1", "amd64", "Depends", "python3-one (>= 1:1.0)"));
    }
    Path keyring = directory.resolve("keyring.gpg");
    Files.copy(root.resolve("example-archive-keyring.gpg"), keyring);
    LocalPocket pocket = new LocalPocket(root, "bookworm", List.of("main"), keyring, false);
    AptSandbox apt =
        new AptSandbox(directory.resolve("apt"), AMD64, pocket.line(), Workshop.ENVIRONMENT);
    Tool.run("apt-get", "--version");
    Program.Result updated = apt.run("apt-get", List.of("update", "--error-on=any"));
    assertThat(updated.succeeded()).as(updated.errors()).isTrue();
    assertThat(apt.run("apt-get", List.of("-s", "install", "libtwo")).text())
        .contains("Inst python3-one (1:1.0-1 example:bookworm [all])");
    assertThat(root.resolve("pool/main/p/python3-one/python3-one_1.0-1_all.deb")).exists();
    assertThat(root.resolve("pool/main/libt/libtwo/libtwo_2.0-1_amd64.deb")).exists();
    Tool.run(
        "gpgv",
        "--keyring",
        root.resolve("example-archive-keyring.gpg").toString(),
        root.resolve("dists/bookworm/Release.gpg").toString(),
        root.resolve("dists/bookworm/Release").toString());
  }

  @Test
  void sameInputGivesSameBytes() throws IOException {
    DebFile one = workshop.deb("one", "1.0-1", "all");
    DebFile two = workshop.deb("two", "1.0-1", "amd64");
    Path other = directory.resolve("other");
    try (GpgSigner signer = workshop.signer()) {
      Workshop.publish(root, signer, one, two);
      Workshop.publish(other, signer, two, one);
    }
    assertThat(Workshop.tree(other)).isEqualTo(Workshop.tree(root));
  }

  @Test
  void replacesVersionsAndKeepsTheRest() {
    try (GpgSigner signer = workshop.signer()) {
      Workshop.publish(
          root, signer, workshop.deb("one", "1.0", "all"), workshop.deb("two", "1.0", "all"));
      DebFile newer = workshop.deb("one", "1.1", "all");
      assertThat(Workshop.plan(root, BOOKWORM, AMD64, newer).changes())
          .containsExactly(
              new PublishingPlan.Change(
                  new PackageName("one"),
                  Optional.of(DebianVersion.parse("1.0")),
                  DebianVersion.parse("1.1")));
      Workshop.publish(root, signer, newer);
    }
    assertThat(listed(BOOKWORM, AMD64)).containsExactly("one 1.1", "two 1.0");
    assertThat(root.resolve("pool/main/o/one/one_1.0_all.deb")).exists();
  }

  @Test
  void keepsOtherSuitesAndArchitectures() {
    Architecture arm64 = new Architecture("arm64");
    Suite trixie = new Suite("trixie");
    try (GpgSigner signer = workshop.signer();
        Repository repository = Repository.open(root)) {
      DebFile shared = workshop.deb("shared", "1", "all");
      repository.commit(
          Workshop.plan(root, BOOKWORM, AMD64, shared, workshop.deb("xx", "1", "amd64")), signer);
      repository.commit(
          Workshop.plan(root, BOOKWORM, arm64, workshop.deb("xx", "1", "arm64")), signer);
      repository.commit(Workshop.plan(root, trixie, AMD64, shared), signer);
    }
    assertThat(listed(BOOKWORM, AMD64)).containsExactly("shared 1", "xx 1");
    assertThat(listed(BOOKWORM, arm64)).containsExactly("shared 1", "xx 1");
    assertThat(listed(trixie, AMD64)).containsExactly("shared 1");
  }

  private List<String> listed(Suite suite, Architecture architecture) {
    return PublishedSuite.read(root, suite).listing().packages(architecture).values().stream()
        .map(RepositoryTest::nameAndVersion)
        .toList();
  }

  private static String nameAndVersion(Stanza stanza) {
    return stanza.get("Package").orElseThrow() + " " + stanza.get("Version").orElseThrow();
  }

  @Test
  void touchesNothingWhenNothingChanges() throws IOException {
    DebFile one = workshop.deb("one", "1.0", "all");
    try (GpgSigner signer = workshop.signer()) {
      assertThat(Workshop.publish(root, signer, one)).isEqualTo(Repository.Outcome.PUBLISHED);
      var before = Workshop.tree(root);
      var moment = Files.getLastModifiedTime(root.resolve("dists/bookworm/InRelease"));
      assertThat(Workshop.publish(root, signer, one)).isEqualTo(Repository.Outcome.UNCHANGED);
      assertThat(Workshop.tree(root)).isEqualTo(before);
      assertThat(Files.getLastModifiedTime(root.resolve("dists/bookworm/InRelease")))
          .isEqualTo(moment);
    }
  }

  @Test
  void publishedBytesNeverChange() {
    try (GpgSigner signer = workshop.signer()) {
      Workshop.publish(root, signer, workshop.deb("one", "1.0", "all"));
      DebFile other = workshop.deb("one", "1.0", "all", "Section", "misc");
      assertThatThrownBy(() -> Workshop.plan(root, BOOKWORM, AMD64, other))
          .isInstanceOfSatisfying(
              DebwrightException.class,
              refusal -> {
                assertThat(refusal.diagnostics().get(0).code()).isEqualTo("pool-conflict");
                assertThat(refusal.diagnostics().get(0).fix()).contains("--revision N");
              });
    }
  }

  // A run that is killed before the last rename has written some or all of the other files.
  @Test
  void killedRunLeavesTheOldStateAndIsDoneAgain() throws IOException {
    DebFile before = workshop.deb("one", "1.0", "all");
    DebFile after = workshop.deb("one", "2.0", "all");
    Path old = directory.resolve("old");
    try (GpgSigner signer = workshop.signer()) {
      Workshop.publish(old, signer, workshop.deb("one", "0.5", "all"));
      Workshop.publish(old, signer, before);
      Workshop.copy(old, root);
      Workshop.publish(root, signer, after);
      var wanted = Workshop.tree(root);

      String signed = "dists/bookworm/InRelease";
      Files.copy(old.resolve(signed), root.resolve(signed), StandardCopyOption.REPLACE_EXISTING);
      Files.createDirectories(root.resolve(".debwright/staging"));
      Files.writeString(root.resolve(".debwright/staging/part-1"), "half");
      assertThat(listed(BOOKWORM, AMD64)).containsExactly("one 1.0");
      Workshop.publish(root, signer, after);
      assertThat(Workshop.tree(root)).isEqualTo(wanted);
    }
  }

  @Test
  void refusesSecondWriter() {
    try (Repository first = Repository.open(root)) {
      assertThat(first.root()).isEqualTo(root);
      assertThatThrownBy(() -> Repository.open(root))
          .isInstanceOf(DebwrightException.class)
          .hasMessage("`" + root + "` is being written to");
    }
  }

  @Test
  void noticesDamage() throws IOException {
    try (GpgSigner signer = workshop.signer()) {
      Workshop.publish(root, signer, workshop.deb("one", "1.0", "all"));
    }
    Path byHash = root.resolve("dists/bookworm/main/binary-amd64/by-hash/SHA256");
    try (var files = Files.list(byHash)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "\n");
      }
    }
    assertThatThrownBy(() -> PublishedSuite.read(root, BOOKWORM))
        .isInstanceOfSatisfying(
            DebwrightException.class,
            refusal ->
                assertThat(refusal.diagnostics().get(0).why())
                    .isEqualTo("its content is not what `InRelease` vouches for"));
  }

  @Test
  void everybodyMayRead() {
    try (GpgSigner signer = workshop.signer()) {
      Workshop.publish(root, signer, workshop.deb("one", "1.0", "all"));
    }
    assertThat(
            Tool.run(
                "find",
                root.toString(),
                "(",
                "-type",
                "f",
                "!",
                "-perm",
                "0644",
                "-o",
                "-type",
                "d",
                "!",
                "-perm",
                "0755",
                ")",
                "!",
                "-name",
                "lock"))
        .isEmpty();
  }
}
