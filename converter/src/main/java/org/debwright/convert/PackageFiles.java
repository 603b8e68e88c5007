package org.debwright.convert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.debian.Entry;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** The files of a package by path: no path twice, none a directory and a file at once. */
final class PackageFiles {
  // py3compile writes NAME.cpython-311.pyc.140234567890123 and renames it; names have 255 bytes.
  private static final int LONGEST_MODULE = 220;

  private final NavigableMap<TargetPath, PlacedFile> files;

  private PackageFiles(NavigableMap<TargetPath, PlacedFile> files) {
    this.files = files;
  }

  /**
   * Checks.
   *
   * @param wheel its file name, for messages
   * @throws DebwrightException with every clash
   */
  static PackageFiles of(List<PlacedFile> placed, String wheel) {
    NavigableMap<TargetPath, PlacedFile> files = new TreeMap<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (PlacedFile file : placed) {
      refusal(file.path())
          .ifPresent(
              why ->
                  problems.add(
                      Diagnostic.error(
                              "path-refused",
                              "`" + file.path() + "` of `" + wheel + "` cannot be installed")
                          .because(why)));
      PlacedFile earlier = files.putIfAbsent(file.path(), file);
      if (earlier != null) {
        problems.add(clash(wheel, file, earlier));
      }
    }
    // By their paths as text, and once for each directory: there are thousands.
    Map<String, PlacedFile> byText = new HashMap<>();
    files.forEach((path, file) -> byText.put(path.value(), file));
    Set<String> directories = new HashSet<>();
    for (PlacedFile file : files.values()) {
      String parent = parent(file.path().value());
      if (!directories.contains(parent)) {
        List<PlacedFile> above = filesAbove(parent, byText);
        above.forEach(each -> problems.add(clash(wheel, file, each)));
        if (above.isEmpty()) {
          directories.add(parent);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new DebwrightException(problems);
    }
    return new PackageFiles(files);
  }

  private static List<PlacedFile> filesAbove(String directory, Map<String, PlacedFile> files) {
    List<PlacedFile> above = new ArrayList<>();
    for (String each = directory; !each.isEmpty(); each = parent(each)) {
      PlacedFile file = files.get(each);
      if (file != null) {
        above.add(file);
      }
    }
    return above;
  }

  private static Optional<String> refusal(TargetPath path) {
    int bytes = path.fileName().getBytes(StandardCharsets.UTF_8).length;
    if (path.value().endsWith(".py") && bytes > LONGEST_MODULE) {
      return Optional.of(
          "its compiled form would have a name too long: at most "
              + LONGEST_MODULE
              + " bytes: "
              + bytes);
    }
    // deb-conffiles(5): a line each, blanks at its end not kept.
    boolean blank = Character.isWhitespace(path.value().charAt(path.value().length() - 1));
    return path.value().startsWith("/etc/") && blank
        ? Optional.of("the name of a configuration file cannot be one that ends in a blank")
        : Optional.empty();
  }

  List<Entry> entries() {
    return files.values().stream().map(PlacedFile::entry).toList();
  }

  /** Everything under {@code /etc} (Policy 10.7.2). */
  SortedSet<TargetPath> conffiles() {
    return files.keySet().stream()
        .filter(p -> p.value().startsWith("/etc/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Map<TargetPath, String> origins() {
    Map<TargetPath, String> origins = new TreeMap<>();
    files.forEach((path, file) -> origins.put(path, file.origin()));
    return origins;
  }

  /** Whether there is something to compile. */
  boolean hasModules(InstallPaths paths) {
    return files.keySet().stream()
        .map(TargetPath::value)
        .anyMatch(
            p ->
                (p.endsWith(".py") && p.startsWith(paths.library() + "/"))
                    || p.startsWith("/usr/share/python/ns/"));
  }

  /** Those of these directories that have something to compile. */
  List<String> withModules(List<String> directories) {
    return directories.stream()
        .filter(
            d ->
                files.keySet().stream()
                    .anyMatch(p -> p.value().startsWith(d + "/") && p.value().endsWith(".py")))
        .toList();
  }

  private static Diagnostic clash(String wheel, PlacedFile one, PlacedFile other) {
    return Diagnostic.error("path-twice", "`" + wheel + "` has two files for `" + one.path() + "`")
        .because("they are `" + other.origin() + "` and `" + one.origin() + "`");
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
