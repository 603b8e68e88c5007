package org.debwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@link PlainArguments} takes, picocli takes, and alike. */
class PlainArgumentsTest {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  private static final Console CONSOLE = new Console(NOWHERE, NOWHERE, Map.of(), false, 80);

  private static final List<String> WORDS =
      List.of(
          "-r",
          "--requirement",
          "a.txt",
          "-c",
          "--constraint",
          "b.txt",
          "-i",
          "--index-url",
          "--index-url=http://127.0.0.1/",
          "http://127.0.0.1/simple/",
          "--extra-index-url",
          "x,y",
          "-f",
          "--find-links",
          "here",
          "--find-links=a,b",
          "--no-index",
          "--trusted-host",
          "h",
          "--pre",
          "--require-hashes",
          "--only-binary",
          ":all:",
          "--only-binary=:none:",
          "--no-binary",
          "--prefer-binary",
          "--no-build",
          "--suite",
          "trixie",
          "--suite=",
          "--arch",
          "arm64",
          "--python",
          "3.11",
          "--python=2.7",
          "-o",
          "--output",
          "out.toml",
          "--output=p=q.toml",
          "--cache-dir",
          "--cache-dir=c",
          "--no-cache-dir",
          "--offline",
          "--policy",
          "exact",
          "--policy=exact",
          "EXACT",
          "-n",
          "--dry-run",
          "--dry-run=false",
          "-q",
          "--quiet",
          "-v",
          "--json",
          "--no-progress",
          "--help",
          "-h",
          "--",
          "-",
          "",
          "lock",
          "-nq",
          "-oout",
          "six>=1.0,<2",
          "a[b]==1",
          "a; python_version<'3'",
          "\"q\"",
          "${HOME}",
          "@x",
          "~",
          "--archive",
          "--maintainer",
          "A <a@b>",
          "--unknown",
          "--suit",
          "true");

  private record Read(DebwrightCommand top, LockCommand lock) {}

  private static Read fresh() {
    DebwrightCommand top = new DebwrightCommand();
    return new Read(top, new LockCommand(CONSOLE, top, Optional.empty()));
  }

  private static Optional<Read> plainly(List<String> words) {
    Read read = fresh();
    return PlainArguments.read(words, read.top, read.lock) ? Optional.of(read) : Optional.empty();
  }

  private static Read byPicocli(List<String> words) {
    DebwrightCommand top = new DebwrightCommand();
    CommandLine line =
        CommandTree.commandLine(
            CONSOLE,
            top,
            new Commands(CONSOLE, top, Optional.empty()),
            ConfigFile.of(new String[0]),
            words);
    CommandLine.ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
    return new Read(top, (LockCommand) parsed.subcommand().commandSpec().userObject());
  }

  private static void assertAlike(List<String> words, Read plain) {
    assertThat(plain).as("%s", words).usingRecursiveComparison().isEqualTo(byPicocli(words));
  }

  @Test
  void takesUsualCommandLinesAsPicocliDoes() {
    for (String line :
        List.of(
            "lock",
            "lock six",
            "lock flask~=3.0 --suite trixie --arch arm64 -o pylock.toml",
            "lock -r a.txt -r b.txt -c c.txt --dry-run --json",
            "lock -r a.txt --index-url http://127.0.0.1:1/simple/ --suite bookworm --arch amd64"
                + " --python 3.11 --policy exact --only-binary :all: -o out",
            "lock --requirement=a.txt --find-links=here --no-index --pre --prefer-binary --no-build"
                + " --require-hashes --offline --cache-dir=c --no-progress -q --no-binary x")) {
      List<String> words = List.of(line.split(" ", -1));
      assertAlike(words, plainly(words).orElseThrow());
    }
  }

  @Test
  void takesNothingThatPicocliWouldReadOtherwise() {
    long seed = Long.getLong("debwright.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    int taken = 0;
    for (int i = 0; i < 300; i++) {
      List<String> words = new ArrayList<>(List.of("lock"));
      for (int left = random.nextInt(6); left > 0; left--) {
        words.add(WORDS.get(random.nextInt(WORDS.size())));
      }
      Optional<Read> plain = plainly(words);
      if (plain.isPresent()) {
        taken++;
        try {
          assertAlike(words, plain.get());
        } catch (CommandLine.ParameterException refused) {
          throw new AssertionError("seed " + seed + ": " + words + ": " + refused.getMessage());
        }
      }
    }
    assertThat(taken).as("seed %d", seed).isGreaterThan(20);
  }

  @Test
  void leavesAnythingElseToPicocli() {
    assertThat(plainly(List.of())).isEmpty();
    assertThat(plainly(List.of("build", "six"))).isEmpty();
    assertThat(plainly(List.of("-q", "lock", "six"))).isEmpty();
    assertThat(plainly(List.of("lock", "six", "--help"))).isEmpty();
    assertThat(plainly(List.of("lock", "-r"))).isEmpty();
    assertThat(plainly(List.of("lock", "-n", "--dry-run"))).isEmpty();
  }
}
