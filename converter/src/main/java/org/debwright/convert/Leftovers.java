package org.debwright.convert;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.python.EntryPoint;
import org.debwright.python.Wheel.Member;
import org.debwright.python.Wheel.Scheme;

/** What a wheel holds that a package must not: each with the reason. */
final class Leftovers {
  // Of file names, without their directory.
  private static final Pattern VERSION_CONTROL =
      Pattern.compile(
          "(\\.(git(ignore|_ignore|attributes|_attributes|keep|modules|_modules)"
              + "|hg(ignore|_ignore|tags|_archival\\.txt)|arch-inventory|DS_Store|cvs_?ignore"
              + "|npmignore|eslintrc[^/]*|coverage|nfs[^/]+|[^/]+\\.swp)"
              + "|[^/]+~|#[^/]+#|svn-commit[^/]*\\.tmp|[^/]+\\.doctree(\\.gz)?|Thumbs\\.db)");
  // Directories that many projects ship at top level by mistake, where only one could have them.
  private static final Set<String> CROWDED =
      Set.of(
          "test",
          "tests",
          "doc",
          "docs",
          "example",
          "examples",
          "benchmark",
          "benchmarks",
          "scripts",
          "samples",
          "tutorials",
          "notebooks");
  // A module may be called so as well.
  private static final Pattern MODULE =
      Pattern.compile("(?!setup|conftest|__init__).*\\.(pyi?|so)");
  // Launchers of another system, which pip leaves where nobody can run them.
  private static final Pattern FOREIGN_SCRIPT =
      Pattern.compile(".*\\.(exe|bat|cmd|ps1)", Pattern.CASE_INSENSITIVE);
  private static final Pattern STRAY =
      Pattern.compile(
          "(README|LICEN[CS]E|COPYING|NOTICE|AUTHORS|CHANGES|CHANGELOG|HISTORY|CONTRIBUTING)"
              + "([._-][^/]*)?|setup\\.(py|cfg)|conftest\\.py|__init__\\.py|pyproject\\.toml",
          Pattern.CASE_INSENSITIVE);
  // PEP 627: without RECORD no installer takes the files for its own.
  private static final Set<String> INSTALLER_FILES =
      Set.of("RECORD", "RECORD.jws", "RECORD.p7s", "INSTALLER", "REQUESTED", "direct_url.json");

  private final String distInfo;
  private final Set<String> libraryDirectories;
  private final Set<String> called;
  private final boolean onlyCrowded;

  /**
   * For one wheel.
   *
   * @param entryPoints what it lets others call, so that it must stay
   */
  Leftovers(String distInfo, List<Member> members, List<EntryPoint> entryPoints) {
    this.distInfo = distInfo;
    this.libraryDirectories = libraryDirectories(members);
    this.called =
        entryPoints.stream()
            .map(e -> e.module().replaceFirst("\\..*", ""))
            .collect(Collectors.toSet());
    this.onlyCrowded =
        members.stream()
            .filter(TopLevel::isLibrary)
            .allMatch(m -> isCrowded(m.path()) || m.path().startsWith(distInfo + "/"));
  }

  /** Why {@code member} is left out, empty where it stays. */
  Optional<String> reason(Member member) {
    String path = member.path();
    if (path.startsWith(distInfo + "/") && TopLevel.isLibrary(member)) {
      return INSTALLER_FILES.contains(path.substring(distInfo.length() + 1))
          ? Optional.of("it is the installer's")
          : Optional.empty();
    }
    if (isCompiled(path)) {
      return Optional.of("modules are compiled on the target");
    }
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (VERSION_CONTROL.matcher(file).matches() || isDotDirectory(path)) {
      return Optional.of("it belongs to the source tree");
    }
    if (member.scheme() == Scheme.SCRIPTS && FOREIGN_SCRIPT.matcher(path).matches()) {
      return Optional.of("only Windows can run it");
    }
    if (TopLevel.isLibrary(member) && isStray(path)) {
      return Optional.of("at the top level it would collide with other projects");
    }
    return Optional.empty();
  }

  /** Whether leaving it out may surprise somebody. */
  boolean isRemarkable(Member member) {
    return TopLevel.isLibrary(member) && isStray(member.path());
  }

  private boolean isStray(String path) {
    return (STRAY.matcher(path).matches() && !MODULE.matcher(path).matches())
        || (isCrowded(path) && !onlyCrowded);
  }

  private boolean isCrowded(String path) {
    int slash = path.indexOf('/');
    String top = slash > 0 ? path.substring(0, slash) : "";
    return CROWDED.contains(top) && !called.contains(top);
  }

  private static boolean isCompiled(String path) {
    return path.endsWith(".pyc")
        || path.endsWith(".pyo")
        || path.startsWith("__pycache__/")
        || path.contains("/__pycache__/");
  }

  // Older vendored libraries live in `numpy/.libs`: those stay.
  private boolean isDotDirectory(String path) {
    String directory = dotDirectory(path, path.length());
    return !directory.isEmpty() && !libraryDirectories.contains(directory);
  }

  private static Set<String> libraryDirectories(List<Member> members) {
    Set<String> directories = new HashSet<>();
    for (Member member : members) {
      String path = member.path();
      if (path.contains(".so")) {
        for (String each = dotDirectory(path, path.length());
            !each.isEmpty();
            each = dotDirectory(path, each.length())) {
          directories.add(each);
        }
      }
    }
    return directories;
  }

  /** The longest directory above {@code end} with a dot in front of its name, empty for none. */
  private static String dotDirectory(String path, int end) {
    int to = path.lastIndexOf('/', end - 1);
    while (to > 0) {
      int from = path.lastIndexOf('/', to - 1) + 1;
      if (path.charAt(from) == '.' && to - from > 1) {
        return path.substring(0, to);
      }
      to = from - 1;
    }
    return "";
  }
}
