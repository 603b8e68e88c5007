package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.target.Target;

/**
 * The root of a suite with all that building needs, made once by mmdebstrap and kept as a tarball.
 */
final class ChrootTarball {
  // Rises with the list of packages or the tools below.
  private static final String RECIPE = "1";

  /** Where the last pip, setuptools and wheel for Python 2.7 lie in its root. */
  static final String TOOLS_FOR_27 = "/opt/debwright-build-2.7";

  private static final String FETCH_TOOLS =
      """
      import glob, subprocess, sys
      subprocess.check_call(['/usr/bin/python3', '-m', 'pip', 'download', '-q', '--no-deps',
          '-d', '/desk/in', 'pip==20.3.4', 'setuptools==44.1.1', 'wheel==0.37.1'])
      pip = glob.glob('/desk/in/pip-*.whl')[0]
      subprocess.check_call([sys.executable, pip + '/pip', 'install', '-q', '--no-deps',
          '--no-index', '--target', '/desk/out'] + glob.glob('/desk/in/*.whl'))
      """;

  private final Target target;
  private final BuildSettings settings;

  ChrootTarball(Target target, BuildSettings settings) {
    this.target = target;
    this.settings = settings;
  }

  /** Unpacks it into a new directory, making it first where it is not cached. */
  ChrootWorkplace unpack() throws IOException {
    requireRoot();
    Path tarball =
        settings
            .cache()
            .resolve("chroots")
            .resolve(
                target.suite()
                    + "-"
                    + target.architecture()
                    + "-"
                    + family()
                    + "-"
                    + RECIPE
                    + ".tar");
    Path root = Files.createTempDirectory(settings.scratch(), "debwright-root");
    if (!Files.exists(tarball) || !extract(tarball, root)) {
      make(tarball, root);
    }
    Command.output("chmod", "0755", root.toString());
    return new ChrootWorkplace(root, target.python().version());
  }

  private String family() {
    return isPython2() ? "python2.7" : "python3";
  }

  private boolean isPython2() {
    return target.python().version().major() == 2;
  }

  private void requireRoot() {
    if (!Unprivileged.canBeHad()) {
      throw Diagnostic.error(
              "chroot-needs-root",
              "a source distribution cannot be built for " + target.suite() + " here")
          .because("this machine is not of that suite, and making a root of it needs root")
          .mend("run as root, or let only wheels be taken with `--only-binary :all:`")
          .toException();
    }
    if (Command.output("sh", "-c", "command -v mmdebstrap").isEmpty()) {
      throw Diagnostic.error("mmdebstrap-missing", "`mmdebstrap` is not installed")
          .because("it makes the root of " + target.suite() + " that sources are built in")
          .mend("`apt-get install mmdebstrap`")
          .toException();
    }
  }

  private static boolean extract(Path tarball, Path root) {
    return Command.output(
            "tar", "-x", "--numeric-owner", "-C", root.toString(), "-f", tarball.toString())
        .isPresent();
  }

  private void make(Path tarball, Path root) throws IOException {
    Path logs = Files.createDirectories(settings.cache().resolve("logs"));
    Path log = logs.resolve("chroot-" + target.suite() + "-" + target.architecture() + ".log");
    Files.deleteIfExists(log);
    Files.createDirectories(tarball.getParent());
    Path fresh = Files.createTempFile(tarball.getParent(), "new", ".tar");
    try (Progress progress =
        settings
            .reporter()
            .begin("making a " + target.suite() + " root to build in", 0, Unit.ITEMS)) {
      progress.item(target.architecture().name());
      if (Command.logged(mmdebstrap(fresh), log) != 0 || !extract(fresh, root)) {
        throw failure(log);
      }
      if (isPython2()) {
        addToolsForPython2(root, log);
        pack(root, fresh, log);
      }
      Files.move(fresh, tarball, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private List<String> mmdebstrap(Path output) {
    List<String> packages =
        new ArrayList<>(List.of("build-essential", "ca-certificates", "python3-pip"));
    packages.addAll(
        isPython2()
            ? List.of("python2.7", "python2.7-dev", "python3")
            : List.of(
                "python3", "python3-dev", "python3-venv", "python3-setuptools", "python3-wheel"));
    return List.of(
        "mmdebstrap",
        "--quiet",
        "--variant=minbase",
        "--architectures=" + target.architecture(),
        "--include=" + String.join(",", packages),
        target.suite().codename(),
        output.toString());
  }

  // No pip of Debian's runs on 2.7; 20.3.4 is the last that does. The suite's pip for Python 3
  // fetches it.
  private void addToolsForPython2(Path root, Path log) throws IOException {
    Path desk = Desk.create(settings.scratch());
    // Not closed: the root goes on being used.
    ChrootWorkplace fetching = new ChrootWorkplace(root, target.python().version());
    try {
      Map<String, String> variables = PipEnvironment.of(settings, desk, 0);
      Path tools = root.resolve(TOOLS_FOR_27.substring(1));
      Files.createDirectories(tools.getParent());
      if (fetching.python(desk, List.of("-c", FETCH_TOOLS), variables, log) != 0
          || Command.output("cp", "-r", "--no-preserve=ownership", desk + "/out", tools.toString())
              .isEmpty()) {
        throw failure(log);
      }
    } finally {
      Desk.remove(desk);
    }
  }

  private static void pack(Path root, Path output, Path log) {
    int status =
        Command.logged(
            List.of(
                "tar",
                "-c",
                "--numeric-owner",
                "-C",
                root.toString(),
                "-f",
                output.toString(),
                "."),
            log);
    if (status != 0) {
      throw new IllegalStateException("tar failed: " + log);
    }
  }

  private RuntimeException failure(Path log) throws IOException {
    return BuildFailure.describe(Path.of(target.suite() + " root"), target, log).toException();
  }
}
