package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage.Kind;
import org.debwright.debian.BinaryPackage.MaintainerScript;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.python.PythonVersion;
import org.debwright.templates.Template;

/**
 * Maintainer scripts: they compile modules on the target, as dh_python3 and dh_python2 have them,
 * and see to links where another version of the package, or the suite's, has a directory.
 *
 * <p>dpkg replaces neither by the other (Policy 6.6). For a directory that becomes a link,
 * dpkg-maintscript-helper(1) asks for its call in every script; without a version it looks at every
 * upgrade, so that it also serves a downgrade and the upgrade from one release of Debian to the
 * next. For a link that becomes a directory it would have to be called in the version that has the
 * directory, which cannot know where another release had links; so the version that has the link
 * takes it away before another is unpacked, and puts it back if that one fails. These sections are
 * marked as dh_installdeb(1) marks its own: lintian warns of calls written by hand.
 */
final class PackageScripts {
  private PackageScripts() {}

  /**
   * Renders them.
   *
   * @param directories with modules of the package outside the interpreter's own
   * @param links of the package at places where the suite's has links to directories
   */
  static List<MaintainerScript> of(
      PackageName name,
      Architecture architecture,
      PythonVersion python,
      List<String> directories,
      List<Entry.Symlink> links) {
    boolean two = python.major() == 2;
    // dpkg -L needs the architecture where a package can be there for several.
    String qualified =
        architecture.equals(Architecture.ALL) ? name.value() : name + ":" + architecture;
    Map<String, Object> values =
        Map.of(
            "package",
            qualified,
            "directories",
            directories,
            "links",
            links.stream()
                .map(l -> Map.of("path", word(l.path().value()), "target", word(l.linkTarget())))
                .toList());
    List<MaintainerScript> scripts = new ArrayList<>();
    scripts.add(
        new MaintainerScript(
            Kind.POSTINST, (two ? Template.POSTINST_PYTHON2 : Template.POSTINST).render(values)));
    scripts.add(
        new MaintainerScript(
            Kind.PRERM, (two ? Template.PRERM_PYTHON2 : Template.PRERM).render(values)));
    if (!links.isEmpty()) {
      scripts.add(new MaintainerScript(Kind.PREINST, Template.PREINST.render(values)));
      scripts.add(new MaintainerScript(Kind.POSTRM, Template.POSTRM.render(values)));
    }
    return List.copyOf(scripts);
  }

  // XCU 2.2.2: nothing is special in single quotes but the quote.
  private static String word(String text) {
    return text.matches("[\\w./+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
