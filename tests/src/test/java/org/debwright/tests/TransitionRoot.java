package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a root into which pip installed two distributions. */
abstract class TransitionRoot {
  static final String PIPS = "usr/local/lib/python3.11/dist-packages";

  Scratch scratch;
  Path root;

  @BeforeEach
  void letPipInstall(@TempDir Path directory) throws IOException {
    scratch = Scratch.in(directory.resolve("scratch"));
    Path wheels = Files.createDirectories(directory.resolve("wheels"));
    for (String project : List.of("alpha", "only")) {
      SampleFile wheel =
          SampleWheel.of(project, "1.0")
              .command(project + "-cmd", project + ":main")
              .command(project.length() == 4 ? "aa" : "zz", project + ":main")
              .file();
      Files.write(wheels.resolve(wheel.name()), wheel.content());
    }
    root = Files.createDirectories(directory.resolve("root"));
    Path made = directory.resolve("made");
    Tool.run(
        "/usr/bin/python3",
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--find-links",
        wheels.toString(),
        "--break-system-packages",
        "--ignore-installed",
        "--root-user-action=ignore",
        "--no-warn-script-location",
        "--root",
        made.toString(),
        "alpha",
        "only");
    Files.createDirectories(root.resolve("usr/local/lib/python3.11"));
    Files.createDirectories(root.resolve("usr/lib/python3/dist-packages"));
    Files.move(directoryNamed(made, "dist-packages"), root.resolve(PIPS));
    Files.move(directoryNamed(made, "bin"), root.resolve("usr/local/bin"));
  }

  private static Path directoryNamed(Path top, String name) {
    try (Stream<Path> all = Files.walk(top)) {
      return all.filter(p -> p.endsWith(name)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final Run transition(String... words) {
    return Debwright.in(scratch)
        .run(Stream.concat(Stream.of("transition"), Stream.of(words)).toArray(String[]::new));
  }

  final String tree() {
    return tree(root);
  }

  static String tree(Path root) {
    return Tool.run(
        "sh",
        "-c",
        "cd \"$1\" && find usr -printf '%p %y %m %U %G %T@ %l\\n' | sort"
            + " && find usr -type f -print0 | sort -z | xargs -0 sha256sum",
        "tree",
        root.toString());
  }
}
