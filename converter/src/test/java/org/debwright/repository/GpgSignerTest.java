package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.debwright.deb.Tool;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpgSignerTest {
  private static final String TEXT = "Origin: example\nDescription: größer\n";

  @TempDir Path directory;
  private final List<Diagnostic> heard = new ArrayList<>();

  @BeforeEach
  void needsGpg() {
    Tool.run("gpg", "--version");
  }

  private GpgSigner open(SigningKey key, OptionalLong time) {
    return open(key, time, Workshop.ENVIRONMENT);
  }

  private GpgSigner open(SigningKey key, OptionalLong time, Map<String, String> environment) {
    Reporter reporter =
        new Reporter() {
          @Override
          public void report(Diagnostic diagnostic) {
            heard.add(diagnostic);
          }

          @Override
          public Progress begin(String label, long total, Unit unit) {
            return SILENT.begin(label, total, unit);
          }
        };
    return GpgSigner.open(key, time, environment, reporter);
  }

  private SigningKey generated(String home) {
    return new SigningKey.Generated(directory.resolve(home), Workshop.ORIGIN);
  }

  private void assertVerifies(GpgSigner signer) throws IOException {
    Path keyring = Files.write(directory.resolve("keyring.gpg"), signer.publicKey().binary());
    Path signed = Files.write(directory.resolve("signed"), signer.clearsigned(TEXT));
    Tool.run("gpgv", "--keyring", keyring.toString(), signed.toString());
    Path text = Files.writeString(directory.resolve("text"), TEXT);
    Path detached = Files.write(directory.resolve("detached"), signer.detached(TEXT));
    Tool.run("gpgv", "--keyring", keyring.toString(), detached.toString(), text.toString());
  }

  @Test
  void generatesOnceAndSignsAlikeEachTime() throws IOException {
    byte[] first;
    String fingerprint;
    try (GpgSigner signer = open(generated("key"), OptionalLong.of(Workshop.TIME))) {
      first = signer.clearsigned(TEXT);
      fingerprint = signer.publicKey().fingerprint();
      assertVerifies(signer);
      assertThat(signer.publicKey().armoured()).startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----");
    }
    try (GpgSigner signer = open(generated("key"), OptionalLong.of(Workshop.TIME))) {
      assertThat(signer.publicKey().fingerprint()).isEqualTo(fingerprint);
      assertThat(signer.clearsigned(TEXT)).isEqualTo(first);
    }
    assertThat(heard).isEmpty();
    assertThat(Files.getPosixFilePermissions(directory.resolve("key"))).hasSize(3);
  }

  // unix(7): the path of a socket has at most 107 bytes.
  @Test
  void worksInLongDirectories() throws IOException {
    try (GpgSigner signer = open(generated("d".repeat(100)), OptionalLong.empty())) {
      assertVerifies(signer);
    }
  }

  @Test
  void leavesNoAgentAndNoFilesBehind() throws IOException {
    try (GpgSigner signer = open(generated("key"), OptionalLong.empty())) {
      assertVerifies(signer);
    }
    try (var files = Files.list(directory.resolve("key"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("S.gpg-agent"));
    }
  }

  @Test
  void keyNewerThanTheEpochSignsWhenItWasMade() throws IOException {
    open(generated("key"), OptionalLong.of(Workshop.TIME)).close();
    OptionalLong earlier = OptionalLong.of(Workshop.TIME - 1_000_000);
    try (GpgSigner signer = open(generated("key"), earlier)) {
      assertVerifies(signer);
      assertThat(signer.clearsigned(TEXT)).isEqualTo(signer.clearsigned(TEXT));
    }
    assertThat(heard).extracting(Diagnostic::code).containsExactly("key-newer");
  }

  @Test
  void takesKeyFromFileAndFromTheUser() throws IOException {
    try (GpgHome home = GpgHome.at(directory.resolve("user"), Workshop.ENVIRONMENT)) {
      make(home, "Some One <one@example.org>", "never");
      make(home, "Some Two <two@example.org>", "never");
      Path file = directory.resolve("secret.asc");
      Files.write(
          file, home.gpg(new byte[0], List.of("--armor", "--export-secret-keys", "one@")).bytes());
      try (GpgSigner signer = open(SigningKey.parse(file.toString()), OptionalLong.empty())) {
        assertVerifies(signer);
      }
    }
    try (GpgSigner signer =
        open(SigningKey.parse("two@example.org"), OptionalLong.empty(), user())) {
      assertVerifies(signer);
    }
    assertRefused("@example.org", "key-ambiguous");
    assertRefused("three@example.org", "key-missing");
  }

  private Map<String, String> user() {
    Map<String, String> user = new TreeMap<>(Workshop.ENVIRONMENT);
    user.put("GNUPGHOME", directory.resolve("user").toString());
    return user;
  }

  private static void make(GpgHome home, String name, String expires) {
    List<String> arguments =
        List.of(
            "--passphrase",
            "",
            "--pinentry-mode",
            "loopback",
            "--faked-system-time",
            Workshop.TIME + "!",
            "--quick-generate-key",
            name,
            "ed25519",
            "sign",
            expires);
    assertThat(home.gpg(new byte[0], arguments).succeeded()).isTrue();
  }

  private void assertRefused(String id, String code) {
    assertThatThrownBy(() -> open(new SigningKey.OfUser(id), OptionalLong.empty(), user()))
        .isInstanceOfSatisfying(
            DebwrightException.class,
            refusal -> assertThat(refusal.diagnostics().get(0).code()).isEqualTo(code));
  }

  @Test
  void refusesExpiredKey() {
    try (GpgHome home = GpgHome.at(directory.resolve("user"), Workshop.ENVIRONMENT)) {
      make(home, "Some One <one@example.org>", "1d");
    }
    assertRefused("one@example.org", "key-unusable");
  }

  @Test
  void refusesFileThatIsNoKey() throws IOException {
    Path file = Files.writeString(directory.resolve("x.asc"), "no key");
    assertThatThrownBy(() -> open(new SigningKey.InFile(file), OptionalLong.empty()))
        .isInstanceOf(DebwrightException.class)
        .hasMessage("`" + file + "` cannot be read as a key");
    assertThat(new String(Files.readAllBytes(file), UTF_8)).isEqualTo("no key");
  }
}
