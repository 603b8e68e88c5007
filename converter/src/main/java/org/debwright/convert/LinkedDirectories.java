package org.debwright.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.archive.Archive;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;

/**
 * Directories of ours at which the suite's packages have a symbolic link: Contents lists no
 * directories, so what it lists there is one. dpkg never replaces a link by a directory nor the
 * other way round (Policy 6.6), and would unpack into, and later delete from, what the link points
 * at. A link it does replace by a link: so the files lie in a directory of the package's own, and
 * where they were to be is a link to it.
 *
 * @param files all files of the package, those below such directories moved
 * @param links one for each directory, sorted
 */
record LinkedDirectories(List<PlacedFile> files, List<Entry.Symlink> links) {
  // Directories above are every package's.
  private static final int SHALLOWEST = 4;

  /** Finds them among the directories that files lie in. */
  static LinkedDirectories of(
      PackageName name, List<PlacedFile> placed, InstallPaths paths, Archive archive) {
    NavigableSet<TargetPath> linked = find(placed.stream().map(PlacedFile::path).toList(), archive);
    Map<TargetPath, TargetPath> targets = new HashMap<>();
    for (TargetPath each : linked) {
      boolean code =
          placed.stream().anyMatch(f -> isCompiled(f) && isInside(each, f.path().value()));
      targets.put(each, code ? paths.ownCode(name, each) : paths.ownData(name, each));
    }
    return new LinkedDirectories(
        placed.stream().map(f -> moved(f, targets, paths.interpreter())).toList(),
        linked.stream()
            .map(l -> new Entry.Symlink(l, relative(l, targets.getOrDefault(l, l))))
            .toList());
  }

  private static NavigableSet<TargetPath> find(Collection<TargetPath> files, Archive archive) {
    NavigableSet<TargetPath> linked = new TreeSet<>();
    for (TargetPath each : directories(files)) {
      boolean inside = linked.stream().anyMatch(l -> isInside(l, each.value()));
      if (!inside && !archive.owners(each).isEmpty()) {
        linked.add(each);
      }
    }
    return linked;
  }

  private static List<TargetPath> directories(Collection<TargetPath> files) {
    NavigableSet<String> directories = new TreeSet<>();
    for (TargetPath file : files) {
      String path = file.value();
      if (path.startsWith("/usr/")) {
        // What lies above a directory that was seen was seen as well.
        String each = parent(path);
        while (depth(each) >= SHALLOWEST && directories.add(each)) {
          each = parent(each);
        }
      }
    }
    return directories.stream().map(TargetPath::new).toList();
  }

  private static long depth(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  // Among modules a first line means nothing; elsewhere one that names no program of Debian does.
  private static PlacedFile outside(PlacedFile file, String interpreter) {
    try {
      return file.path().value().endsWith(".py") ? Shebang.corrected(file, interpreter) : file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlacedFile moved(
      PlacedFile file, Map<TargetPath, TargetPath> targets, String interpreter) {
    String path = file.path().value();
    for (Map.Entry<TargetPath, TargetPath> link : targets.entrySet()) {
      if (isInside(link.getKey(), path)) {
        String below = path.substring(link.getKey().value().length());
        return outside(file.at(new TargetPath(link.getValue() + below)), interpreter);
      }
    }
    return file;
  }

  // Policy 10.5: relative within a top-level directory, and as short as can be.
  private static String relative(TargetPath link, TargetPath target) {
    List<String> from = Arrays.asList(parent(link.value()).split("/", -1));
    List<String> to = Arrays.asList(target.value().split("/", -1));
    int common = 0;
    while (common < Math.min(from.size(), to.size()) && from.get(common).equals(to.get(common))) {
      common++;
    }
    return "../".repeat(from.size() - common) + String.join("/", to.subList(common, to.size()));
  }

  // Static libraries are archives of machine code, as numpy has some to build others with.
  private static boolean isCompiled(PlacedFile file) {
    return file.machineCode() || file.path().fileName().endsWith(".a");
  }

  private static boolean isInside(TargetPath directory, String path) {
    return path.startsWith(directory + "/");
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** What dpkg will look for in other packages. */
  List<TargetPath> paths() {
    return Stream.concat(
            files.stream().map(PlacedFile::path), links.stream().map(Entry.Symlink::path))
        .toList();
  }

  /** These entries with the links among them, sorted. */
  List<Entry> addTo(List<Entry> entries) {
    List<Entry> all = new ArrayList<>(entries);
    all.addAll(links);
    all.sort(java.util.Comparator.comparing(Entry::path));
    return all;
  }
}
