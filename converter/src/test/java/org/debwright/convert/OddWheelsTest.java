package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Wheel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wheels as projects really make them, and not as one would wish. */
class OddWheelsTest {
  private static final String LIBRARY = "/usr/lib/python3/dist-packages/";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"history.py", "changes.py", "license.py", "notice.so"})
  void keepsModulesCalledLikeDocuments(String module) {
    assertThat(paths(demo().with(module, ""))).contains(LIBRARY + module);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "LICENSE", "CHANGES.rst", "setup.py", "scripts/run.py"})
  void leavesOutWhatManyProjectsHaveAtTopLevel(String member) {
    assertThat(paths(demo().with(member, ""))).doesNotContain(LIBRARY + member);
  }

  @Test
  void keepsTopLevelScriptsThatACommandCalls() {
    WheelFile wheel =
        demo()
            .with("scripts/run.py", "")
            .with(
                "demo-1.0.dist-info/entry_points.txt",
                "[console_scripts]\nrun = scripts.run:main\n");
    assertThat(paths(wheel)).contains(LIBRARY + "scripts/run.py", "/usr/bin/run");
  }

  @Test
  void leavesOutLaunchersOfAnotherSystem() {
    WheelFile wheel =
        demo()
            .with("demo-1.0.data/scripts/run.exe", "MZ")
            .with("demo-1.0.data/scripts/run", "#!python\n");
    assertThat(paths(wheel)).contains("/usr/bin/run").doesNotContain("/usr/bin/run.exe");
  }

  @Test
  void givesDataOfNoDirectoryAPlaceOfItsOwn() {
    assertThat(paths(demo().with("demo-1.0.data/data/LICENSE", "")))
        .contains("/usr/share/demo/LICENSE")
        .doesNotContain("/usr/LICENSE");
  }

  @Test
  void saysWhichCommandNeedsAnExtra() {
    WheelFile wheel =
        demo()
            .with(
                "demo-1.0.dist-info/entry_points.txt",
                "[console_scripts]\nserve = demo:x [web,fast]\n");
    assertThat(convert(wheel).remarks())
        .filteredOn(d -> d.code().equals("command-needs-extra"))
        .extracting(Diagnostic::what)
        .containsExactly("command `serve` needs an extra: web, fast");
  }

  /** As {@code paste/__init__.py} and those that carry annotations. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        try:
            import pkg_resources
            pkg_resources.declare_namespace(__name__)
        except ImportError:
            from pkgutil import extend_path
            __path__ = extend_path(__path__, __name__)

        try:
            import modulefinder
        except ImportError:
            pass
        else:
            for p in __path__:
                modulefinder.AddPackagePath(__name__, p)
        """,
        """
        from pkgutil import extend_path
        __path__: list = extend_path(__path__, __name__)
        """,
        """
        from __future__ import annotations
        __path__ = __import__('pkgutil').extend_path(__path__, __name__)
        """
      })
  void leavesOutDeclarationsOfNamespaces(String declaration) {
    WheelFile wheel = demo().with("space/__init__.py", declaration).with("space/own.py", "");
    assertThat(paths(wheel))
        .contains(LIBRARY + "space/own.py")
        .doesNotContain(LIBRARY + "space/__init__.py");
  }

  private static WheelFile demo() {
    return WheelFile.of("demo-1.0", "py3-none-any").with("demo/__init__.py", "");
  }

  private List<String> paths(WheelFile file) {
    return convert(file).binary().entries().stream().map(e -> e.path().value()).toList();
  }

  // The wheel is left open: the package reads from it.
  private Outcome.Converted convert(WheelFile file) {
    Wheel wheel = file.open(directory);
    FakeArchive archive = new FakeArchive();
    Naming naming = new Naming(archive, Targets.BOOKWORM, 1, Map.of());
    Outcome outcome =
        new Converter(
                Targets.BOOKWORM,
                archive,
                new ConversionSettings(Maintainer.parse("Jo Doe <jo@example.org>"), 1),
                naming)
            .convert(wheel, naming.identify(wheel), p -> Optional.empty(), 1_700_000_000L);
    assertThat(outcome).isInstanceOf(Outcome.Converted.class);
    return (Outcome.Converted) outcome;
  }
}
