package org.debwright.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What apt on this machine is told: its options, its sources, the keys it trusts. Apt itself is
 * asked where its files are, so {@code APT_CONFIG} and a changed {@code Dir} hold here too.
 */
final class AptConfiguration {
  private static final Pattern DUMPED = Pattern.compile("(\\S+?)(?:::)? \"(.*)\";");
  private static final Pattern SHELL = Pattern.compile("(\\w+)='(.*)'");
  // Debian's and Ubuntu's archive keyrings, as their keyring packages install them.
  private static final List<Path> ARCHIVE_KEYRINGS =
      List.of(
          Path.of("/usr/share/keyrings/debian-archive-keyring.gpg"),
          Path.of("/usr/share/keyrings/debian-archive-keyring.pgp"),
          Path.of("/usr/share/keyrings/ubuntu-archive-keyring.gpg"),
          Path.of("/usr/share/keyrings/raspbian-archive-keyring.gpg"));
  private static final Path OS_RELEASE = Path.of("/etc/os-release");

  private final Supplier<Map<String, String>> askedOptions;
  private Optional<Map<String, String>> options = Optional.empty();
  private final List<AptSource> sources;
  private final List<Path> trustedKeyrings;
  private final String hostCodename;

  /**
   * Of its parts.
   *
   * @param options asked for once, and only when one is needed: that is another run of apt-config
   */
  AptConfiguration(
      Supplier<Map<String, String>> options,
      List<AptSource> sources,
      List<Path> trustedKeyrings,
      String hostCodename) {
    this.askedOptions = options;
    this.sources = List.copyOf(sources);
    this.trustedKeyrings = List.copyOf(trustedKeyrings);
    this.hostCodename = hostCodename;
  }

  /** Asks apt; where there is no apt, nothing is configured. */
  static AptConfiguration read(Map<String, String> environment) {
    Command command = new Command(environment);
    try {
      Map<String, String> files = files(command);
      List<AptSource> sources = new ArrayList<>();
      sources.addAll(AptSourcesParser.parseLines(read(file(files, "LIST"))));
      for (Path part : parts(file(files, "PARTS"))) {
        sources.addAll(sources(part));
      }
      List<Path> keyrings = new ArrayList<>(parts(file(files, "TRUSTEDPARTS")));
      keyrings.add(0, file(files, "TRUSTED"));
      String host = codename(read(OS_RELEASE));
      return new AptConfiguration(() -> dumped(command), sources, keyrings, host);
    } catch (IOException e) {
      return new AptConfiguration(Map::of, List.of(), List.of(), "");
    }
  }

  private static Map<String, String> dumped(Command command) {
    try {
      return dumped(command.run(List.of("apt-config", "dump")).out());
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static List<AptSource> sources(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".sources")) {
      return AptSourcesParser.parseStanzas(read(file));
    }
    return name.endsWith(".list") ? AptSourcesParser.parseLines(read(file)) : List.of();
  }

  private static Map<String, String> files(Command command) throws IOException {
    List<String> question =
        List.of(
            "apt-config", "shell",
            "LIST", "Dir::Etc::sourcelist/f",
            "PARTS", "Dir::Etc::sourceparts/d",
            "TRUSTED", "Dir::Etc::trusted/f",
            "TRUSTEDPARTS", "Dir::Etc::trustedparts/d");
    Map<String, String> files = new HashMap<>();
    Matcher matcher = SHELL.matcher(command.run(question).out());
    while (matcher.find()) {
      files.put(matcher.group(1), matcher.group(2));
    }
    return files;
  }

  private static Path file(Map<String, String> files, String name) {
    return Path.of(files.getOrDefault(name, "/nonexistent"));
  }

  private static List<Path> parts(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String read(Path file) throws IOException {
    return Files.isReadable(file) && Files.isRegularFile(file) ? Files.readString(file) : "";
  }

  /** {@code VERSION_CODENAME} of os-release(5). */
  static String codename(String osRelease) {
    return osRelease
        .lines()
        .filter(l -> l.startsWith("VERSION_CODENAME="))
        .map(l -> l.substring(l.indexOf('=') + 1).replace("\"", "").strip())
        .findFirst()
        .orElse("");
  }

  /** Scalar options of {@code apt-config dump}; of a list the last item stays, none is needed. */
  static Map<String, String> dumped(String dump) {
    Map<String, String> options = new HashMap<>();
    for (String line : dump.lines().toList()) {
      Matcher matcher = DUMPED.matcher(line);
      if (matcher.matches()) {
        options.put(matcher.group(1), matcher.group(2));
      }
    }
    return options;
  }

  private synchronized Map<String, String> options() {
    if (options.isEmpty()) {
      options = Optional.of(askedOptions.get());
    }
    return options.get();
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options().get(name)).filter(v -> !v.isEmpty());
  }

  boolean flag(String name, boolean otherwise) {
    return option(name).flatMap(AptSourcesParser::flag).orElse(otherwise);
  }

  List<AptSource> sources() {
    return sources;
  }

  /** Codename of the running distribution's release, empty where it says none. */
  String hostCodename() {
    return hostCodename;
  }

  /** Keyrings that apt takes for sources without {@code Signed-By}. */
  List<Path> trustedKeyrings() {
    return trustedKeyrings.stream()
        .filter(f -> f.toString().endsWith(".gpg") || f.toString().endsWith(".asc"))
        .filter(Files::isReadable)
        .toList();
  }

  /** Keyrings with every key of the distribution's archives. */
  List<Path> archiveKeyrings() {
    return ARCHIVE_KEYRINGS.stream().filter(Files::isReadable).toList();
  }
}
