package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.python.PythonVersion;

/**
 * A Python on the system.
 *
 * @param path of the program, absolute, links resolved
 * @param fullVersion with patch level, as far as files tell it; else major and minor
 * @param owner the package it is from, empty where none owns it
 */
public record Interpreter(
    String path, PythonVersion version, String fullVersion, Optional<String> owner)
    implements Comparable<Interpreter> {
  private static final Pattern PROGRAM = Pattern.compile("python([23])\\.(\\d{1,2})[dtmu]*");
  private static final Pattern PATCH_LEVEL =
      Pattern.compile("#\\s*define\\s+PY_VERSION\\s+\"([0-9][0-9a-z.+]{0,30})\"");
  private static final Pattern UPSTREAM =
      Pattern.compile("(?:\\d+:)?([0-9][0-9.]*)(?:~?(rc\\d+))?");
  private static final int HEADER_BYTES = 1 << 16;
  private static final List<String> USUAL =
      List.of("/usr/bin", "/usr/local/bin", "/bin", "/usr/local/sbin", "/usr/sbin");

  /** All of them, sorted by path. */
  static List<Interpreter> of(Root root, Dpkg dpkg, List<Account> accounts) {
    Map<String, Interpreter> byPath = new TreeMap<>();
    for (String directory : directories(root, accounts)) {
      for (String name : root.list(directory)) {
        Matcher program = PROGRAM.matcher(name);
        if (program.matches()) {
          root.real(directory + "/" + name)
              .filter(root::isFile)
              .ifPresent(path -> byPath.computeIfAbsent(path, p -> read(root, dpkg, p, program)));
        }
      }
    }
    return List.copyOf(byPath.values());
  }

  private static List<String> directories(Root root, List<Account> accounts) {
    List<String> directories = new ArrayList<>(USUAL);
    root.list("/opt").forEach(name -> directories.add("/opt/" + name + "/bin"));
    for (Account account : accounts) {
      directories.add(account.home() + "/.local/bin");
      for (String versions :
          List.of("/.pyenv/versions", "/.local/share/uv/python", "/miniconda3", "/anaconda3")) {
        String place = account.home() + versions;
        directories.add(place + "/bin");
        root.list(place).forEach(name -> directories.add(place + "/" + name + "/bin"));
      }
    }
    return directories;
  }

  private static Interpreter read(Root root, Dpkg dpkg, String path, Matcher program) {
    PythonVersion version =
        new PythonVersion(Integer.parseInt(program.group(1)), Integer.parseInt(program.group(2)));
    String prefix = path.replaceFirst("/+[^/]+/+[^/]+$", "");
    Optional<String> owner = prefix.equals("/usr") ? dpkg.owner(path) : Optional.empty();
    String full =
        owner
            .flatMap(dpkg::version)
            .flatMap(Interpreter::upstream)
            .or(() -> patchLevel(root, prefix, version))
            .orElse(version.toString());
    return new Interpreter(path, version, full, owner);
  }

  // 3.14.0~rc3-1 is 3.14.0rc3.
  private static Optional<String> upstream(String packageVersion) {
    Matcher upstream = UPSTREAM.matcher(packageVersion);
    return upstream.lookingAt()
        ? Optional.of(upstream.group(1) + (upstream.group(2) == null ? "" : upstream.group(2)))
        : Optional.empty();
  }

  private static Optional<String> patchLevel(Root root, String prefix, PythonVersion version) {
    return root.text(prefix + "/include/python" + version + "/patchlevel.h", HEADER_BYTES)
        .map(PATCH_LEVEL::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  /** Whether Debian made it, whose {@code sys.path} has {@code dist-packages}. */
  public boolean isDebian() {
    return path.startsWith("/usr/bin/");
  }

  /** {@code sys.prefix}, for example {@code /usr}. */
  public String prefix() {
    return path.replaceFirst("/+[^/]+/+[^/]+$", "");
  }

  /**
   * Directories of modules that are not the standard library's, in the order of {@code sys.path}:
   * the site module's, as Debian patched it for its own.
   */
  public List<String> sitePath() {
    if (!isDebian()) {
      return List.of(prefix() + "/lib/python" + version + "/site-packages");
    }
    List<String> path = new ArrayList<>();
    path.add("/usr/local/lib/python" + version + "/dist-packages");
    if (version.major() == 3) {
      path.add("/usr/lib/python3/dist-packages");
    }
    path.add("/usr/lib/python" + version + "/dist-packages");
    return path;
  }

  @Override
  public int compareTo(Interpreter other) {
    return path.compareTo(other.path);
  }
}
