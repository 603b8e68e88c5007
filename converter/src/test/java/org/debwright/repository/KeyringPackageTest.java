package org.debwright.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.debwright.deb.Compression;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebWriter;
import org.debwright.deb.Tool;
import org.debwright.debian.PackageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringPackageTest {
  private static final long DAY = 86_400;

  @TempDir Path directory;

  private KeyringContents contents(GpgSigner signer, String... preferred) {
    return new KeyringContents(
        Workshop.ORIGIN,
        Workshop.BOOKWORM,
        "deb12",
        signer.publicKey(),
        RepositoryAddress.of(directory.resolve("my repo")),
        new TreeSet<>(List.of(preferred).stream().map(PackageName::new).toList()),
        "A Maintainer <a@example.org>");
  }

  private DebFile write(KeyringContents contents, long time) throws IOException {
    Path target = Files.createTempDirectory(directory, "out");
    return KeyringPackage.write(
        contents, directory.resolve("my repo"), target, time, new DebWriter(Compression.DEFAULT));
  }

  @Test
  void tellsAptEverything() throws IOException {
    try (GpgSigner signer = new Workshop(directory).signer()) {
      DebFile deb = write(contents(signer, "python3-b", "python3-a"), Workshop.TIME);
      assertThat(deb.filename()).isEqualTo("example-archive-keyring_2025.01.02+deb12_all.deb");
      Path tree = directory.resolve("tree");
      Tool.run("dpkg-deb", "-R", deb.path().toString(), tree.toString());
      assertThat(tree.resolve("usr/share/keyrings/example-archive-keyring.gpg"))
          .hasBinaryContent(signer.publicKey().binary());
      assertThat(tree.resolve("etc/apt/sources.list.d/example.sources"))
          .content()
          .contains(
              "Types: deb\n",
              "URIs: file:" + directory + "/my%20repo\n",
              "Suites: bookworm\n",
              "Signed-By: /usr/share/keyrings/example-archive-keyring.gpg\n");
      assertThat(tree.resolve("etc/apt/preferences.d/example.pref"))
          .content()
          .endsWith("Package: python3-a python3-b\nPin: release o=example\nPin-Priority: 990\n");
      assertThat(tree.resolve("DEBIAN/conffiles"))
          .hasContent(
              "/etc/apt/preferences.d/example.pref\n/etc/apt/sources.list.d/example.sources");
    }
  }

  @Test
  void lintianFindsNothing() throws IOException {
    try (GpgSigner signer = new Workshop(directory).signer()) {
      DebFile deb = write(contents(signer, "python3-a"), Workshop.TIME);
      assertThat(Tool.run("lintian", "--fail-on", "none", "--allow-root", deb.path().toString()))
          .doesNotContain("E: ")
          .doesNotContain("W: ");
    }
  }

  @Test
  void isMadeAnewOnlyWhenItsContentsChange() throws IOException {
    try (GpgSigner signer = new Workshop(directory).signer()) {
      Path root = directory.resolve("my repo");
      DebFile first = write(contents(signer, "python3-a"), Workshop.TIME);
      Workshop.publish(root, signer, first);
      DebFile again = write(contents(signer, "python3-a"), Workshop.TIME + 9 * DAY);
      assertThat(again.sha256()).isEqualTo(first.sha256());
      DebFile changed = write(contents(signer), Workshop.TIME);
      assertThat(changed.version()).hasToString("2025.01.02.1+deb12");
      Tool.run("dpkg-deb", "-R", changed.path().toString(), directory + "/t");
      assertThat(directory.resolve("t/etc/apt/preferences.d/example.pref"))
          .hasContent("# Nothing is preferred any more.");
    }
  }

  @Test
  void versionAlwaysRises() {
    assertThat(next("2025.01.01.7+deb12")).isEqualTo("2025.01.02+deb12");
    assertThat(next("2025.01.02+deb12")).isEqualTo("2025.01.02.1+deb12");
    assertThat(next("2025.01.02.9+deb12")).isEqualTo("2025.01.02.10+deb12");
    assertThat(next("2027.05.06+deb12")).isEqualTo("2027.05.06.1+deb12");
  }

  private static String next(String before) {
    return DayVersion.next(Optional.of(before), Workshop.TIME, "deb12").toString();
  }

  @Test
  void saysHowToUseIt() throws IOException {
    try (GpgSigner signer = new Workshop(directory).signer()) {
      KeyringContents contents = contents(signer);
      DebFile deb = write(contents, Workshop.TIME);
      SourceLines lines = SourceLines.of(contents, deb, directory.resolve("my repo"));
      assertThat(lines.source()).contains("Suites: bookworm\n");
      assertThat(lines.commands())
          .containsExactly(
              "sudo apt-get install '"
                  + directory
                  + "/my repo/pool/main/e/example-archive-keyring/"
                  + "example-archive-keyring_2025.01.02+deb12_all.deb'",
              "sudo apt-get update");
    }
  }
}
