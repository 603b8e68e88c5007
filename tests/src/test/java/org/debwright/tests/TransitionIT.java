package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A root that pip installed into leaves pip, and goes back. */
class TransitionIT {
  private static final String PIPS = "usr/local/lib/python3.11/dist-packages";

  private Scratch scratch;
  private Path root;

  @BeforeEach
  void letPipInstall(@TempDir Path directory) throws IOException {
    scratch = Scratch.in(directory.resolve("scratch"));
    Path wheels = Files.createDirectories(directory.resolve("wheels"));
    for (String project : List.of("alpha", "only")) {
      SampleFile wheel =
          SampleWheel.of(project, "1.0").command(project + "-cmd", project + ":main").file();
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

  private Run transition(String... words) {
    return Debwright.in(scratch)
        .run(Stream.concat(Stream.of("transition"), Stream.of(words)).toArray(String[]::new));
  }

  private String tree() {
    return Tool.run(
        "sh",
        "-c",
        "cd \"$1\" && find usr -printf '%p %y %m %U %G %T@ %l\\n' | sort && find usr -type f | sort"
            + " | xargs -d '\\n' sha256sum",
        "tree",
        root.toString());
  }

  @Test
  void exchangesPipsDirectoryWithALinkAndBack() {
    String before = tree();
    Run applied = transition("apply", "--root", root.toString(), "--yes");
    assertThat(applied.exit()).as("%s", applied).isZero();
    assertThat(root.resolve(PIPS)).isSymbolicLink();
    assertThat(root.resolve(PIPS + ".pip-fallback/alpha")).exists();
    assertThat(transition("status", "--root", root.toString()).stdout())
        .startsWith("state applied\nactive yes\n")
        .contains(": exchanged");
    assertThat(transition("apply", "--root", root.toString(), "--yes").stdout())
        .isEqualTo("nothing to do: applied\n");
    Run back = transition("rollback", "--root", root.toString(), "--yes");
    assertThat(back.exit()).as("%s", back).isZero();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void changesNothingWithoutAYes() {
    String before = tree();
    Run refused = transition("apply", "--root", root.toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.stderr()).contains("fix: say `--yes`");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void refusesAPlanThatLeavesItsPlaces() {
    for (String step :
        List.of(
            "exchange /etc /usr/local/lib/x",
            "exchange /usr/local/../../etc /usr/local/lib/x",
            "script /usr/local/bin/a /usr/local/bin.pip-fallback/a /usr/bin/$(reboot)",
            "line /etc/cron.d/x",
            "remove /usr/local",
            "activate now")) {
      scratch.write("bad.plan", "debwright-transition-plan 1\n" + step + "\n");
      String before = tree();
      Run refused = transition("apply", "--root", root.toString(), "--yes", "--plan", "bad.plan");
      assertThat(refused.exit()).as("%s: %s", step, refused).isEqualTo(1);
      assertThat(refused.stderr()).contains("line 2 of").contains("is no step");
      assertThat(tree()).isEqualTo(before);
    }
  }

  @Test
  void movesNothingWhereAskedToReorderAlone() {
    String before = tree();
    Run applied = transition("apply", "--root", root.toString(), "--yes", "--method", "reorder");
    assertThat(applied.exit()).as("%s", applied).isZero();
    assertThat(root.resolve(PIPS)).isDirectory();
    assertThat(root.resolve("usr/lib/python3/dist-packages/zz-debwright-transition.pth")).exists();
    assertThat(transition("rollback", "--root", root.toString(), "-y").exit()).isZero();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void leavesAndComesBackInARealInterpreter() throws IOException {
    Run made = transition("package", "-o", "debs");
    assertThat(made.exit()).as("%s", made).isZero();
    Path script =
        scratch.write(
            "try.sh",
            """
            set -eu
            rm -r /usr/local/lib/python3.11/dist-packages
            cp -a /pip/usr/local/. /usr/local/
            manifest() { find /usr/local -printf '%p %y %m %U %G %T@ %l\\n' | sort; }
            dpkg -i /debs/*.deb >/dev/null
            engine=/usr/lib/debwright-transition/transition
            manifest >/tmp/before
            $engine verify --before
            mkdir -p /usr/lib/python3/dist-packages/alpha
            echo 'FROM = "package"' >/usr/lib/python3/dist-packages/alpha/__init__.py
            echo shadowed: "$(python3 -B -c 'import alpha; print(alpha.__file__)')"
            $engine apply
            $engine verify
            echo first: "$(python3 -B -c 'import alpha; print(alpha.__file__)')"
            echo fallback: "$(python3 -B -c 'import only; print(only.__file__)')"
            rm /usr/lib/python3/dist-packages/alpha/__init__.py
            rmdir /usr/lib/python3/dist-packages/alpha
            echo back: "$(python3 -B -c 'import alpha; print(alpha.__file__)')"
            dpkg -P debwright-transition >/dev/null
            manifest | diff /tmp/before - && echo same
            """);
    String said =
        Tool.run(
            "../tests/chroot",
            "run",
            "bookworm",
            "-n",
            "-b",
            root + ":/pip",
            "-b",
            scratch.work("debs") + ":/debs",
            "-b",
            script + ":/try.sh",
            "sh",
            "/try.sh");
    assertThat(said)
        .contains(
            "shadowed: /usr/local/lib/python3.11/dist-packages/alpha/__init__.py",
            "modules imported, 0 wrong",
            "first: /usr/lib/python3/dist-packages/alpha/__init__.py",
            "fallback: /usr/local/lib/python3.11/dist-packages/only/__init__.py",
            "back: /usr/local/lib/python3.11/dist-packages/alpha/__init__.py",
            "same");
  }
}
