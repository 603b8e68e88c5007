package org.debwright.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.debwright.build.MissingFile.Kind;
import org.debwright.diagnostic.Diagnostic;

/** What the log of a failed build tells a person. */
final class BuildLog {
  private static final int LINES = 12;
  private static final int LONGEST_LINE = 300;
  private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]*@");
  // What pip adds below every failure and says nothing.
  private static final Pattern PADDING =
      Pattern.compile(
          "\\s*(\\[end of output\\]|note: This .*|hint: See above .*|WARNING: You are using pip"
              + " .*|ERROR: Failed building wheel for .*|ERROR: Failed to build one or more wheels"
              + "|Failed to build .*|Running setup.py clean for .*|DEPRECATION: .*|[×╰│─> ]+)\\s*");

  private record Cause(
      Pattern pattern,
      Function<MatchResult, String> why,
      String fix,
      Optional<MissingFile.Kind> missing) {}

  // The first that is found is told; the most telling come first.
  private static final List<Cause> CAUSES =
      List.of(
          cause(
              "fatal error: (?:Python|pyconfig)\\.h: No such file",
              m -> "the header `Python.h` is missing",
              "as root: `apt-get install python3-dev`"),
          cause(
              "fatal error: ([\\w./+-]+): No such file or directory"
                  + "|fatal error: '([\\w./+-]+)' file not found",
              m -> "the header `" + either(m) + "` is missing where it is built",
              "install the Debian package that has it, see `apt-file search`",
              Kind.HEADER),
          cause(
              "Package '([\\w.+-]+)',? (?:required by '[^']*', )?(?:was )?not found"
                  + "|No package '([\\w.+-]+)' found",
              m -> "pkg-config does not find `" + either(m) + "`",
              "install its `-dev` package",
              Kind.MODULE),
          cause(
              "(pkg-config|pkgconf|[\\w-]+_config|[\\w]+-config)(?: executable)?(?: is required|:"
                  + " (?:command )?not found| not found)",
              m -> "the program `" + m.group(1) + "` is missing where it is built",
              "install the Debian package that has it, see `apt-file search`",
              Kind.PROGRAM),
          cause(
              "Dependency \"([\\w.+-]+)\" not found|ensure ([\\w.+-]+)\\.pc is in",
              m -> "pkg-config does not find `" + either(m) + "`",
              "install its `-dev` package",
              Kind.MODULE),
          cause(
              "sh: (?:\\d+: )?([\\w.+-]+): (?:command )?not found"
                  + "|ERROR: Program '([\\w.+-]+)'[^\\n]* not found",
              m -> "the program `" + either(m) + "` is missing where it is built",
              "install the Debian package that has it, see `apt-file search`",
              Kind.PROGRAM),
          cause(
              "(?:command|program) '([\\w./+-]+)' failed: No such file|unable to execute '([\\w./+-]+)'",
              m -> "the compiler `" + either(m) + "` is missing",
              "as root: `apt-get install build-essential`",
              Kind.PROGRAM),
          cause(
              "can't find Rust compiler|(?:cargo|rustc): (?:command )?not found|Rust toolchain",
              m -> "the compiler `rustc` is missing",
              "as root: `apt-get install cargo`, or pin a release that has a wheel"),
          cause(
              "/usr/bin/ld: cannot find -l([\\w+-]+)",
              m -> "the library `" + m.group(1) + "` is missing where it is built",
              "install its `-dev` package",
              Kind.LIBRARY),
          cause(
              "Temporary failure in name resolution|Could not resolve host|Network is unreachable",
              m -> "its build fetches something, and builds have no network",
              "pin a release that has a wheel"),
          cause(
              "SyntaxError: Missing parentheses in call to 'print'",
              m -> "it is written for Python 2",
              "pin a release for Python 3"),
          cause(
              "E: install arch-test for foreign",
              m -> "mmdebstrap makes no root of a foreign architecture without `arch-test`",
              "as root: `apt-get install arch-test`"),
          cause(
              "No matching distribution found for ([^\\n]+)",
              m -> "the index has nothing that fits the build requirement `" + m.group(1) + "`",
              ""),
          cause(
              "ModuleNotFoundError: No module named '([\\w.]+)'|ImportError: No module named (\\S+)",
              m -> "its build needs the module `" + either(m) + "`, which it does not ask for",
              "pin a release that has a wheel"));

  private final Path file;
  private final String text;

  private BuildLog(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Reads a log; what is not UTF-8 in it is replaced. */
  static BuildLog read(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return new BuildLog(file, CREDENTIALS.matcher(text).replaceAll("://"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As below, of a suite whose files nobody knows. */
  Diagnostic explain(String code, String what) {
    return explain(code, what, missing -> Optional.empty());
  }

  /** An error with the cause, as far as the log shows it, and the last lines that say something. */
  Diagnostic explain(String code, String what, Function<MissingFile, Optional<String>> fixes) {
    Optional<Cause> cause =
        CAUSES.stream().filter(c -> c.pattern().matcher(text).find()).findFirst();
    String reason = cause.map(this::why).orElse("the end of its log is");
    Optional<String> known = cause.flatMap(this::missing).flatMap(fixes);
    String fix =
        known
            .or(() -> cause.map(Cause::fix))
            .filter(f -> !f.isEmpty())
            .map(f -> f + "; ")
            .orElse("");
    return Diagnostic.error(code, what)
        .because(reason + "\n" + lastLines(LINES))
        .mend(fix + "the whole log is `" + file + "`");
  }

  private Optional<MissingFile> missing(Cause cause) {
    return cause
        .missing()
        .map(
            kind ->
                new MissingFile(
                    kind,
                    cause
                        .pattern()
                        .matcher(text)
                        .results()
                        .findFirst()
                        .map(BuildLog::either)
                        .orElseThrow()));
  }

  private String why(Cause cause) {
    return cause.pattern().matcher(text).results().findFirst().map(cause.why()).orElseThrow();
  }

  /** The last lines that say something, without credentials and codes for terminals. */
  String lastLines(int most) {
    List<String> lines =
        text.lines()
            .map(line -> line.replaceAll("\\p{Cntrl}\\[[0-9;]*m|\\p{Cntrl}", ""))
            .filter(line -> !line.isBlank() && !PADDING.matcher(line).matches())
            .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - most), lines.size()));
  }

  private static Cause cause(String pattern, Function<MatchResult, String> why, String fix) {
    return new Cause(Pattern.compile(pattern), why, fix, Optional.empty());
  }

  private static Cause cause(
      String pattern, Function<MatchResult, String> why, String fix, Kind missing) {
    return new Cause(Pattern.compile(pattern), why, fix, Optional.of(missing));
  }

  private static String either(MatchResult match) {
    return match.groupCount() < 2 || match.group(1) != null ? match.group(1) : match.group(2);
  }
}
