package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A root that pip installed into leaves pip, and goes back. */
class TransitionIT extends TransitionRoot {
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
            "exchange /home/a/.local/lib/python3.11/site-packages /home/a/x",
            "users /home/a",
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

  /** What the journal calls a directory that stays, and how it came to be. */
  @ParameterizedTest
  @CsvSource({
    "absent, rm -r usr/local/lib",
    "link, mv usr/local/lib/python3.11/dist-packages usr/elsewhere && ln -s ../../../elsewhere"
        + " usr/local/lib/python3.11/dist-packages",
    "dangling, rm -r usr/local/lib/python3.11/dist-packages && ln -s nowhere"
        + " usr/local/lib/python3.11/dist-packages",
    "occupied, mkdir usr/local/lib/python3.11/dist-packages.pip-fallback",
  })
  void passesByWhatIsNoDirectoryToMove(String why, String made) {
    Tool.run("sh", "-c", "cd \"$1\" && " + made, "made", root.toString());
    scratch.write(
        "whole.plan",
        "debwright-transition-plan 1\nactivate\nexchange /%s /%s.pip-fallback\n"
            .formatted(PIPS, PIPS));
    String before = tree();
    Run applied = transition("apply", "--root", root.toString(), "--yes", "--plan", "whole.plan");
    assertThat(applied.exit()).as("%s", applied).isZero();
    assertThat(tree()).isEqualTo(before);
    assertThat(root.resolve("var/lib/debwright-transition/journal"))
        .content()
        .contains("\npass 2 " + why + " exchange ");
    assertThat(transition("rollback", "--root", root.toString(), "--yes").exit()).isZero();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void followsNoLinkOutOfTheRoot(@TempDir Path elsewhere) throws IOException {
    Path moved = elsewhere.resolve("lib");
    Files.move(root.resolve("usr/local/lib"), moved);
    Files.createSymbolicLink(root.resolve("usr/local/lib"), moved);
    Run refused = transition("apply", "--root", root.toString(), "--yes");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.stderr()).contains("is outside", "a symbolic link on the way leads there");
    assertThat(moved.resolve("python3.11/dist-packages")).isDirectory();
    assertThat(transition("rollback", "--root", root.toString(), "--yes").exit()).isZero();
  }

  @Test
  void movesSingleDistributionsWithUnusualNames() throws IOException {
    Path odd = Files.createDirectories(root.resolve(PIPS).resolve("odd name\n$(x)"));
    Files.writeString(odd.resolve("kept"), "kept");
    String place = "/" + PIPS;
    scratch.write(
        "single.plan",
        """
        debwright-transition-plan 1
        activate
        directory %1$s.pip-fallback %1$s
        exchange %1$s/alpha %1$s.pip-fallback/alpha
        exchange %1$s/odd\\0040name\\0012$(x) %1$s.pip-fallback/odd\\0040name\\0012$(x)
        """
            .formatted(place));
    String before = tree();
    Run applied = transition("apply", "--root", root.toString(), "--yes", "--plan", "single.plan");
    assertThat(applied.exit()).as("%s", applied).isZero();
    assertThat(odd).isSymbolicLink();
    assertThat(odd.resolve("kept")).hasContent("kept");
    assertThat(root.resolve(PIPS).resolve("alpha")).isSymbolicLink();
    assertThat(root.resolve(PIPS + ".pip-fallback/alpha/__init__.py")).isRegularFile();
    Run back = transition("rollback", "--root", root.toString(), "--yes");
    assertThat(back.exit()).as("%s", back).isZero();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void takesNamesForAllItsCommandsFromOneTable() throws IOException {
    Path names =
        scratch.write(
            "names.toml",
            """
            [transition]
            name = "kano-os-pip-transition"
            pth = "kano-pip-compat.pth"
            fallback-suffix = "pips"
            """);
    Run applied =
        Debwright.in(scratch)
            .run(
                "--config",
                names.toString(),
                "transition",
                "apply",
                "--root",
                root.toString(),
                "-y");
    assertThat(applied.exit()).as("%s", applied).isZero();
    assertThat(root.resolve("usr/lib/python3/dist-packages/kano-pip-compat.pth"))
        .content()
        .contains("/var/lib/kano-os-pip-transition/active", ".pips'");
    assertThat(root.resolve(PIPS + ".pips")).isDirectory();
    assertThat(root.resolve("var/lib/kano-os-pip-transition/journal")).exists();
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
            mkdir -p /tmp/meta/DEBIAN
            printf '%s\\n' 'Package: meta' 'Version: 1' 'Architecture: all' 'Maintainer: a <a@example.org>' \\
              'Description: x' 'Depends: debwright-transition, python3-alpha (= 2), python3 (>= 3)' >/tmp/meta/DEBIAN/control
            dpkg-deb --build /tmp/meta /tmp/meta.deb >/dev/null
            dpkg -i --force-depends /tmp/meta.deb >/dev/null 2>&1
            printf '\\n1 1 * * * root pip install six # x\\n' >/etc/cron.d/kit
            $engine verify || echo refused: $?
            dpkg -P meta >/dev/null
            rm /etc/cron.d/kit
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
        .containsPattern("files of pip's directories: [1-9][0-9]*, 0 wrong")
        .contains(
            "shadowed: /usr/local/lib/python3.11/dist-packages/alpha/__init__.py",
            "modules imported, 0 wrong",
            "\nwrong /etc/cron.d/kit:2: it calls pip: 1 1 * * * root pip install six # x\n",
            "\nwrong python3-alpha: it is not installed, and 2 is pinned\npinned versions: 1, 1 wrong",
            "refused: 1",
            // Not all five were made, which does not change how it ends: 0 here, and 1 there.
            "\nlooked at: imports, calls of pip, files;"
                + " not looked at: requirements of python3.11, pinned versions\nfirst: ",
            "\nlooked at: imports, calls of pip, files, pinned versions;"
                + " not looked at: requirements of python3.11\n",
            "first: /usr/lib/python3/dist-packages/alpha/__init__.py",
            "fallback: /usr/local/lib/python3.11/dist-packages/only/__init__.py",
            "back: /usr/local/lib/python3.11/dist-packages/alpha/__init__.py",
            "same");
  }

  @Test
  void putsUserSitesOfRealAccountsBehindAndTouchesNothingInThem() throws IOException {
    Path evil =
        scratch.write(
            "evilmod.py",
            """
            import os
            with open("/tmp/evil", "a") as file:
                file.write("%d %d %d %s\\n" % (os.getuid(), os.geteuid(), os.getgid(), os.getgroups()))
            with open("/proc/self/environ") as file:
                assert "HOME=/home/evil" in file.read()
            """);
    assertThat(transition("package", "-o", "debs").exit()).isZero();
    Path script =
        scratch.write(
            "accounts.sh",
            """
            set -eu
            site=.local/lib/python3.11/site-packages
            useradd -m kid
            su kid -c "mkdir -p ~/$site/own && cd ~/$site && echo FROM=\\'kid\\' | tee six.py >own/__init__.py"
            # What this one names as a user site is not its own.
            useradd -m bad
            su bad -c "mkdir -p ~/.local/lib/python3.11 && cd ~/.local/lib/python3.11 &&
              ln -s /usr/lib/python3/dist-packages site-packages && ln -s /etc site-packages.pip-fallback"
            # Nor is this one to run anything as root.
            useradd -m evil
            su evil -c "mkdir -p ~/$site && cp /evilmod.py ~/$site"
            echo "FROM='deb'" >/usr/lib/python3/dist-packages/six.py
            dpkg -i /debs/*.deb >/dev/null
            /usr/lib/debwright-transition/transition verify --before --user-sites
            state() { find /home /etc /usr/lib/python3 -path '*/__pycache__*' -prune -o -printf '%p %y %m %U %G %T@ %C@ %l\\n' | sort; }
            of() { su "$1" -c "python3 -B -c 'import $2; print(\\"$3: $1 $2\\", $2.__file__)'"; }
            engine=/usr/lib/debwright-transition/transition
            state >/tmp/before
            $engine apply
            of kid six reported
            $engine rollback
            $engine apply --user-sites
            state | diff /tmp/before - && echo untouched
            grep users /var/lib/debwright-transition/journal
            $engine verify --imports
            echo ran as $(sort -u /tmp/evil), is $(id -u evil)
            su kid -c "echo 1/0 >~/$site/own/__init__.py"
            $engine verify --imports || echo refused
            su kid -c "echo FROM=1 >~/$site/own/__init__.py"
            of kid six behind
            of kid own behind
            of bad six behind
            rm /usr/lib/python3/dist-packages/six.py
            of kid six gone
            $engine rollback
            echo "FROM='deb'" >/usr/lib/python3/dist-packages/six.py
            of kid six back
            ls -A /var/lib/debwright-transition
            """);
    String said =
        Tool.run(
            "../tests/chroot",
            "run",
            "bookworm",
            "-n",
            "-b",
            evil + ":/evilmod.py",
            "-b",
            scratch.work("debs") + ":/debs",
            "-b",
            script + ":/try.sh",
            "sh",
            "/try.sh");
    String kids = "/home/kid/.local/lib/python3.11/site-packages/";
    assertThat(said)
        .contains(
            "reported: kid six " + kids + "six.py",
            "untouched",
            "begin 2 - users\n",
            "\nkid: python3.11: 2 modules imported, 0 wrong\n",
            "\nevil: python3.11: 1 modules imported, 0 wrong\n",
            "\nlooked at: imports; not looked at: requirements, calls of pip, files, pinned versions\n",
            "ran as 1002 1002 1002 [], is 1002",
            "\nwrong kid: own: ZeroDivisionError('division by zero')\n",
            "refused",
            "behind: kid six /usr/lib/python3/dist-packages/six.py",
            "behind: kid own " + kids + "own/__init__.py",
            "behind: bad six /usr/lib/python3/dist-packages/six.py",
            "gone: kid six " + kids + "six.py",
            "back: kid six " + kids + "six.py")
        .doesNotContain("user-sites\n", "\u001b");
  }

  /** Both sides plan the same: this program from a survey, the engine by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"", "--user-sites --python2", "--method perl", "--method reorder"})
  void plansAsTheEngineDoesAndLeavesTheSame(String options) throws IOException {
    plant("usr/bin/python3.11", "");
    plant("usr/bin/python3.9", "");
    plant("usr/bin/python2.7", "");
    plant("usr/lib/python2.7/dist-packages/older.py", "");
    plant("usr/local/lib/python2.7/dist-packages/older.py", "");
    plant("etc/passwd", "kid:x:1000:1000::/home/kid:/bin/sh\n");
    plant("home/kid/.local/lib/python3.11/site-packages/own.py", "");
    plant("usr/local/lib/python3.9/dist-packages/old.py", "");
    // Of two packages, in another order than that of their commands.
    packaged("alpha", "alpha-cmd", "zz");
    packaged("only", "only-cmd", "aa");
    plant(PIPS + "/alpha/more.py", "");
    String before = tree();
    Path other = root.resolveSibling("other");
    Tool.run("cp", "-a", root.toString(), other.toString());
    List<String> words = options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
    boolean method = options.startsWith("--method");

    Run own = applied(root, words);
    assertThat(own.exit()).as("%s", own).isZero();
    Run planned =
        transition(
            Stream.concat(
                    Stream.of("plan", "--root", other.toString(), "--arch", "amd64", "-o", "plan"),
                    method ? Stream.of() : words.stream())
                .toArray(String[]::new));
    assertThat(planned.exit()).as("%s", planned).isZero();
    List<String> further = new ArrayList<>(List.of("--plan", "plan/transition.plan"));
    words.stream().filter(word -> !word.equals("--user-sites")).forEach(further::add);
    Run given = applied(other, further);
    assertThat(given.exit()).as("%s", given).isZero();

    // What was written has the time of its run.
    String time = " [0-9]{10}\\.[0-9]{10} ";
    assertThat(tree(other).replaceAll(time, " ")).isEqualTo(tree(root).replaceAll(time, " "));
    assertThat(journal(other)).isEqualTo(journal(root)).contains("script", "python3.9");
    String state = "var/lib/debwright-transition/plan";
    assertThat(other.resolve(state)).hasSameTextualContentAs(root.resolve(state));
    for (Path each : List.of(root, other)) {
      assertThat(transition("rollback", "--root", each.toString(), "--yes").exit()).isZero();
    }
    assertThat(tree(root)).isEqualTo(before);
    assertThat(tree(other)).isEqualTo(before);
    assertThat(journal(other)).isEqualTo(journal(root));
  }

  private void plant(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  private void packaged(String project, String... commands) throws IOException {
    String debs = "usr/lib/python3/dist-packages/";
    String info = debs + project + "-2.0.dist-info";
    plant(debs + project + "/__init__.py", "");
    plant(info + "/METADATA", "Metadata-Version: 2.1\nName: " + project + "\nVersion: 2.0\n");
    StringBuilder list =
        new StringBuilder("/.\n/" + debs + project + "/__init__.py\n/" + info + "\n");
    for (String command : commands) {
      plant("usr/bin/" + command, "#!/bin/sh\n");
      Tool.run("chmod", "0755", root.resolve("usr/bin/" + command).toString());
      list.append("/usr/bin/").append(command).append('\n');
    }
    plant("var/lib/dpkg/info/python3-" + project + ".list", list.toString());
    Path status = root.resolve("var/lib/dpkg/status");
    plant(
        "var/lib/dpkg/status",
        (Files.exists(status) ? Files.readString(status) : "")
            + "Package: python3-%s\nStatus: install ok installed\nMaintainer: x\nArchitecture: all\n"
                .formatted(project)
            + "Version: 2.0-1\nDescription: x\n\n");
  }

  private Run applied(Path system, List<String> words) {
    return transition(
        Stream.concat(Stream.of("apply", "--yes", "--root", system.toString()), words.stream())
            .toArray(String[]::new));
  }

  /** Without the times of the run itself. */
  private static String journal(Path system) throws IOException {
    return Files.readString(system.resolve("var/lib/debwright-transition/journal"))
        .replaceAll("(?m)^((?:apply|applied|rollback|rolled-back)) [0-9]+$", "$1")
        .replaceAll("(?m)^(begin [0-9]+) [0-9.]+ ", "$1 ")
        .replaceAll("(?m)^(end [0-9]+ done) [0-9a-f-]{36} [0-9]+$", "$1");
  }
}
