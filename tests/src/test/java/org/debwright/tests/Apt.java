package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Real apt on an empty machine of its own: its state, cache and sources lie in a directory. */
final class Apt {
  private final Path state;

  private Apt(Path state) {
    this.state = state;
  }

  /** An apt that knows the repository by its exported key, and the suite it was made for. */
  static Apt in(
      Path state, Path repository, SampleSuite suite, String codename, String architecture) {
    String own = repository.resolve("debwright-archive-keyring.gpg").toString();
    try {
      for (String name :
          new String[] {"lists/partial", "cache/archives/partial", "state", "empty"}) {
        Files.createDirectories(state.resolve(name));
      }
      Files.writeString(state.resolve("status"), "");
      Files.writeString(
          state.resolve("sources.list"),
          "deb [signed-by="
              + own
              + "] file:"
              + repository
              + " "
              + codename
              + " main\n"
              + "deb [signed-by="
              + suite.keyring()
              + "] file:"
              + suite.root()
              + " "
              + codename
              + " main\n");
      Files.writeString(state.resolve("apt.conf"), configuration(state, architecture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Apt apt = new Apt(state);
    apt.run("apt-get", "update", "-o", "APT::Update::Error-Mode=any");
    return apt;
  }

  private static String configuration(Path state, String architecture) {
    return """
        Dir::State "STATE/state";
        Dir::State::lists "STATE/lists";
        Dir::State::status "STATE/status";
        Dir::Cache "STATE/cache";
        Dir::Log "STATE";
        Dir::Etc::sourcelist "STATE/sources.list";
        Dir::Etc::sourceparts "STATE/empty";
        Dir::Etc::preferences "STATE/preferences";
        Dir::Etc::preferencesparts "STATE/empty";
        APT::Architecture "ARCH";
        APT::Architectures { "ARCH"; };
        APT::Sandbox::User "";
        Debug::NoLocking "true";
        """
        .replace("STATE", state.toString())
        .replace("ARCH", architecture);
  }

  /** What would be installed, with the versions. */
  String simulate(String... packages) {
    String[] words = new String[packages.length + 3];
    System.arraycopy(new String[] {"apt-get", "-s", "install"}, 0, words, 0, 3);
    System.arraycopy(packages, 0, words, 3, packages.length);
    return run(words);
  }

  /** What {@code apt-cache policy} says of a package. */
  String policy(String name) {
    return run("apt-cache", "policy", name);
  }

  /** Fetches a package, verified by apt, and gives its file. */
  Path download(String name) {
    run(
        "sh",
        "-c",
        "cd \"$0\" && apt-get -q download \"$1\"",
        state.resolve("empty").toString(),
        name);
    try (var files = Files.list(state.resolve("empty"))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(name + "_"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fetches and unpacks the source of a package, verified by apt, and gives its directory. */
  Path source(String name) {
    try {
      Path list = state.resolve("sources.list");
      String lines = Files.readString(list);
      if (!lines.contains("deb-src")) {
        String first = lines.lines().findFirst().orElseThrow();
        Files.writeString(list, lines + first.replaceFirst("^deb ", "deb-src ") + "\n");
        run("apt-get", "update", "-o", "APT::Update::Error-Mode=any");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path directory = state.resolve("source-" + name);
    run(
        "sh",
        "-c",
        "mkdir \"$0\" && cd \"$0\" && apt-get -q source \"$1\" 2>&1",
        directory.toString(),
        name);
    try (var files = Files.list(directory)) {
      return files.filter(Files::isDirectory).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(String... words) {
    return Tool.run(Map.of("APT_CONFIG", state.resolve("apt.conf").toString()), words);
  }
}
