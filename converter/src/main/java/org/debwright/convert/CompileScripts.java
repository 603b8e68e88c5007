package org.debwright.convert;

import java.util.List;
import java.util.Map;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage.Kind;
import org.debwright.debian.BinaryPackage.MaintainerScript;
import org.debwright.debian.PackageName;
import org.debwright.python.PythonVersion;
import org.debwright.templates.Template;

/**
 * Maintainer scripts that compile modules on the target, as dh_python3 and dh_python2 have them.
 */
final class CompileScripts {
  private CompileScripts() {}

  /**
   * Renders them.
   *
   * @param directories with modules of the package outside the interpreter's own
   */
  static List<MaintainerScript> of(
      PackageName name, Architecture architecture, PythonVersion python, List<String> directories) {
    boolean two = python.major() == 2;
    // dpkg -L needs the architecture where a package can be there for several.
    String qualified =
        architecture.equals(Architecture.ALL) ? name.value() : name + ":" + architecture;
    Map<String, Object> values = Map.of("package", qualified, "directories", directories);
    return List.of(
        new MaintainerScript(
            Kind.POSTINST, (two ? Template.POSTINST_PYTHON2 : Template.POSTINST).render(values)),
        new MaintainerScript(
            Kind.PRERM, (two ? Template.PRERM_PYTHON2 : Template.PRERM).render(values)));
  }
}
