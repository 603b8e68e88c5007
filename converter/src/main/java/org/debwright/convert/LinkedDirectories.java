package org.debwright.convert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.archive.Archive;
import org.debwright.debian.BinaryPackage.Kind;
import org.debwright.debian.BinaryPackage.MaintainerScript;
import org.debwright.debian.TargetPath;
import org.debwright.templates.Template;

/**
 * Directories of ours at which the suite's packages have a symbolic link: Contents lists no
 * directories, so what it lists there is one. dpkg never replaces a link by a directory nor the
 * other way round (Policy 6.6, dpkg-maintscript-helper(1)); the maintainer scripts do.
 *
 * @param paths sorted, none inside another
 */
record LinkedDirectories(NavigableSet<TargetPath> paths) {
  // Directories above are every package's.
  private static final int SHALLOWEST = 4;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+-]+");

  /** Finds them among the directories that files of ours lie in. */
  static LinkedDirectories of(Collection<TargetPath> files, Archive archive) {
    NavigableSet<TargetPath> directories = new TreeSet<>();
    files.forEach(f -> parents(f).forEach(directories::add));
    NavigableSet<TargetPath> linked = new TreeSet<>();
    for (TargetPath each : directories) {
      boolean inside = linked.stream().anyMatch(l -> each.value().startsWith(l.value() + "/"));
      if (!inside && PLAIN.matcher(each.value()).matches() && !archive.owners(each).isEmpty()) {
        linked.add(each);
      }
    }
    return new LinkedDirectories(linked);
  }

  private static Stream<TargetPath> parents(TargetPath path) {
    return Stream.iterate(
            parent(path.value()),
            p -> p.chars().filter(c -> c == '/').count() >= SHALLOWEST,
            LinkedDirectories::parent)
        .map(TargetPath::new);
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** The scripts of a package, and behind them what these directories need. */
  List<MaintainerScript> addTo(List<MaintainerScript> scripts) {
    if (paths.isEmpty()) {
      return scripts;
    }
    List<MaintainerScript> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      String own =
          template(kind)
              .render(Map.of("directories", paths.stream().map(TargetPath::value).toList()));
      Optional<String> before =
          scripts.stream().filter(s -> s.kind() == kind).map(MaintainerScript::content).findFirst();
      all.add(new MaintainerScript(kind, before.map(b -> b + body(own)).orElse(own)));
    }
    return all;
  }

  private static String body(String script) {
    return script.substring(script.indexOf("\n\n") + 1);
  }

  private static Template template(Kind kind) {
    return switch (kind) {
      case PREINST -> Template.PREINST_LINKS;
      case POSTINST -> Template.POSTINST_LINKS;
      case PRERM -> Template.PRERM_LINKS;
      case POSTRM -> Template.POSTRM_LINKS;
    };
  }
}
