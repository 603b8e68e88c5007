package org.debwright.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * pip's configuration from its files and variables, without starting pip, which takes longer than
 * many a lock (pip's guide, "Configuration": precedence global, user, site, environment; in each
 * the section {@code global} before that of the command). Only the plain cases: wherever pip might
 * see more or read it otherwise, there is no answer, and pip is to be asked.
 */
final class PipFiles {
  // What says where else to look, or has rules of its own.
  private static final Set<String> LEFT_TO_PIP =
      Set.of("config-file", "isolated", "no-binary", "only-binary", "pypi-url", "python");
  private static final Set<String> TRUE = Set.of("y", "yes", "t", "true", "on", "1");
  private static final Set<String> FALSE = Set.of("n", "no", "f", "false", "off", "0");

  private final Map<String, String> environment;
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> ofCommand = new HashMap<>();
  private boolean isPlain = true;

  private PipFiles(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * What the pip of {@code interpreter} is configured for. The index it asks by default is pip's
   * own knowledge, and not among it.
   */
  static Optional<PipConfiguration> read(Map<String, String> environment, Path interpreter) {
    return new PipFiles(environment).read(interpreter);
  }

  private Optional<PipConfiguration> read(Path interpreter) {
    Optional<List<Path>> site = site(interpreter);
    if (site.isEmpty() || environment.containsKey("PYTHONHOME")) {
      return Optional.empty();
    }
    Stream.of(global(), user(), site.get()).flatMap(List::stream).forEach(this::load);
    options.putAll(ofCommand);
    environment.forEach(this::variable);
    isPlain &= options.keySet().stream().noneMatch(LEFT_TO_PIP::contains);
    isPlain &= !(options.containsKey("timeout") && options.containsKey("default-timeout"));
    PipConfiguration read = configuration();
    return isPlain ? Optional.of(read) : Optional.empty();
  }

  private void variable(String name, String value) {
    if (name.startsWith("PIP_") && !value.isEmpty()) {
      options.put(PipFile.normalized(name.substring("PIP_".length())), value);
    }
  }

  private void load(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    Optional<Map<String, Map<String, String>>> sections = PipFile.read(file);
    isPlain &= sections.isPresent();
    sections.ifPresent(
        found -> {
          found.getOrDefault("global", Map.of()).forEach((k, v) -> put(options, k, v));
          found.getOrDefault("download", Map.of()).forEach((k, v) -> put(ofCommand, k, v));
          isPlain &= !found.containsKey(":env:");
        });
  }

  /** An empty value says nothing, but hides the one of a file that counts less: left to pip. */
  private void put(Map<String, String> into, String key, String value) {
    isPlain &= !value.isEmpty();
    into.put(key, value);
  }

  private List<Path> global() {
    List<Path> files = new ArrayList<>();
    String directories = environment.getOrDefault("XDG_CONFIG_DIRS", "");
    for (String directory : (directories.isEmpty() ? "/etc/xdg" : directories).split(":", -1)) {
      files.add(Path.of(directory, "pip", "pip.conf"));
    }
    files.add(Path.of("/etc/pip.conf"));
    return files;
  }

  private List<Path> user() {
    String home = environment.getOrDefault("HOME", "");
    isPlain &= home.startsWith("/");
    String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base = configuration.isEmpty() ? Path.of(home, ".config") : Path.of(configuration);
    return List.of(Path.of(home, ".pip", "pip.conf"), base.resolve("pip").resolve("pip.conf"));
  }

  /** The file of the interpreter's own prefix; empty where that cannot be told. */
  private static Optional<List<Path>> site(Path interpreter) {
    try {
      if (isProgram(interpreter)) {
        Path prefix = parent(parent(interpreter));
        boolean isVirtual = Files.exists(prefix.resolve("pyvenv.cfg"));
        Path own = isVirtual ? prefix : parent(parent(interpreter.toRealPath()));
        return Optional.of(List.of(own.resolve("pip.conf")));
      }
      Path directory = parent(interpreter);
      return directory.endsWith("shims") && hasNoSites(parent(directory).resolve("versions"))
          ? Optional.of(List.of())
          : Optional.empty();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** pyenv's scripts run one of several interpreters; no matter which if none has a file. */
  private static boolean hasNoSites(Path versions) throws IOException {
    try (Stream<Path> all = Files.list(versions)) {
      return all.noneMatch(version -> Files.exists(version.resolve("pip.conf")));
    }
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException(path + " lies in no directory");
    }
    return parent;
  }

  private static boolean isProgram(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return java.util.Arrays.equals(in.readNBytes(4), new byte[] {0x7f, 'E', 'L', 'F'});
    }
  }

  private PipConfiguration configuration() {
    return new PipConfiguration(
        text("index-url"),
        words("extra-index-url"),
        words("find-links"),
        flag("no-index"),
        text("cert"),
        text("client-cert"),
        words("trusted-host"),
        text("proxy"),
        number(text("timeout").or(() -> text("default-timeout")), 15),
        (int) number(text("retries"), 5),
        flag("pre"),
        List.of(),
        List.of(),
        flag("prefer-binary"),
        flag("require-hashes"));
  }

  private Optional<String> text(String option) {
    return Optional.ofNullable(options.get(option));
  }

  private List<String> words(String option) {
    return text(option).map(text -> List.of(text.strip().split("\\s+", -1))).orElse(List.of());
  }

  private boolean flag(String option) {
    String text = text(option).orElse("no").toLowerCase(Locale.ROOT);
    isPlain &= TRUE.contains(text) || FALSE.contains(text);
    return TRUE.contains(text);
  }

  private double number(Optional<String> text, double otherwise) {
    isPlain &= text.isEmpty() || text.get().matches("\\d{1,9}(\\.\\d{1,9})?");
    return isPlain ? text.map(Double::parseDouble).orElse(otherwise) : otherwise;
  }
}
