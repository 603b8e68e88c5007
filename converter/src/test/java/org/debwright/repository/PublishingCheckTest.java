package org.debwright.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.debwright.deb.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishingCheckTest {
  @TempDir Path directory;

  private SigningKey generated() {
    return new SigningKey.Generated(directory.resolve("key"), Workshop.ORIGIN);
  }

  private static void require(Path root, SigningKey key, Map<String, String> environment) {
    ReleaseHeader header = new ReleaseHeader(Workshop.ORIGIN, "Example packages", Workshop.TIME);
    PublishingCheck.require(root, Workshop.BOOKWORM, header, key, environment);
  }

  private void refuses(Path root, SigningKey key, String said) {
    assertThatThrownBy(() -> require(root, key, Workshop.ENVIRONMENT)).hasMessageContaining(said);
  }

  @Test
  void makesNothing() throws IOException {
    require(directory.resolve("deep/repository"), generated(), Workshop.ENVIRONMENT);
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void acceptsWhatWasPublishedBefore() {
    Workshop workshop = new Workshop(directory);
    Path root = directory.resolve("repository");
    try (GpgSigner signer = workshop.signer()) {
      Workshop.publish(root, signer, workshop.deb("python3-alpha", "1.0-1", "all"));
    }
    assertThatCode(() -> require(root, generated(), Workshop.ENVIRONMENT))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesTheDirectoryOfSomebodyElse() throws IOException {
    Files.writeString(directory.resolve("letters.txt"), "");
    refuses(directory, generated(), "foreign directory");
  }

  @Test
  void refusesAPlaceBelowAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    refuses(file.resolve("repository"), generated(), "cannot be written");
  }

  @Test
  void refusesAKeyThatNobodyHas() {
    refuses(directory.resolve("r"), new SigningKey.OfUser("jo@example.org"), "no secret key");
  }

  @Test
  void refusesAFileThatHoldsNoKey() throws IOException {
    Path file = Files.writeString(directory.resolve("key.asc"), "no key");
    refuses(directory.resolve("r"), new SigningKey.InFile(file), "key.asc");
  }

  @Test
  void refusesTheFileOfAPublicKey() throws IOException {
    Path file = directory.resolve("key.asc");
    try (GpgSigner signer = new Workshop(directory).signer()) {
      Files.writeString(file, signer.publicKey().armoured());
    }
    refuses(directory.resolve("r"), new SigningKey.InFile(file), "no secret key");
  }

  @Test
  void acceptsTheFileOfASecretKey() throws IOException {
    new Workshop(directory).signer().close();
    String home = directory.resolve("key").toString();
    String secret = Tool.run("gpg", "--homedir", home, "--armor", "--export-secret-keys");
    Tool.run("gpgconf", "--homedir", home, "--kill", "all");
    Path file = Files.writeString(directory.resolve("key.asc"), secret);
    assertThatCode(
            () ->
                require(directory.resolve("r"), new SigningKey.InFile(file), Workshop.ENVIRONMENT))
        .doesNotThrowAnyException();
  }
}
