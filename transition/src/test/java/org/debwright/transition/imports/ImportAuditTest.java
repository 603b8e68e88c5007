package org.debwright.transition.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.PackageRelations;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.Pep440Version;
import org.debwright.transition.imports.ImportAudit.Finding;
import org.debwright.transition.imports.ImportSite.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportAuditTest {
  private static final Map<String, String> OWNERS =
      Map.of(
          "/usr/lib/python3.11/json/__init__.py", "libpython3.11-stdlib",
          "/usr/lib/python3.11/tkinter/__init__.py", "python3-tk",
          "/usr/lib/python3/dist-packages/yaml/__init__.py", "python3-yaml",
          "/usr/lib/python3/dist-packages/zope/event/__init__.py", "python3-zope.event",
          "/usr/lib/python3/dist-packages/_cffi.cpython-311-x86_64-linux-gnu.so", "python3-cffi",
          "/usr/lib/python3/dist-packages/six.py", "python3-six",
          "/usr/lib/python3/dist-packages/attr/__init__.py", "python3-attr");

  @TempDir Path directory;

  // What the audit asks of an archive; anything else is a bug of the test.
  private static Archive archive() {
    return (Archive)
        Proxy.newProxyInstance(
            Archive.class.getClassLoader(),
            new Class<?>[] {Archive.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "architecture" -> Architecture.parse("amd64");
                  case "python" -> Optional.of(Pep440Version.parse("3.11.2"));
                  case "find" -> Optional.empty();
                  case "owners" ->
                      Optional.ofNullable(OWNERS.get(((TargetPath) arguments[0]).toString()))
                          .map(name -> List.of(new PackageName(name)))
                          .orElse(List.of());
                  case "relations" ->
                      arguments[0].equals(new PackageName("python3-yaml"))
                          ? new PackageRelations(Relations.parse("python3-six"), Relations.NONE)
                          : PackageRelations.NONE;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private List<String> audit(String source) throws IOException {
    Path module = directory.resolve("usr/lib/python3/dist-packages/mine/__init__.py");
    Files.createDirectories(module.resolveSibling(""));
    Files.writeString(module, source);
    Files.createDirectories(directory.resolve("DEBIAN"));
    Files.writeString(
        directory.resolve("DEBIAN/control"),
        "Package: mine\nDepends: python3, python3-yaml\nRecommends: python3-attr\n");
    return new ImportAudit(archive(), List.of())
        .audit(directory, Reporter.SILENT).stream().map(ImportAuditTest::said).toList();
  }

  private static String said(Finding each) {
    return each.standing()
        + " "
        + each.module()
        + " "
        + each.packages()
        + " "
        + each.site().urgency();
  }

  @Test
  void tellsWhatDependsLack() throws IOException {
    assertThat(
            audit(
                """
                import sys, json, mine.sub, yaml, six
                import zope.event
                from _cffi import x
                import attr
                def gui():
                    import tkinter
                import nobody.has.it
                from . import sibling
                """))
        .containsExactly(
            "missing _cffi [python3-cffi] required",
            "missing zope.event [python3-zope.event] required",
            "missing tkinter [python3-tk] when called",
            "recommended attr [python3-attr] required",
            "indirect six [python3-six] required",
            "unknown nobody [] required");
  }

  @Test
  void tellsHowUrgentAnImportIs() {
    String source =
        """
        import a
        try:
            import b
        except ImportError:
            import c
        if x:
            import d
        class E:
            import e
        def f():
            if x:
                import g

            import h
        try: import i
        except: pass
        """;
    ImportUrgency urgency = new ImportUrgency(source.getBytes(UTF_8));
    assertThat(List.of(1, 3, 5, 7, 9, 12, 14, 15))
        .extracting(urgency::of)
        .containsExactly(
            Urgency.REQUIRED,
            Urgency.OPTIONAL,
            Urgency.OPTIONAL,
            Urgency.OPTIONAL,
            Urgency.REQUIRED,
            Urgency.OPTIONAL,
            Urgency.LAZY,
            Urgency.OPTIONAL);
  }
}
