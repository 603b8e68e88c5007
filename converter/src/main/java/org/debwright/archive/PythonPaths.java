package org.debwright.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.python.ProjectName;

/**
 * Distributions and top-level modules among the paths of a Contents file. Debian ships a
 * distribution as {@code NAME-VERSION.dist-info/METADATA}, {@code NAME-VERSION.egg-info} (a file)
 * or {@code NAME-VERSION.egg-info/PKG-INFO}, the latter two often with {@code -pyX.Y} behind.
 */
final class PythonPaths {
  // "3" is also /usr/lib/python3.11/dist-packages, where few packages put what fits one version.
  private static final Pattern PATH =
      Pattern.compile(
          "usr/lib/python(?<major>[23])(?:\\.\\d+)?/(?:dist|site)-packages/"
              + "(?<top>[^/]+)(?<rest>/.*)?");
  private static final Pattern INFO =
      Pattern.compile("(?<stem>.+?)(?:-py\\d.*)?\\.(?:dist|egg)-info");
  private static final Pattern MODULE =
      Pattern.compile("(?<name>[A-Za-z_]\\w*)(?:\\.py|(?:\\.[\\w-]+)?\\.so)?");

  // "d MAJOR project" -> "package version" or "package"; "m MAJOR package" -> modules.
  private final SortedMap<String, Set<String>> found = new TreeMap<>();
  // The module directory looked at last and its owners: most lines are further files of it.
  private byte[] knownDirectory = {};
  private List<String> knownOwners = List.of();

  /** Looks at one path; its owners are asked of the digest. */
  void take(byte[] line, int from, int to, ContentsDigest digest) {
    if (isKnown(line, from, to, digest)) {
      return;
    }
    String path = new String(line, from, to - from, StandardCharsets.UTF_8);
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return;
    }
    String major = matcher.group("major");
    String top = matcher.group("top");
    String rest = matcher.group("rest") == null ? "" : matcher.group("rest");
    if (top.endsWith("-info")) {
      if (rest.isEmpty() || rest.equals("/METADATA") || rest.equals("/PKG-INFO")) {
        addDistribution(major, top, digest);
      }
    } else {
      addModule(matcher, path, rest, digest);
    }
  }

  private boolean isKnown(byte[] line, int from, int to, ContentsDigest digest) {
    int length = knownDirectory.length;
    return length > 0
        && to - from > length
        && Arrays.equals(line, from, from + length, knownDirectory, 0, length)
        && knownOwners.equals(digest.ownerNames());
  }

  private void addDistribution(String major, String top, ContentsDigest digest) {
    Matcher info = INFO.matcher(top);
    if (!info.matches()) {
      return;
    }
    String stem = info.group("stem");
    int hyphen = stem.indexOf('-');
    String name = hyphen < 0 ? stem : stem.substring(0, hyphen);
    String version = hyphen < 0 ? "" : " " + stem.substring(hyphen + 1);
    if (ProjectName.isValid(name) && version.indexOf('\n') < 0) {
      String key = "d " + major + " " + new ProjectName(name);
      for (String owner : digest.ownerNames()) {
        found.computeIfAbsent(key, k -> new TreeSet<>()).add(owner + version);
      }
    }
  }

  private void addModule(Matcher matcher, String path, String rest, ContentsDigest digest) {
    String major = matcher.group("major");
    String top = matcher.group("top");
    Matcher module = MODULE.matcher(top);
    boolean isDirectory = !rest.isEmpty();
    if (!module.matches() || top.equals("__pycache__") || isDirectory == top.contains(".")) {
      return;
    }
    knownOwners = digest.ownerNames();
    if (isDirectory) {
      String directory = path.substring(0, path.length() - rest.length() + 1);
      knownDirectory = directory.getBytes(StandardCharsets.UTF_8);
    }
    for (String owner : knownOwners) {
      found
          .computeIfAbsent("m " + major + " " + owner, k -> new TreeSet<>())
          .add(module.group("name"));
    }
  }

  void addTo(SortedMap<String, String> entries) {
    found.forEach((key, values) -> entries.put(key, String.join("\n", values)));
  }
}
