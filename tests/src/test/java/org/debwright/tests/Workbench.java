package org.debwright.tests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.debwright.tests.Debwright.Run;

/**
 * What most scenarios need: a scratch, a suite to make packages for, and a key to sign with.
 *
 * @param keys the repository's, not the suite's
 */
record Workbench(Scratch scratch, SampleSuite suite, SigningKeys keys, Path secretKey) {
  /** Sets it up below a directory. */
  static Workbench in(Path directory) {
    Scratch scratch = Scratch.in(directory.resolve("scratch"));
    SigningKeys keys = SigningKeys.make(directory.resolve("keys"), "Sample repository");
    Path secretKey = keys.exportSecret(directory.resolve("secret-key.asc"));
    keys.close();
    return new Workbench(scratch, SampleSuite.write(directory), keys, secretKey);
  }

  /** The same suite and key with another, empty scratch. */
  Workbench with(Scratch other) {
    return new Workbench(other, suite, keys, secretKey);
  }

  /** The command with the options of every run. */
  Debwright debwright() {
    return Debwright.in(scratch).always(suite.options());
  }

  /** The command, asking this index, signing with the key. */
  Debwright asking(LoopbackIndex index) {
    return debwright().always("--index-url", index.url());
  }

  /** Builds into {@code repo} of the working directory. */
  Run build(LoopbackIndex index, String... arguments) {
    List<String> words = new ArrayList<>(List.of("build", "--sign-key", secretKey.toString()));
    words.addAll(List.of(arguments));
    return asking(index).run(words.toArray(String[]::new));
  }

  /** Locks into {@code pylock.toml} of the working directory. */
  Run lock(LoopbackIndex index, String... arguments) {
    List<String> words = new ArrayList<>(List.of("lock"));
    words.addAll(List.of(arguments));
    return asking(index).run(words.toArray(String[]::new));
  }
}
