package org.debwright.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A new key in a home of its own, made by the real gpg. */
final class SigningKey {
  private final Path home;

  SigningKey() throws IOException, InterruptedException {
    // The agent's socket needs a short path.
    home = Files.createTempDirectory("dwgpg");
    gpg("--quick-gen-key", "--passphrase", "", "archive@example.org", "ed25519", "sign", "never");
    gpg("--output", keyring().toString(), "--export");
  }

  /** The public half. */
  Path keyring() {
    return home.resolve("public.gpg");
  }

  void gpg(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gpg", "--homedir", home.toString()));
    command.addAll(List.of("--batch", "--yes", "--quiet", "--pinentry-mode", "loopback"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("gpg: " + output);
    }
  }

  /** The key goes, and its agent with it. */
  void close() throws IOException, InterruptedException {
    new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all").start().waitFor();
    try (var tree = Files.walk(home)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
