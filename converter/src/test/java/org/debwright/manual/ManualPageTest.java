package org.debwright.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages, shown to man as lintian does it. */
class ManualPageTest {
  private static final String ODD =
      ".odd 'start' \\fBbold\\fR \"quoted\" `code` ^~ -x --long-option=VALUE \u00e9\u4e2d\u0416 "
          + "\ud83d\ude80 e\u0301 \u200d "
          + "x".repeat(300)
          + " https://example.org/"
          + "path/".repeat(60);

  @TempDir Path directory;

  @Test
  void givesManNothingToWarnOf() throws Exception {
    CommandOption option = new CommandOption(List.of("-o", "--odd'\\"), ".FILE", ODD);
    CommandFacts facts =
        new CommandFacts(
            List.of(ODD, "", "'x'"), List.of(ODD, "'" + ODD), List.of(option), List.of(option));
    Path page = write(page(ODD.substring(0, 70)).render(facts));
    assertThat(run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page.toString()))
        .isEmpty();
    assertThat(run("lexgrog", page.toString())).contains("demo - .odd");
  }

  @Test
  void showsWhatWasWritten() throws Exception {
    CommandFacts facts =
        new CommandFacts(
            List.of(),
            List.of("It's 100% \\safe -- 'really'."),
            List.of(new CommandOption(List.of("-n", "--no-op"), "N", "nothing")),
            List.of());
    Path page = write(page("demo of things").render(facts));
    assertThat(run("sh", "-c", "MANWIDTH=80 man -l -Tascii " + page + " | col -b"))
        .contains("demo - demo of things", "demo [option ...]")
        .contains("It's 100% \\safe -- 'really'.")
        .contains("-n, --no-op N");
  }

  /** Else groff 1.23 adjusts again from the first paragraph on, and warns of lines it cannot. */
  @Test
  void isAdjustedToTheLeftThroughout() {
    CommandFacts none = new CommandFacts(List.of(), List.of(), List.of(), List.of());
    assertThat(page("demo").render(none)).containsSubsequence(".TH ", ".ds AD l", ".SH NAME");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("demo.1"), text);
  }

  private static ManualPage page(String synopsis) {
    return new ManualPage(
        "demo",
        "1",
        "2026-11-21",
        "Demo",
        "1.0",
        synopsis,
        List.of(),
        Optional.of("https://demo.example/a-b_c"));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/man")).as("man-db is installed").exists();
    Process process =
        new ProcessBuilder("env", "LC_ALL=C.UTF-8", "MANROFFSEQ=", "MANWIDTH=120")
            .command(with("env", "LC_ALL=C.UTF-8", "MANROFFSEQ=", "MANWIDTH=120", command))
            .start();
    boolean printsPage = command[0].equals("man");
    byte[] out = process.getInputStream().readAllBytes();
    byte[] err = process.getErrorStream().readAllBytes();
    process.waitFor();
    return new String(printsPage ? err : out, StandardCharsets.UTF_8);
  }

  private static List<String> with(String a, String b, String c, String d, String... command) {
    List<String> words = new java.util.ArrayList<>(List.of(a, b, c, d));
    words.addAll(List.of(command));
    return words;
  }
}
