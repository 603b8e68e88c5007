package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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
      PlacedFile earlier = files.putIfAbsent(file.path(), file);
      if (earlier != null) {
        problems.add(clash(wheel, file, earlier));
      }
    }
    for (PlacedFile file : files.values()) {
      for (String parent = parent(file.path()); !parent.isEmpty(); parent = parent(parent)) {
        PlacedFile above = files.get(new TargetPath(parent));
        if (above != null) {
          problems.add(clash(wheel, file, above));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new DebwrightException(problems);
    }
    return new PackageFiles(files);
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

  private static Diagnostic clash(String wheel, PlacedFile one, PlacedFile other) {
    return Diagnostic.error("path-twice", "`" + wheel + "` has two files for `" + one.path() + "`")
        .because("they are `" + other.origin() + "` and `" + one.origin() + "`");
  }

  private static String parent(TargetPath path) {
    return parent(path.value());
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
