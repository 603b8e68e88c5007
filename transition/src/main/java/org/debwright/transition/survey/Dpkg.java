package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What dpkg has installed in a root, read from its files: {@code status} and {@code info/*.list}.
 * Paths below {@code /bin}, {@code /sbin}, {@code /lib} and their {@code /usr} twins are one.
 */
public final class Dpkg {
  private static final String DIRECTORY = "/var/lib/dpkg";
  private static final int STATUS_BYTES = 1 << 27;
  private static final int LIST_BYTES = 1 << 26;

  private final Root root;
  private final Map<String, String> versions;
  // Of paths where Python's modules and programs are; others are looked up when asked for.
  private final Map<String, String> owners = new HashMap<>();

  private Dpkg(Root root, Map<String, String> versions) {
    this.root = root;
    this.versions = versions;
  }

  /** Reads the database; an absent one is empty. */
  static Dpkg of(Root root) {
    Dpkg dpkg = new Dpkg(root, status(root));
    dpkg.eachPath(
        (owner, path) -> {
          if (path.startsWith("/usr/lib/python")
              || path.startsWith("/usr/bin/")
              || path.startsWith("/usr/local/")) {
            dpkg.owners.put(path, owner);
          }
        });
    return dpkg;
  }

  private static Map<String, String> status(Root root) {
    Map<String, String> versions = new TreeMap<>();
    Optional<byte[]> content = root.read(DIRECTORY + "/status", STATUS_BYTES);
    Map<String, String> fields = new LinkedHashMap<>();
    String text = content.map(bytes -> new String(bytes, ISO_8859_1)).orElse("") + "\n\n";
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (end == start) {
        take(fields, versions);
        fields.clear();
      } else if (isWanted(text, start)) {
        int colon = text.indexOf(':', start);
        fields.put(text.substring(start, colon), text.substring(colon + 1, end).strip());
      }
      start = end + 1;
    }
    return versions;
  }

  private static boolean isWanted(String text, int start) {
    return text.startsWith("Package:", start)
        || text.startsWith("Status:", start)
        || text.startsWith("Version:", start);
  }

  // Unpacked, half-configured and triggers-awaited packages have their files in place too.
  private static void take(Map<String, String> fields, Map<String, String> versions) {
    String status = fields.getOrDefault("Status", "");
    boolean isThere =
        !status.isEmpty() && !status.endsWith("not-installed") && !status.endsWith("config-files");
    if (isThere && fields.containsKey("Package")) {
      versions.put(fields.get("Package"), fields.getOrDefault("Version", ""));
    }
  }

  /** Takes paths and who owns them. */
  private interface PathVisitor {
    void visit(String owner, String path);
  }

  private void eachPath(PathVisitor visitor) {
    for (String name : root.list(DIRECTORY + "/info")) {
      if (!name.endsWith(".list")) {
        continue;
      }
      String owner = name.substring(0, name.length() - ".list".length()).replaceFirst(":.*", "");
      byte[] content = root.read(DIRECTORY + "/info/" + name, LIST_BYTES).orElse(new byte[0]);
      int start = 0;
      for (int i = 0; i < content.length; i++) {
        if (content[i] == '\n') {
          visitor.visit(owner, canonical(RawName.decode(content, start, i)));
          start = i + 1;
        }
      }
    }
  }

  /** {@code /lib/x} as {@code /usr/lib/x}, as merged systems have it. */
  static String canonical(String path) {
    for (String top : List.of("/bin/", "/sbin/", "/lib/", "/lib32/", "/lib64/", "/libx32/")) {
      if (path.startsWith(top)) {
        return "/usr" + path;
      }
    }
    return path;
  }

  /** The version of an installed package, as dpkg has it. */
  public Optional<String> version(String packageName) {
    return Optional.ofNullable(versions.get(packageName));
  }

  /** Installed packages and their versions. */
  public Map<String, String> versions() {
    return versions;
  }

  /** Who owns a path below {@code /usr/lib/python*}, {@code /usr/bin} or {@code /usr/local}. */
  public Optional<String> owner(String path) {
    return Optional.ofNullable(owners.get(canonical(path)));
  }

  /** Owners of any paths; those that nobody owns are missing. */
  Map<String, String> owners(Collection<String> paths) {
    Map<String, String> found = new HashMap<>();
    Set<String> wanted = new HashSet<>();
    for (String path : paths) {
      wanted.add(canonical(path));
    }
    if (!wanted.isEmpty()) {
      eachPath(
          (owner, path) -> {
            if (wanted.contains(path)) {
              found.put(path, owner);
            }
          });
    }
    return found;
  }

  /** Paths below a directory that packages own, with their owners. */
  public List<Map.Entry<String, String>> below(String directory) {
    List<Map.Entry<String, String>> found = new ArrayList<>();
    owners.forEach(
        (path, owner) -> {
          if (path.startsWith(directory + "/")) {
            found.add(Map.entry(path, owner));
          }
        });
    return found;
  }
}
