package org.debwright.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.PythonVersion;
import org.debwright.target.Target;

/**
 * This machine, where it runs the target's suite: Debian's own interpreter, none other on the path.
 */
final class HostWorkplace implements Workplace {
  // The desk comes to stand where every build finds it, and nobody leaves anything elsewhere.
  private static final String SCRIPT =
      """
      set -eu
      mount --bind "$1" /mnt
      mount --bind /mnt/tmp /tmp
      mount --bind /mnt/tmp /var/tmp
      shift
      umask 022
      cd /mnt
      exec "$@"
      """;

  private final Path interpreter;
  private final Confinement confinement;

  private HostWorkplace(Path interpreter, Confinement confinement) {
    this.interpreter = interpreter;
    this.confinement = confinement;
  }

  /** This machine, if its suite, architecture and Debian's Python on it are the target's. */
  static Optional<HostWorkplace> of(Target target, BuildSettings settings) {
    if (!Host.codename().equals(target.suite().codename())
        || !Host.architecture().equals(Optional.of(target.architecture().name()))) {
      return Optional.empty();
    }
    PythonVersion version = target.python().version();
    Path interpreter = Path.of("/usr/bin/python" + version);
    return Files.isExecutable(interpreter) && isDebians(interpreter)
        ? Optional.of(new HostWorkplace(interpreter, Confinement.here(settings)))
        : Optional.empty();
  }

  private static boolean isDebians(Path interpreter) {
    return Command.output("dpkg-query", "-S", interpreter.toString()).isPresent();
  }

  /** Refuses where Debian's pip or one of these packages is missing, naming it. */
  HostWorkplace checked(SortedSet<PackageName> depends) {
    List<String> missing =
        depends.stream().filter(each -> !isInstalled(each)).map(PackageName::toString).toList();
    if (!missing.isEmpty()) {
      throw Diagnostic.error("build-depends-missing", "packages to build with are not installed")
          .because("missing: " + String.join(", ", missing))
          .mend("as root: `apt-get install " + String.join(" ", missing) + "`")
          .toException();
    }
    if (Command.output(interpreter.toString(), "-I", "-m", "pip", "--version").isEmpty()) {
      throw Diagnostic.error("pip-missing", "`" + interpreter + "` has no pip to build with")
          .because("it installs the wheels that a build needs")
          .mend("as root: `apt-get install python3-pip python3-dev build-essential`")
          .toException();
    }
    return this;
  }

  private static boolean isInstalled(PackageName name) {
    return Command.output("dpkg-query", "-W", "-f", "${db:Status-Status}\n", name.toString())
        .filter(states -> states.lines().anyMatch("installed"::equals))
        .isPresent();
  }

  @Override
  public String at(Path desk) {
    return confinement.hasNamespaces() ? Desk.PLACE : desk.toString();
  }

  @Override
  public int python(Path desk, List<String> arguments, Map<String, String> environment, Path log) {
    if (confinement.isRoot()) {
      Unprivileged.give(desk);
    }
    List<String> words = new ArrayList<>(confinement.namespace());
    words.addAll(List.of("sh", "-c"));
    if (confinement.hasNamespaces()) {
      words.addAll(List.of(SCRIPT, "build", desk.toString()));
    } else {
      // What a wheel says of modes comes from the umask.
      words.addAll(List.of("umask 022; exec \"$@\"", "build"));
    }
    words.addAll(confinement.drop());
    words.add(interpreter.toString());
    words.addAll(arguments);
    return Command.logged(words, environment, log);
  }

  @Override
  public void close() {}
}
