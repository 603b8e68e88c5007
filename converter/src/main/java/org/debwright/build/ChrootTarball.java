package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.debwright.build.BuildRequirements.Supply;
import org.debwright.build.BuildRequirements.Wanted;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.python.Hash;
import org.debwright.python.Requirement;
import org.debwright.target.Target;

/**
 * The root of a suite with all that building needs, made once by mmdebstrap from the mirror apt is
 * configured for, and kept as a tarball.
 */
final class ChrootTarball {
  // Rises with the list of packages or the tools below.
  private static final String RECIPE = "2";

  /** Where the last pip, setuptools and wheel for Python 2.7 lie in its root. */
  static final String TOOLS_FOR_27 = "/opt/debwright-build-2.7";

  // The last that run on Python 2.7, by content, so that no index has to be believed.
  private static final Map<String, String> PINS_FOR_27 =
      Map.of(
          "pip==20.3.4", "217ae5161a0e08c0fb873858806e3478c9775caffce5168b50ec885e358c199d",
          "setuptools==44.1.1", "27a714c09253134e60a6fa68130f78c7037e5562c4f21f8f318f2ae900d152d5",
          "wheel==0.37.1", "4bdcd7d840138086126cd09254dc6195fb4fc6f01c050a1d7236f2630db1d22a");

  private final Target target;
  private final BuildSettings settings;
  private final boolean cutOff;

  /**
   * For a target.
   *
   * @throws org.debwright.diagnostic.DebwrightException if builds would have the network and may
   *     not
   */
  ChrootTarball(Target target, BuildSettings settings) {
    this.target = target;
    this.settings = settings;
    this.cutOff = Confinement.cutsOff(settings);
  }

  /** Unpacks it into a new directory, making it first where it is not cached. */
  ChrootWorkplace unpack() throws IOException {
    requireRoot();
    Path tarball = settings.cache().resolve("chroots").resolve(name() + ".tar");
    if (Files.exists(tarball)) {
      Path root = newRoot();
      if (extract(tarball, root)) {
        return workplace(root);
      }
      // Damaged, or deleted meanwhile.
      Command.output("rm", "-rf", "--one-file-system", root.toString());
    }
    requireTools();
    return make(tarball, newRoot());
  }

  private String name() {
    String family = isPython2() ? "python2.7" : "python3";
    return target.suite() + "-" + target.architecture() + "-" + family + "-" + RECIPE;
  }

  private Path newRoot() throws IOException {
    return Files.createTempDirectory(settings.scratch(), "debwright-root");
  }

  private ChrootWorkplace workplace(Path root) {
    Command.output("chmod", "0755", root.toString());
    if (!Files.exists(root.resolve("usr/bin/python" + target.python().version()))) {
      Command.output("rm", "-rf", "--one-file-system", root.toString());
      throw cannotBuild("`" + target.suite() + "` has no Python " + target.python().version())
          .mend("choose a Python the suite has, or let only wheels be taken: `--only-binary :all:`")
          .toException();
    }
    return new ChrootWorkplace(root, target.python().version(), cutOff);
  }

  private boolean isPython2() {
    return target.python().version().major() == 2;
  }

  private Diagnostic cannotBuild(String why) {
    return Diagnostic.error(
            "chroot-refused",
            "a source distribution cannot be built for "
                + target.suite()
                + " on "
                + target.architecture()
                + " here")
        .because(why);
  }

  private void requireRoot() {
    if (!Unprivileged.canBeHad()) {
      throw cannotBuild(
              "this machine is not of that suite and architecture, and a root of it needs root")
          .mend("run as root, or let only wheels be taken with `--only-binary :all:`")
          .toException();
    }
    if (!Host.runs(target.architecture())) {
      throw cannotBuild("programs of " + target.architecture() + " do not run on this machine")
          .mend(
              "as root: `apt-get install qemu-user-static arch-test`, and register it with binfmt_misc")
          .toException();
    }
  }

  private static void requireTools() {
    if (Command.output("sh", "-c", "command -v mmdebstrap").isEmpty()) {
      throw Diagnostic.error("mmdebstrap-missing", "`mmdebstrap` is not installed")
          .because("it makes the root of the suite that sources are built in")
          .mend("as root: `apt-get install mmdebstrap`")
          .toException();
    }
  }

  private static boolean extract(Path tarball, Path root) {
    return Command.output(
            "tar", "-x", "--numeric-owner", "-C", root.toString(), "-f", tarball.toString())
        .isPresent();
  }

  private ChrootWorkplace make(Path tarball, Path root) throws IOException {
    Path log = Files.createDirectories(settings.cache().resolve("logs")).resolve(name() + ".log");
    Files.deleteIfExists(log);
    Files.createDirectories(tarball.getParent());
    Path fresh = Files.createTempFile(tarball.getParent(), "new", ".tar");
    boolean made = false;
    try (Progress progress =
        settings
            .reporter()
            .begin("making a " + target.suite() + " root to build in", 0, Unit.ITEMS)) {
      progress.item(target.architecture().name());
      if (Command.logged(mmdebstrap(fresh), log) != 0 || !extract(fresh, root)) {
        throw failure(log);
      }
      ChrootWorkplace workplace = workplace(root);
      if (isPython2()) {
        addToolsForPython2(workplace, root, log);
        pack(root, fresh, log);
      }
      Files.move(fresh, tarball, StandardCopyOption.ATOMIC_MOVE);
      made = true;
      return workplace;
    } finally {
      Files.deleteIfExists(fresh);
      if (!made) {
        Command.output("rm", "-rf", "--one-file-system", root.toString());
      }
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
        output.toString(),
        mirror());
  }

  private String mirror() {
    return AptMirror.of(target.suite(), Host.codename())
        .orElseThrow(
            () ->
                cannotBuild("apt on this machine is configured for no mirror of " + target.suite())
                    .mend("add a source of it below `/etc/apt/sources.list.d`")
                    .toException());
  }

  // No pip of Debian's runs on 2.7; 20.3.4 is the last that does.
  private void addToolsForPython2(ChrootWorkplace workplace, Path root, Path log)
      throws IOException {
    Path desk = Desk.create(settings.scratch());
    try {
      String place = workplace.at(desk);
      List<String> words = new ArrayList<>();
      for (Supply supply :
          settings.requirements().supply(Optional.empty(), pins(), WheelBuilder.refusing())) {
        String name = supply.wheel().getFileName().toString();
        Desk.lay(supply.wheel(), desk);
        words.add(place + "/in/" + name);
      }
      String pip = words.stream().filter(word -> word.contains("/pip-")).findFirst().orElseThrow();
      List<String> install = List.of("install", "-q", "--no-deps", "--no-index", "--target");
      words.addAll(0, install);
      words.add(install.size(), place + "/out");
      words.add(0, pip + "/pip");
      Path tools = root.resolve(TOOLS_FOR_27.substring(1));
      Files.createDirectories(tools.getParent());
      if (workplace.python(desk, words, BuildVariables.of(place, 0), log) != 0
          || Command.output("cp", "-r", "--no-preserve=ownership", desk + "/out", tools.toString())
              .isEmpty()) {
        throw failure(log);
      }
    } finally {
      Desk.remove(desk);
    }
  }

  private static List<Wanted> pins() {
    return PINS_FOR_27.entrySet().stream()
        .map(
            pin ->
                new Wanted(
                    Requirement.parse(pin.getKey()),
                    new TreeSet<>(Set.of(Hash.sha256(pin.getValue())))))
        .toList();
  }

  private static void pack(Path root, Path output, Path log) {
    List<String> words =
        List.of(
            "tar", "-c", "--numeric-owner", "-C", root.toString(), "-f", output.toString(), ".");
    if (Command.logged(words, log) != 0) {
      throw Diagnostic.error("chroot-unpacked", "a root cannot be kept in the cache")
          .because("`tar` failed, see `" + log + "`")
          .toException();
    }
  }

  private RuntimeException failure(Path log) {
    return BuildLog.read(log)
        .explain("chroot-failed", "no root of " + target.suite() + " can be made to build in")
        .toException();
  }
}
