package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * pip's configuration as a script printed it, and the files it hangs on: the interpreter, pip
 * itself, every configuration file that is or might be.
 *
 * @param stamps of the files, as {@link #stamp} gives them
 */
record PipAnswer(PipConfiguration configuration, List<String> files, List<String> stamps) {
  private static final int FORMAT = 1;

  /**
   * Reads what {@code pip-configuration.py} prints: lines of {@code name=value}, values
   * percent-escaped.
   */
  static Optional<PipAnswer> parse(byte[] printed, Path interpreter) {
    Lines lines = new Lines(List.of(new String(printed, UTF_8).split("\n")));
    if (lines.all("pip").isEmpty()) {
      return Optional.empty();
    }
    List<String> files = new ArrayList<>(lines.all("file"));
    files.add(interpreter.toString());
    PipConfiguration configuration =
        new PipConfiguration(
            lines.first("index_url"),
            lines.all("extra_index_urls"),
            lines.all("find_links"),
            lines.flag("no_index"),
            lines.first("cert"),
            lines.first("client_cert"),
            lines.all("trusted_hosts"),
            lines.first("proxy"),
            lines.number("timeout", 15),
            (int) lines.number("retries", 5),
            lines.flag("pre"),
            lines.all("no_binary"),
            lines.all("only_binary"),
            lines.flag("prefer_binary"),
            lines.flag("require_hashes"));
    return Optional.of(new PipAnswer(configuration, files, stamps(files)));
  }

  /** Whether none of the files has changed since. */
  boolean isCurrent() {
    return stamps.equals(stamps(files));
  }

  private static List<String> stamps(List<String> files) {
    return files.stream().map(PipAnswer::stamp).toList();
  }

  /** Time and size of a file, {@code -} where it is not there. */
  private static String stamp(String file) {
    try {
      Path path = Path.of(file);
      return Files.getLastModifiedTime(path).toMillis() + " " + Files.size(path);
    } catch (IOException absent) {
      return "-";
    }
  }

  byte[] write() {
    CompactWriter out = new CompactWriter().number(FORMAT).texts(files).texts(stamps);
    return write(configuration, out).toByteArray();
  }

  static CompactWriter write(PipConfiguration pip, CompactWriter out) {
    return out.optionalText(pip.indexUrl())
        .texts(pip.extraIndexUrls())
        .texts(pip.findLinks())
        .flag(pip.noIndex())
        .optionalText(pip.cert())
        .optionalText(pip.clientCert())
        .texts(pip.trustedHosts())
        .optionalText(pip.proxy())
        .number(Math.round(pip.timeoutSeconds() * 1000))
        .number(pip.retries())
        .flag(pip.pre())
        .texts(pip.noBinary())
        .texts(pip.onlyBinary())
        .flag(pip.preferBinary())
        .flag(pip.requireHashes());
  }

  /** What {@link #write} wrote, empty where it is something else. */
  static Optional<PipAnswer> read(byte[] content) {
    try {
      CompactReader in = new CompactReader(content);
      if (in.number() != FORMAT) {
        return Optional.empty();
      }
      List<String> files = in.texts();
      List<String> stamps = in.texts();
      return Optional.of(new PipAnswer(readConfiguration(in), files, stamps));
    } catch (RuntimeException foreign) {
      return Optional.empty();
    }
  }

  private static PipConfiguration readConfiguration(CompactReader in) {
    return new PipConfiguration(
        in.optionalText(),
        in.texts(),
        in.texts(),
        in.flag(),
        in.optionalText(),
        in.optionalText(),
        in.texts(),
        in.optionalText(),
        in.number() / 1000.0,
        (int) in.number(),
        in.flag(),
        in.texts(),
        in.texts(),
        in.flag(),
        in.flag());
  }

  /** The script's lines by name. */
  private record Lines(List<String> lines) {
    List<String> all(String name) {
      String prefix = name + "=";
      return lines.stream()
          .filter(line -> line.startsWith(prefix))
          .map(line -> Url.unescape(line.substring(prefix.length()).strip()))
          .toList();
    }

    Optional<String> first(String name) {
      return all(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    boolean flag(String name) {
      // An option given as such is True, one from a file or variable is 1.
      return first(name).filter(text -> text.equals("True") || text.equals("1")).isPresent();
    }

    double number(String name, double otherwise) {
      return first(name)
          .filter(text -> text.matches("\\d{1,9}(\\.\\d*)?"))
          .map(Double::parseDouble)
          .orElse(otherwise);
    }
  }
}
