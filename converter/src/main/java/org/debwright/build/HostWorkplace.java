package org.debwright.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.PythonVersion;
import org.debwright.target.Target;

/**
 * This machine, where it runs the target's suite: Debian's own interpreter, none other on the path.
 */
final class HostWorkplace implements Workplace {
  private final Path interpreter;

  private HostWorkplace(Path interpreter) {
    this.interpreter = interpreter;
  }

  /** This machine, if its suite, architecture and Debian's Python on it are the target's. */
  static Optional<HostWorkplace> of(Target target) {
    if (!Host.codename().equals(target.suite().codename())
        || !Host.architecture().equals(Optional.of(target.architecture().name()))) {
      return Optional.empty();
    }
    PythonVersion version = target.python().version();
    Path interpreter = Path.of("/usr/bin/python" + version);
    return Files.isExecutable(interpreter) && isDebians(interpreter)
        ? Optional.of(new HostWorkplace(interpreter))
        : Optional.empty();
  }

  private static boolean isDebians(Path interpreter) {
    return Command.output("dpkg-query", "-S", interpreter.toString()).isPresent();
  }

  /** Refuses where Debian's pip is missing, naming the package. */
  HostWorkplace checked() {
    if (Command.output(interpreter.toString(), "-I", "-m", "pip", "--version").isEmpty()) {
      throw Diagnostic.error("pip-missing", "`" + interpreter + "` has no pip to build with")
          .because("source distributions are built by `pip wheel`")
          .mend("as root: `apt-get install python3-pip python3-venv python3-dev build-essential`")
          .toException();
    }
    return this;
  }

  @Override
  public int python(Path desk, List<String> arguments, Map<String, String> environment, Path log) {
    List<String> words = new ArrayList<>(Unprivileged.prefix(desk));
    // What a wheel says of modes comes from the umask.
    words.addAll(List.of("sh", "-c", "umask 022; exec \"$@\"", "build"));
    words.add(interpreter.toString());
    arguments.forEach(argument -> words.add(at(desk, argument)));
    Map<String, String> there = new TreeMap<>(environment);
    there.replaceAll((name, value) -> at(desk, value));
    return Command.logged(words, there, log);
  }

  private static String at(Path desk, String word) {
    return word.replace("DESK", desk.toString());
  }

  @Override
  public void close() {}
}
