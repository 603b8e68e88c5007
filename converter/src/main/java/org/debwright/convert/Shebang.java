package org.debwright.convert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a script: {@code #!python} and {@code #!pythonw}, which installers complete
 * (PEP 427, "Recommended installer features"), and programs that Debian has elsewhere (Policy 10.4,
 * Debian Python Policy, "Interpreter").
 *
 * @param old length of what it replaces
 * @param line the beginning on the target, {@code #!/usr/bin/python3}
 */
record Shebang(int old, String line) {
  private static final Pattern INTERPRETER =
      Pattern.compile(
          "#![ \\t]*(?<path>(?:/\\S*/)?)(?<env>(?<=/)env[ \\t]+)?(?<name>[\\w.+-]+)(?=\\s|$)\\r?");
  private static final Pattern PYTHON = Pattern.compile("python[23]?w?|python[23]\\.\\d+w?|pypy3?");
  private static final Pattern SHELL = Pattern.compile("sh|bash|dash|csh|ksh|tcsh|zsh");
  private static final Pattern PLACE = Pattern.compile("/usr/(s?bin|games|share|lib/python)");
  // Linux reads no more of a first line.
  private static final int LONGEST = 256;

  /** The file with its line put right, itself where nothing is to be done. */
  static PlacedFile corrected(PlacedFile file, String python) throws IOException {
    Optional<Shebang> shebang = find(file, python);
    if (shebang.isEmpty()) {
      return file;
    }
    Shebang found = shebang.get();
    byte[] line = found.line.getBytes(StandardCharsets.US_ASCII);
    return new PlacedFile(
        file.path(),
        file.origin(),
        file.mode(),
        file.sizeBytes() + line.length - found.old,
        file.machineCode(),
        () -> {
          InputStream in = file.content().open();
          in.skipNBytes(found.old);
          return new SequenceInputStream(new ByteArrayInputStream(line), in);
        });
  }

  /**
   * What a script is run by.
   *
   * @param directory with its slash, {@code /usr/bin/}
   * @param isSearched whether {@code env} looks for it
   */
  record Program(String directory, String name, boolean isSearched) {
    boolean isPython() {
      return PYTHON.matcher(name).matches();
    }
  }

  /** Reads the first line; empty where it names no program by its whole path or by {@code env}. */
  static Optional<Program> program(InputStream script) throws IOException {
    Matcher matcher = INTERPRETER.matcher(head(script));
    return matcher.lookingAt() && matcher.group("path").matches("(/[\\w.+-]+)+/")
        ? Optional.of(
            new Program(matcher.group("path"), matcher.group("name"), matcher.group("env") != null))
        : Optional.empty();
  }

  private static String head(InputStream script) throws IOException {
    return new String(script.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
  }

  private static Optional<Shebang> find(PlacedFile file, String python) throws IOException {
    String head;
    try (InputStream in = file.content().open()) {
      head = head(in);
    }
    Matcher matcher = INTERPRETER.matcher(head);
    if (!matcher.lookingAt() || !PLACE.matcher(file.path().value()).lookingAt()) {
      return Optional.empty();
    }
    boolean command = !matcher.group("path").isEmpty() || file.path().value().contains("bin/");
    String right = command ? interpreter(matcher.group("name"), python) : "";
    return right.isEmpty() || matcher.group().equals("#!" + right)
        ? Optional.empty()
        : Optional.of(new Shebang(matcher.end(), "#!" + right));
  }

  private static String interpreter(String name, String python) {
    if (PYTHON.matcher(name).matches()) {
      return python;
    }
    if (SHELL.matcher(name).matches()) {
      return "/bin/" + name;
    }
    return name.equals("perl") ? "/usr/bin/perl" : "";
  }
}
