package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which files a distribution says are its, absolute, and what follows from their names.
 *
 * @param recorded whether it says so at all
 * @param paths in the order of the record
 */
public record DistributionFiles(boolean recorded, Set<String> paths) {
  static final DistributionFiles UNKNOWN = new DistributionFiles(false, Set.of());

  private static final Set<String> COMMANDS = Set.of("bin", "sbin", "games");
  private static final Pattern NATIVE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:\\.[A-Za-z0-9_.-]+)?\\.so");

  /**
   * Rows of {@code RECORD}: CSV of path, hash and size, the path relative to the place ("Recording
   * installed projects").
   */
  static DistributionFiles ofRecord(byte[] content, String place) {
    Set<String> paths = new LinkedHashSet<>();
    int at = 0;
    while (at < content.length) {
      int from = at;
      String path;
      if (content[at] == '"') {
        at = endOfQuoted(content, at);
        path = RawName.decode(content, from + 1, Math.max(from + 1, at - 1)).replace("\"\"", "\"");
      } else {
        while (at < content.length
            && content[at] != ','
            && content[at] != '\n'
            && content[at] != '\r') {
          at++;
        }
        path = RawName.decode(content, from, at);
      }
      while (at < content.length && content[at] != '\n') {
        at++;
      }
      at++;
      if (!path.isEmpty() && path.charAt(path.length() - 1) != '/') {
        paths.add(absolute(place, path));
      }
    }
    return new DistributionFiles(true, paths);
  }

  // A quoted field may hold commas, line feeds and doubled quotes; behind its last quote.
  private static int endOfQuoted(byte[] content, int open) {
    int at = open + 1;
    while (at < content.length) {
      if (content[at++] == '"') {
        if (at == content.length || content[at] != '"') {
          return at;
        }
        at++;
      }
    }
    return at;
  }

  /** Lines of {@code installed-files.txt}, relative to the egg-info directory, as pip wrote it. */
  static DistributionFiles ofInstalledFiles(String text, String eggInfo) {
    Set<String> paths = new LinkedHashSet<>();
    for (String line : text.split("\n", -1)) {
      String path = line.strip();
      if (!path.isEmpty()) {
        String absolute = absolute(eggInfo, path);
        if (!absolute.equals(eggInfo)) {
          paths.add(absolute);
        }
      }
    }
    return new DistributionFiles(true, paths);
  }

  /** A path made absolute, {@code .} and {@code ..} resolved by name as installers do. */
  static String absolute(String base, String path) {
    if (!path.startsWith("/") && path.indexOf("./") < 0 && path.indexOf("//") < 0) {
      return base + "/" + path;
    }
    List<String> names = new ArrayList<>();
    for (String name : (path.startsWith("/") ? path : base + "/" + path).split("/", -1)) {
      if (name.equals("..")) {
        if (!names.isEmpty()) {
          names.remove(names.size() - 1);
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /** First names below a place, {@code info} among them; no caches, which others share. */
  SortedSet<String> tops(String place, String info) {
    SortedSet<String> tops = new TreeSet<>();
    tops.add(info);
    for (String path : paths) {
      if (path.startsWith(place + "/")) {
        String relative = path.substring(place.length() + 1);
        int slash = relative.indexOf('/');
        tops.add(slash < 0 ? relative : relative.substring(0, slash));
      }
    }
    tops.remove("__pycache__");
    return tops;
  }

  /** Those in directories of commands. */
  List<String> scripts() {
    return paths.stream().filter(DistributionFiles::isScript).sorted().toList();
  }

  private static boolean isScript(String path) {
    int slash = path.lastIndexOf('/');
    return slash > 0
        && COMMANDS.contains(path.substring(path.lastIndexOf('/', slash - 1) + 1, slash));
  }

  /** Those neither in the place nor commands. */
  List<String> dataFiles(String place) {
    Set<String> scripts = new HashSet<>(scripts());
    return paths.stream()
        .filter(path -> !path.startsWith(place + "/") && !scripts.contains(path))
        .filter(path -> !path.contains("/__pycache__/"))
        .sorted()
        .toList();
  }

  /**
   * Modules among paths below a place: of a package the name of the outermost directory with an
   * {@code __init__.py}, so that two projects in one namespace have different ones.
   */
  public static SortedSet<String> modules(Collection<String> paths, String place) {
    Set<String> packages = new HashSet<>();
    List<String> sources = new ArrayList<>();
    for (String path : paths) {
      if (path.startsWith(place + "/") && (path.endsWith(".py") || path.endsWith(".so"))) {
        String relative = path.substring(place.length() + 1);
        sources.add(relative);
        if (relative.endsWith("/__init__.py")) {
          packages.add(relative.substring(0, relative.length() - "/__init__.py".length()));
        }
      }
    }
    SortedSet<String> modules = new TreeSet<>();
    for (String source : sources) {
      String module = module(source, packages);
      if (!module.isEmpty()) {
        modules.add(module);
      }
    }
    return modules;
  }

  private static String module(String source, Set<String> packages) {
    for (int slash = source.indexOf('/'); slash >= 0; slash = source.indexOf('/', slash + 1)) {
      String directory = source.substring(0, slash);
      if (packages.contains(directory)) {
        return isDotted(directory) ? directory.replace('/', '.') : "";
      }
    }
    String name = source.substring(source.lastIndexOf('/') + 1);
    var library = NATIVE.matcher(name);
    String stem =
        name.endsWith(".py")
            ? name.substring(0, name.length() - 3)
            : library.matches() ? library.group(1) : "";
    String path = source.substring(0, source.length() - name.length()) + stem;
    return stem.isEmpty() || !isDotted(path) ? "" : path.replace('/', '.');
  }

  private static boolean isDotted(String path) {
    boolean start = true;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        start = true;
      } else if (start ? !Character.isJavaIdentifierStart(c) : !Character.isJavaIdentifierPart(c)) {
        return false;
      } else {
        start = false;
      }
    }
    return true;
  }
}
