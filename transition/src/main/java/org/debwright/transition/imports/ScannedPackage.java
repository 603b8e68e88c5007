package org.debwright.transition.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.debian.Relations;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;
import org.debwright.transition.survey.PythonImports;
import org.debwright.transition.survey.Root;
import org.debwright.transition.survey.Trees;

/**
 * What a package imports, and what it depends on.
 *
 * @param name as its control file says; of a directory without one, the directory's
 * @param python major version that its modules are for
 * @param depends {@code Depends} and {@code Pre-Depends}
 * @param recommends {@code Recommends} and {@code Suggests}
 * @param modules it has itself anywhere, by their last name
 * @param imports dotted names, each with the most urgent site that imports it
 */
record ScannedPackage(
    String name,
    int python,
    Relations depends,
    Relations recommends,
    SortedSet<String> modules,
    SortedMap<String, ImportSite> imports) {
  private static final int CONTROL_BYTES = 1 << 20;
  private static final Pattern SITE =
      Pattern.compile(
          "/usr/(?:lib|local/lib)/python([23])(?:\\.\\d+)?/(?:dist|site)-packages/([^/]+)(/.*)?");
  private static final Pattern SHEBANG =
      Pattern.compile("#!\\s*\\S*(?:/env\\s+)?\\S*python([23])?.*");

  ScannedPackage {
    modules = Collections.unmodifiableSortedSet(new TreeSet<>(modules));
    imports = Collections.unmodifiableSortedMap(new TreeMap<>(imports));
  }

  /**
   * Of a {@code .deb}.
   *
   * @throws DebwrightException if it is none
   */
  static ScannedPackage ofDeb(Path deb) {
    DebFile file = DebReader.read(deb);
    Scan scan = new Scan();
    DebReader.list(deb, member -> scan.name(member.path()));
    DebReader.contents(deb, Scan::isWanted, scan::content);
    return scan.done(file.name().value(), file.control());
  }

  /** Of a directory that has a package's files, with {@code DEBIAN/control} or without. */
  static ScannedPackage ofDirectory(Path directory, Reporter reporter) {
    Root root = Root.at(directory);
    Scan scan = new Scan();
    Trees.files(root, reporter, (path, content) -> scan.take(path, content));
    Stanza control =
        root.text("/DEBIAN/control", CONTROL_BYTES).map(Stanza::parse).orElse(Stanza.empty());
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return scan.done(control.get("Package").orElse(String.valueOf(name)), control);
  }

  /** Of either. */
  static ScannedPackage of(Path path, Reporter reporter) {
    return Files.isDirectory(path) ? ofDirectory(path, reporter) : ofDeb(path);
  }

  /** Collects. */
  private static final class Scan {
    private final SortedSet<String> modules = new TreeSet<>();
    private final Map<String, ImportSite> imports = new HashMap<>();
    private final Map<Integer, Integer> pythons = new HashMap<>();

    // Tests and examples import what nobody needs who uses the package.
    private static boolean isWanted(String path) {
      return (path.endsWith(".py") || path.indexOf('.', path.lastIndexOf('/')) < 0)
          && !path.startsWith("/usr/share/doc/")
          && !path.matches(
              ".*/(?:tests?|testing|examples?|docs?|conftest\\.py|setup\\.py)(?:/.*)?");
    }

    void take(String path, byte[] content) {
      name(path);
      if (isWanted(path)) {
        content(path, content);
      }
    }

    void name(String path) {
      var site = SITE.matcher(path);
      if (site.matches()) {
        pythons.merge(Integer.parseInt(site.group(1)), 1, Integer::sum);
        String module = site.group(2).replaceFirst("\\..*", "");
        if (site.group(3) != null || site.group(2).matches(".*\\.(?:py|so)")) {
          modules.add(module);
        }
      } else if (path.endsWith("/__init__.py")) {
        String directory = path.substring(0, path.lastIndexOf('/'));
        modules.add(directory.substring(directory.lastIndexOf('/') + 1));
      } else if (path.endsWith(".py")) {
        // Beside a script of its own directory, as in /usr/share/NAME.
        modules.add(path.substring(path.lastIndexOf('/') + 1, path.length() - 3));
      }
    }

    void content(String path, byte[] content) {
      if (!path.endsWith(".py")) {
        String head =
            new String(content, 0, Math.min(80, content.length), ISO_8859_1).split("\n", 2)[0];
        var shebang = SHEBANG.matcher(head);
        if (!shebang.matches()) {
          return;
        }
        if (shebang.group(1) != null) {
          pythons.merge(Integer.parseInt(shebang.group(1)), 1, Integer::sum);
        }
      }
      ImportUrgency urgency = new ImportUrgency(content);
      PythonImports.of(content)
          .forEach(
              (name, line) -> {
                ImportSite site = new ImportSite(path, line, urgency.of(line));
                imports.merge(name, site, (known, other) -> isBefore(other, known) ? other : known);
              });
    }

    private static boolean isBefore(ImportSite one, ImportSite other) {
      int byUrgency = one.urgency().compareTo(other.urgency());
      return byUrgency != 0 ? byUrgency < 0 : one.place().compareTo(other.place()) < 0;
    }

    ScannedPackage done(String name, Stanza control) {
      int python = pythons.getOrDefault(2, 0) > pythons.getOrDefault(3, 0) ? 2 : 3;
      return new ScannedPackage(
          name,
          python,
          relations(control, "Depends").and(relations(control, "Pre-Depends")),
          relations(control, "Recommends").and(relations(control, "Suggests")),
          modules,
          new TreeMap<>(imports));
    }

    private static Relations relations(Stanza control, String field) {
      return control.get(field).map(Relations::parse).orElse(Relations.NONE);
    }
  }

  /** Whether a dotted name is of a module it has itself. */
  boolean has(String name) {
    int dot = name.indexOf('.');
    return modules.contains(dot < 0 ? name : name.substring(0, dot));
  }
}
