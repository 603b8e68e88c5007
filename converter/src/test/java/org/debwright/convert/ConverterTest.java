package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.debwright.archive.Archive;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.Entry;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Wheel;
import org.debwright.target.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConverterTest {
  private static final ConversionSettings SETTINGS =
      new ConversionSettings(Maintainer.parse("Jo Doe <jo@example.org>"), 1);

  @TempDir Path directory;

  @Test
  void placesEachScheme() {
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo/__init__.py", "")
                .with("demo-1.0.data/scripts/runner", "#!python\nprint(1)\n")
                .with("demo-1.0.data/scripts/shell", "#!/bin/sh\necho python\n")
                .with("demo-1.0.data/headers/demo.h", "")
                .with("demo-1.0.data/data/share/demo/data.txt", "")
                .with("demo-1.0.data/data/share/man/man1/demo.1", ".TH DEMO 1\n")
                .with("demo-1.0.data/data/etc/demo.conf", "a=1\n"));
    assertThat(binary.entries())
        .extracting(e -> e.path().value())
        .contains(
            "/usr/lib/python3/dist-packages/demo/__init__.py",
            "/usr/bin/runner",
            "/usr/include/python3.11/demo/demo.h",
            "/usr/share/demo/data.txt",
            "/usr/share/man/man1/demo.1.gz",
            "/etc/demo.conf",
            "/usr/share/doc/python3-demo/copyright",
            "/usr/share/doc/python3-demo/changelog.Debian.gz");
    assertThat(text(binary, "/usr/bin/runner")).isEqualTo("#!/usr/bin/python3\nprint(1)\n");
    assertThat(text(binary, "/usr/bin/shell")).isEqualTo("#!/bin/sh\necho python\n");
    assertThat(binary.conffiles()).containsExactly(new TargetPath("/etc/demo.conf"));
  }

  @Test
  void saysTheSizeOfWhatItGives() {
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo.py", "x = 1\n")
                .with("demo-1.0.data/scripts/runner", "#!pythonw\nprint(1)\n"));
    assertThat(binary.entries())
        .allSatisfy(
            e ->
                assertThat(WheelFile.read(e))
                    .hasSize(Math.toIntExact(((Entry.RegularFile) e).sizeBytes())));
  }

  @Test
  void writesTheControlFile() {
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo.py", "")
                .withMetadata(
                    """
                    Summary: The demo of things.
                    Home-page: https://demo.example/
                    Requires-Python: >=3.8
                    Requires-Dist: other>=1.2.3
                    """));
    assertThat(binary.control())
        .hasToString(
            """
            Package: python3-demo
            Version: 1.0.0-1+dw1+deb12
            Architecture: all
            Maintainer: Jo Doe <jo@example.org>
            Depends: python3:any (>= 3.8.0), python3-other (>= 1.2.3)
            Section: python
            Priority: optional
            Homepage: https://demo.example/
            Description: demo of things
             This package holds the Python distribution demo 1.0 for Python 3, converted
             from what its authors released.
            """);
  }

  @Test
  void keepsFieldsFromBeingInjected() {
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo.py", "")
                .withMetadata(
                    "Summary: x\n        Section: evil\n\nWords that\n\nEssential: yes and then"
                        + " some more words to make this a paragraph that counts.\n"));
    assertThat(binary.control().fields()).doesNotContainKey("Essential");
    assertThat(binary.control().toString().lines()).noneMatch(l -> l.startsWith("Essential"));
  }

  @Test
  void compilesModulesOnTheTarget() {
    BinaryPackage binary = convert(WheelFile.of("demo-1.0", "py3-none-any").with("demo.py", ""));
    assertThat(binary.scripts())
        .extracting(BinaryPackage.MaintainerScript::content)
        .anyMatch(s -> s.contains("py3compile -p python3-demo\n"))
        .anyMatch(s -> s.contains("py3clean -p python3-demo\n"));
  }

  @Test
  void leavesOutWhatIsNotForTheTarget() {
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo/__init__.py", "")
                .with("demo/__pycache__/__init__.cpython-311.pyc", "")
                .with("demo/.github/workflow.yml", "")
                .with("tests/__init__.py", "")
                .with("demo-1.0.dist-info/direct_url.json", "{}"));
    assertThat(binary.entries())
        .extracting(e -> e.path().value())
        .noneMatch(p -> p.contains("__pycache__") || p.contains(".github"))
        .noneMatch(p -> p.contains("/tests/") || p.contains("RECORD") || p.contains("direct_url"));
    assertThat(text(binary, "/usr/lib/python3/dist-packages/demo-1.0.dist-info/INSTALLER"))
        .isEqualTo("debian\n");
  }

  @Test
  void leavesNamespacesToPython3AndToPycompile() {
    WheelFile wheel =
        WheelFile.of("zope.demo-1.0", "py2.py3-none-any")
            .with("zope/__init__.py", "__import__('pkg_resources').declare_namespace(__name__)\n")
            .with("zope/demo/__init__.py", "")
            .with("zope.demo-1.0-nspkg.pth", "import sys\n");
    List<String> three = paths(convert(wheel));
    assertThat(three)
        .noneMatch(p -> p.endsWith("/zope/__init__.py") || p.endsWith(".pth"))
        .contains("/usr/lib/python3/dist-packages/zope/demo/__init__.py");
    BinaryPackage two = convert(wheel, Targets.BULLSEYE_PYTHON2, new FakeArchive());
    assertThat(two.name()).hasToString("python-zope-demo");
    assertThat(text(two, "/usr/share/python/ns/python-zope-demo")).isEqualTo("zope\n");
    assertThat(two.control().get("Depends"))
        .contains("python2:any (<< 2.8), python2:any (>= 2.7~)");
  }

  @Test
  void makesACommandOfEachEntryPoint() throws IOException, InterruptedException {
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo.py", "class App:\n  @staticmethod\n  def Run():\n    return 7\n")
                .with(
                    "demo-1.0.dist-info/entry_points.txt",
                    "[console_scripts]\nDemo = demo:App.Run\n[gui_scripts]\nwin = demo:App.Run [x]\n"));
    assertThat(paths(binary)).contains("/usr/bin/Demo", "/usr/bin/win");
    Path script = directory.resolve("Demo");
    Files.writeString(script, text(binary, "/usr/bin/Demo"));
    Files.writeString(
        directory.resolve("demo.py"), text(binary, "/usr/lib/python3/dist-packages/demo.py"));
    assertThat(new ProcessBuilder("python3", script.toString()).start().waitFor()).isEqualTo(7);
  }

  @Test
  void refusesACommandOfAnotherPackage() {
    List<Diagnostic> problems =
        refuse(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo.py", "")
                .with("demo-1.0.dist-info/entry_points.txt", "[console_scripts]\nsh = demo:x\n"),
            new FakeArchive().withPackage("dash", "0.5").withOwner("/usr/bin/sh", "dash"));
    assertThat(problems)
        .singleElement()
        .satisfies(d -> assertThat(d.what() + d.why()).contains("`/usr/bin/sh`", "`dash`"));
  }

  @Test
  void conflictsWithAnotherPackageThatOwnsACommandAndSaysSo() {
    Outcome outcome =
        outcome(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo.py", "")
                .with("demo-1.0.dist-info/entry_points.txt", "[console_scripts]\nslug = demo:x\n"),
            Targets.BOOKWORM,
            new FakeArchive().withPackage("slug", "1").withOwner("/usr/bin/slug", "slug"));
    assertThat(outcome).isInstanceOf(Outcome.Converted.class);
    Outcome.Converted converted = (Outcome.Converted) outcome;
    assertThat(converted.binary().control().get("Conflicts")).hasValue("slug");
    assertThat(converted.remarks())
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("path-displaces"));
  }

  /** trixie's jupyterlab has the command that jupyter-builder has now; ours is not called so. */
  @Test
  void leavesRoomForOursOfTheNameOfWhatItDisplaces() {
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo.py", "")
                .with("demo-1.0.dist-info/entry_points.txt", "[console_scripts]\nslug = demo:x\n"),
            Targets.BOOKWORM,
            new FakeArchive()
                .withProject("slug", "4.2.5", "slug", "1:4.2.5+ds1-1+deb12u1", "slug")
                .withOwner("/usr/bin/slug", "slug"));
    assertThat(binary.control().get("Conflicts")).isEmpty();
    assertThat(binary.control().get("Breaks")).hasValue("slug (<< 1:4.2.5+ds1+)");
    assertThat(binary.control().get("Replaces")).hasValue("slug (<< 1:4.2.5+ds1+)");
  }

  @Test
  void takesThePlaceOfTheSameModulesUnderAnotherName() {
    FakeArchive archive =
        new FakeArchive()
            .withPackage("python3-old-demo", "1.0-1")
            .withOwner("/usr/lib/python3/dist-packages/demo.py", "python3-old-demo");
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "py3-none-any").with("demo.py", ""),
            Targets.BOOKWORM,
            archive);
    assertThat(binary.control().get("Conflicts")).contains("python3-old-demo");
    assertThat(binary.control().get("Replaces")).contains("python3-old-demo");
  }

  @Test
  void refusesTwoFilesForOnePath() {
    List<Diagnostic> problems =
        refuse(
            WheelFile.of("demo-1.0", "py3-none-any")
                .with("demo.py", "")
                .with("demo-1.0.data/data/share/man/man1/demo.1", "page\n")
                .with("demo-1.0.data/data/share/man/man1/demo.1.gz", "other page\n"),
            new FakeArchive());
    assertThat(problems).extracting(Diagnostic::code).containsExactly("path-twice");
  }

  @Test
  void refusesCodeForAnotherMachine() {
    byte[] arm = ElfReaderTest.header(183);
    List<Diagnostic> problems =
        refuse(
            WheelFile.of("demo-1.0", "cp311-cp311-manylinux_2_17_x86_64")
                .with("demo.cpython-311-x86_64-linux-gnu.so", arm),
            new FakeArchive());
    assertThat(problems).extracting(Diagnostic::code).containsExactly("machine-code-refused");
  }

  @Test
  void boundsExtensionsToTheirPython() {
    BinaryPackage binary =
        convert(
            WheelFile.of("demo-1.0", "cp311-cp311-manylinux_2_17_x86_64")
                .with("demo.cpython-311-x86_64-linux-gnu.so", ElfReaderTest.header(62)));
    assertThat(binary.architecture()).hasToString("amd64");
    assertThat(binary.control().get("Depends"))
        .contains("python3 (<< 3.12), python3 (>= 3.11~), python3:any");
    assertThat(binary.control().get("Multi-Arch")).isEmpty();
  }

  private BinaryPackage convert(WheelFile file) {
    return convert(file, Targets.BOOKWORM, new FakeArchive());
  }

  private BinaryPackage convert(WheelFile file, Target target, Archive archive) {
    Outcome outcome = outcome(file, target, archive);
    assertThat(outcome).isInstanceOf(Outcome.Converted.class);
    return ((Outcome.Converted) outcome).binary();
  }

  private List<Diagnostic> refuse(WheelFile file, Archive archive) {
    Outcome outcome = outcome(file, Targets.BOOKWORM, archive);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).problems();
  }

  // The wheel is left open: the package reads from it.
  private Outcome outcome(WheelFile file, Target target, Archive archive) {
    Wheel wheel = file.open(directory);
    Naming naming = new Naming(archive, target, 1, Map.of());
    return new Converter(target, archive, SETTINGS, naming)
        .convert(wheel, naming.identify(wheel), p -> Optional.empty(), 1_700_000_000L);
  }

  private static List<String> paths(BinaryPackage binary) {
    return binary.entries().stream().map(e -> e.path().value()).collect(Collectors.toList());
  }

  private static String text(BinaryPackage binary, String path) {
    Entry entry =
        binary.entries().stream()
            .filter(e -> e.path().value().equals(path))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + path + " in " + paths(binary)));
    return new String(WheelFile.read(entry), StandardCharsets.UTF_8);
  }
}
