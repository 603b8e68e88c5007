package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.Test;

/** What pip and packages bring once a root has left pip, namespaces of both, and the end. */
class TransitionLaterIT extends TransitionRoot {
  /** A command of a package, as dpkg knows it. */
  private void packageBrings(String command) throws IOException {
    Path info = Files.createDirectories(root.resolve("var/lib/dpkg/info"));
    Files.writeString(info.resolve("format"), "1\n");
    Files.writeString(info.resolve(command + ".list"), "/usr/bin/" + command + "\n");
    Files.writeString(
        root.resolve("var/lib/dpkg/status"),
        "Package: %s\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n"
            .formatted(command));
    Path file = Files.createDirectories(root.resolve("usr/bin")).resolve(command);
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Run done(String command) {
    Run run = transition(command, "--root", root.toString(), "--yes");
    assertThat(run.exit()).as("%s: %s", command, run).isZero();
    return run;
  }

  private String status() {
    return transition("status", "--root", root.toString()).stdout();
  }

  @Test
  void doesWhatAPackageBroughtSinceToo() throws IOException {
    done("apply");
    assertThat(status()).doesNotContain("new: ");
    packageBrings("alpha-cmd");
    String before = Files.readString(root.resolve("usr/local/bin/alpha-cmd"));
    assertThat(status()).contains("new: script /usr/local/bin/alpha-cmd ");
    done("apply");
    assertThat(root.resolve("usr/local/bin/alpha-cmd"))
        .content()
        .contains("then exec /usr/bin/alpha-cmd");
    assertThat(done("apply").stdout()).isEqualTo("nothing to do: applied\n");
    assertThat(status()).startsWith("state applied\n").doesNotContain("new: ");
    done("rollback");
    assertThat(root.resolve("usr/local/bin/alpha-cmd")).hasContent(before);
    assertThat(root.resolve("usr/local/bin.pip-fallback")).doesNotExist();
    assertThat(Files.isSymbolicLink(root.resolve(PIPS))).isFalse();
  }

  @Test
  void takesUpACommandThatPipWroteAnew() throws IOException {
    packageBrings("alpha-cmd");
    done("apply");
    Path command = root.resolve("usr/local/bin/alpha-cmd");
    Files.writeString(command, "#!/bin/sh\necho newer\n");
    done("apply");
    assertThat(command).content().contains("then exec /usr/bin/alpha-cmd");
    assertThat(root.resolve("usr/local/bin.pip-fallback/alpha-cmd")).content().contains("newer");
    done("rollback");
    assertThat(command).content().contains("newer");
    assertThat(root.resolve("usr/local/bin.pip-fallback")).doesNotExist();
  }

  @Test
  void keepsACommandThatPipWroteAnewWhenItGoesBack() throws IOException {
    packageBrings("alpha-cmd");
    done("apply");
    Path command = root.resolve("usr/local/bin/alpha-cmd");
    Files.writeString(command, "#!/bin/sh\necho newer\n");
    assertThat(done("rollback").stderr()).contains("alpha-cmd` stays");
    assertThat(command).content().contains("newer");
  }

  @Test
  void putsDeclarationsOfNamespacesAside() throws IOException {
    String declares =
        "# portion\n__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n";
    for (String name : List.of("space", "space/deep", "code")) {
      Path pips = Files.createDirectories(root.resolve(PIPS).resolve(name));
      Files.writeString(
          pips.resolve("__init__.py"), declares + (name.equals("code") ? "print(1)\n" : ""));
      Files.writeString(pips.resolve("mine.py"), "");
      Path packaged =
          Files.createDirectories(root.resolve("usr/lib/python3/dist-packages").resolve(name));
      Files.writeString(packaged.resolve("one.py"), "");
    }
    String before = tree();
    done("apply");
    for (String name : List.of("space", "space/deep")) {
      Path pips = root.resolve(PIPS).resolve(name);
      assertThat(pips.resolve("__init__.py")).doesNotExist();
      assertThat(pips.resolve("__init__.py.pip-fallback")).hasContent(declares);
    }
    assertThat(root.resolve(PIPS).resolve("code/__init__.py")).exists();
    // Packages have portions of that name, and not what pip alone has.
    Run refused = transition("finish", "--root", root.toString(), "--yes");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.stderr())
        .contains("/space/mine.py", "/space/deep/mine.py")
        .doesNotContain("__init__.py.pip-fallback");
    done("rollback");
    assertThat(tree()).isEqualTo(before);
    scratch.write(
        "whole.plan",
        "debwright-transition-plan 1\nactivate\nexchange /%s /%s.pip-fallback"
            .formatted(PIPS, PIPS));
    Run planned = transition("apply", "--root", root.toString(), "--yes", "--plan", "whole.plan");
    assertThat(planned.exit()).as("%s", planned).isZero();
    assertThat(root.resolve(PIPS).resolve("space/__init__.py")).doesNotExist();
    // As where it was killed after it had written down that it begins.
    Path deep = root.resolve(PIPS).resolve("space/deep");
    FileTime time = Files.getLastModifiedTime(deep);
    Files.move(deep.resolve("__init__.py.pip-fallback"), deep.resolve("__init__.py"));
    Files.setLastModifiedTime(deep, time);
    done("rollback");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void leavesAnEmptyDirectoryAtTheEndAndStartsAgain() throws IOException {
    packageBrings("alpha-cmd");
    Tool.run("chmod", "2775", root.resolve(PIPS).toString());
    for (String name : List.of("alpha", "only")) {
      Files.createDirectories(root.resolve("usr/lib/python3/dist-packages").resolve(name));
      Files.writeString(
          root.resolve("usr/lib/python3/dist-packages").resolve(name + "/__init__.py"), "");
    }
    Files.createDirectories(root.resolve(PIPS).resolve("uninstalled/deeper"));
    Files.writeString(root.resolve(PIPS).resolve("uninstalled/deeper/module.pyc"), "");
    Path data = Files.createDirectories(root.resolve("usr/local/share")).resolve("words");
    Files.writeString(data, "");
    Files.writeString(
        root.resolve(PIPS).resolve("alpha-1.0.dist-info/RECORD"),
        "../../../share/words,,\n",
        StandardOpenOption.APPEND);
    done("apply");
    assertThat(done("finish").stdout()).contains("left: /usr/local/share/words\n");
    assertThat(root.resolve(PIPS)).isEmptyDirectory();
    assertThat(Files.isSymbolicLink(root.resolve(PIPS))).isFalse();
    assertThat(Tool.run("stat", "-c", "%a", root.resolve(PIPS).toString())).startsWith("2775");
    assertThat(root.resolve("usr/local/bin/alpha-cmd")).isSymbolicLink();
    assertThat(done("apply").stdout()).isEqualTo("nothing to do: finished\n");
    Files.writeString(root.resolve(PIPS).resolve("later.py"), "");
    String before = tree();
    done("apply");
    assertThat(root.resolve(PIPS)).isSymbolicLink();
    done("rollback");
    assertThat(tree()).isEqualTo(before);
    assertThat(status()).startsWith("state rolled-back\nactive yes\n");
  }
}
