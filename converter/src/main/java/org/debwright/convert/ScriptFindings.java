package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What lintian rightly finds in scripts that stay as their authors wrote them. */
final class ScriptFindings {
  // Of fragments and templates, those for which lintian makes no exception.
  private static final Pattern EXEMPT =
      Pattern.compile(
          "/usr/(lib|share)/.*\\.(pm|py).*|.*\\.(in|erb|ex)|/usr/(lib|share)/ruby/.*\\.rb"
              + "|/usr/share/(bash-completion/completions|doc)/.*");
  private static final Pattern UNCHECKED =
      Pattern.compile("/usr/share/doc/.*|/usr/src/.*|.*\\.(erb|dpatch)");
  // What lintian 2.116 takes for interpreters.
  private static final Pattern KNOWN =
      Pattern.compile(
          "ash|awk|bash|bltwish|clisp|csh|dash|escript|expectk?|fish|fontforge|gawk|gjs|gnuplot"
              + "|gosh|guile[\\d.-]*|icmake|jed|jruby[\\d.]*|julia|jython|ksh|liquidsoap|lua[\\d.]*"
              + "|make|[mn]awk|mksh|newlisp|nickle|node|nodejs|ocamlrun|octave[\\d.]*|parrot|perl6?"
              + "|php[\\d.]*|procmail|pypy3?|python[\\d.]*|racket|rake|raku|r|rackup|Rscript"
              + "|ruby[\\d.]*|run|runghc[\\d.]*|runhaskell|scsh[\\d.]*|sed|sh|stap|tclsh[\\d.]*|tcsh"
              + "|texlua|wish[\\d.]*|xjed|yorick|zsh");
  private static final long PARSING_SECONDS = 10;
  // Larger scripts are believed; a parser gets no more memory than this (in KiB).
  private static final int LARGEST = 1 << 20;
  private static final String LIMIT = "ulimit -v 500000; ";
  private static final int NO_SHELL = 127;

  private ScriptFindings() {}

  /** Whether it begins as a script does. */
  static boolean isScript(PlacedFile file) throws IOException {
    try (InputStream in = file.content().open()) {
      return in.read() == '#' && in.read() == '!';
    }
  }

  /** Of a file that is run, or that says what by. */
  static Set<LintianOverride> of(PlacedFile file) throws IOException {
    Set<LintianOverride> found = EnumSet.noneOf(LintianOverride.class);
    Optional<Shebang.Program> program;
    try (InputStream in = file.content().open()) {
      program = Shebang.program(in);
    }
    if (program.isEmpty()) {
      return found;
    }
    String path = file.path().value();
    String name = program.get().name();
    if ((file.mode() & 0111) == 0 && !EXEMPT.matcher(path).matches()) {
      found.add(LintianOverride.SCRIPT_NOT_EXECUTABLE);
    }
    if (!KNOWN.matcher(name).matches()) {
      found.add(LintianOverride.UNUSUAL_INTERPRETER);
    }
    if ((name.equals("sh") || name.equals("bash"))
        && !UNCHECKED.matcher(path).matches()
        && !isShell(file, name)) {
      found.add(LintianOverride.SHELL_SCRIPT_FAILS_SYNTAX_CHECK);
    }
    return found;
  }

  /**
   * Whether the shell that Debian has for it can read it. As lintian does, the shell of this
   * machine is asked, which runs nothing of it ({@code -n}, POSIX, "set"); where there is none, it
   * is believed.
   */
  private static boolean isShell(PlacedFile file, String shell) throws IOException {
    if (file.sizeBytes() > LARGEST) {
      return true;
    }
    Path copy = Files.createTempFile("debwright-script", ".sh");
    try {
      try (InputStream in = file.content().open()) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      Process parser =
          new ProcessBuilder("/bin/sh", "-c", LIMIT + "exec /bin/" + shell + " -n")
              .redirectInput(copy.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        boolean ended = parser.waitFor(PARSING_SECONDS, TimeUnit.SECONDS);
        return !ended || parser.exitValue() == 0 || parser.exitValue() == NO_SHELL;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      } finally {
        parser.destroyForcibly();
      }
    } finally {
      Files.delete(copy);
    }
  }
}
