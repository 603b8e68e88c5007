package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.BinaryPackage.Kind;
import org.debwright.debian.Entry;
import org.debwright.debian.Relation;
import org.debwright.python.Wheel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a package says of the suite's packages whose place it takes. */
class BesideDebianTest {
  @TempDir Path directory;

  /** python3-qrcode of bookworm depends on python3-pillow, which only python3-pil provides. */
  @Test
  void answersToTheNamesThatTheSuitesPackageAnswersTo() {
    FakeArchive archive =
        new FakeArchive()
            .withProject("pillow", "9.4.0", "python3-pil", "9.4.0-1", "PIL")
            .withProvides("python3-pil", "python3-pillow, python3-pil-more (= 9.4.0-1)");
    assertThat(provided("pillow-12.0", "PIL/__init__.py", archive))
        .containsExactly("python3-pil-more (= 12.0.0-1+dw1+deb12)", "python3-pillow");
  }

  @Test
  void leavesNamesOfTheBinaryInterfaceToTheSuite() {
    FakeArchive archive =
        new FakeArchive()
            .withProject("numpy", "1.24.2", "python3-numpy", "1:1.24.2-1", "numpy")
            .withProvides(
                "python3-numpy",
                "dh-sequence-numpy3, python3-numpy-abi9, python3-numpy-api16, python3.11-numpy");
    assertThat(provided("numpy-2.4", "numpy/__init__.py", archive))
        .containsExactly("python3-numpy2-abi0");
  }

  @Test
  void answersToTheNameOfItsProject() {
    FakeArchive archive =
        new FakeArchive().withProject("pyyaml", "6.0", "python3-yaml", "6.0-3", "yaml");
    assertThat(provided("pyyaml-6.1", "yaml/__init__.py", archive))
        .containsExactly("python3-pyyaml");
  }

  @Test
  void answersToNoNameThatNobodyWouldAskFor() {
    assertThat(provided("demo-1.0", "fd7dcdb10166ebd4db98__mypyc.py", new FakeArchive())).isEmpty();
  }

  /** As jupyter_builder, which brings a program for Node.js. */
  @Test
  void namesThePackagesWhoseProgramsItsScriptsAreRunBy() {
    FakeArchive archive =
        new FakeArchive()
            .withPackage("nodejs", "18.20")
            .withPackage("ruby", "1:3.1")
            .withPackage("dash", "0.5")
            .withOwner("/usr/bin/node", "nodejs")
            .withOwner("/usr/bin/ruby", "ruby")
            .withOwner("/bin/sh", "dash");
    BinaryPackage binary =
        convert(
            demo()
                .with("demo/tool.js", "#!/usr/bin/env node\n")
                .with("demo/tool.sh", "#!/bin/sh\n")
                .with("demo/tool.x", "#!/opt/x/bin/x\n")
                .with("demo-1.0.data/scripts/run", "#! /usr/bin/ruby -w\n"),
            archive);
    assertThat(binary.control().get("Depends").orElseThrow()).endsWith(", ruby");
    assertThat(binary.control().get("Suggests")).contains("nodejs");
  }

  /** Lintian takes a first line for meant where a module lies outside of Python's directories. */
  @Test
  void putsTheFirstLineOfAModuleRightThatLiesElsewhere() throws IOException {
    BinaryPackage binary =
        convert(demo().with("demo/data/run.py", "#!/usr/bin/env python\nx = 1\n"), linked());
    Entry.RegularFile moved =
        binary.entries().stream()
            .filter(e -> e.path().value().endsWith("/demo/data/run.py"))
            .map(Entry.RegularFile.class::cast)
            .findFirst()
            .orElseThrow();
    try (InputStream in = moved.content().open()) {
      assertThat(in).hasContent("#!/usr/bin/python3\nx = 1\n");
    }
  }

  /** As bookworm's python3-babel, whose locale-data is a link into another package. */
  @Test
  void hasALinkWhereTheSuitesPackageHasOne() {
    BinaryPackage binary = convert(demo().with("demo/data/deep/table.txt", ""), linked());
    assertThat(links(binary))
        .containsExactly(
            "/usr/lib/python3/dist-packages/demo/data"
                + " -> ../../../../share/python3-demo/dist-packages/demo/data");
    assertThat(paths(binary))
        .isSorted()
        .contains("/usr/share/python3-demo/dist-packages/demo/data/deep/table.txt")
        .noneMatch(p -> p.startsWith("/usr/lib/python3/dist-packages/demo/data/"));
  }

  /** dpkg-maintscript-helper(1) asks for its call in all of preinst, postinst and postrm. */
  @Test
  void makesWayForALinkInEachScript() {
    BinaryPackage binary = convert(demo().with("demo/data/table.txt", ""), linked());
    assertThat(binary.scripts())
        .filteredOn(
            s ->
                s.content()
                    .contains(
                        "dpkg-maintscript-helper dir_to_symlink"
                            + " /usr/lib/python3/dist-packages/demo/data"
                            + " ../../../../share/python3-demo/dist-packages/demo/data -- \"$@\"\n"))
        .extracting(BinaryPackage.MaintainerScript::kind)
        .containsExactlyInAnyOrder(Kind.PREINST, Kind.POSTINST, Kind.POSTRM);
    assertThat(binary.scripts())
        .filteredOn(s -> s.kind() == Kind.PRERM)
        .singleElement()
        .satisfies(
            s ->
                assertThat(s.content())
                    .contains("\trm /usr/lib/python3/dist-packages/demo/data\n"));
  }

  @Test
  void quotesALinkForTheShell() {
    String odd = "/usr/lib/python3/dist-packages/demo/$(x) it's";
    FakeArchive archive =
        new FakeArchive()
            .withProject("demo", "0.9", "python3-demo", "0.9-1", "demo")
            .withOwner(odd, "python3-demo");
    BinaryPackage binary = convert(demo().with("demo/$(x) it's/table.txt", ""), archive);
    assertThat(binary.scripts())
        .allSatisfy(
            s ->
                assertThat(s.content())
                    .contains("'/usr/lib/python3/dist-packages/demo/$(x) it'\\''s'")
                    .doesNotContain("it's"));
  }

  @Test
  void compilesModulesBehindALink() {
    BinaryPackage binary = convert(demo().with("demo/data/more.py", ""), linked());
    assertThat(binary.scripts().get(0).content())
        .contains("\tpy3compile -p python3-demo\n")
        .contains("\tpy3compile -p python3-demo /usr/share/python3-demo/dist-packages\n");
  }

  /** Where two packages own the same link, or what is moved, dpkg must know who gives way. */
  @Test
  void displacesWhoOwnsThePlaceBehindALink() {
    FakeArchive archive =
        linked()
            .withOwner("/usr/lib/python3/dist-packages/demo/data", "python3-demo-data")
            .withOwner(
                "/usr/share/python3-demo/dist-packages/demo/data/table.txt", "python3-demo-data");
    assertThat(convert(demo().with("demo/data/table.txt", ""), archive).control().get("Conflicts"))
        .hasValueSatisfying(c -> assertThat(c).contains("python3-demo-data"));
  }

  private static WheelFile demo() {
    return WheelFile.of("demo-1.0", "py3-none-any").with("demo/__init__.py", "");
  }

  private static FakeArchive linked() {
    return new FakeArchive()
        .withProject("demo", "0.9", "python3-demo", "0.9-1", "demo")
        .withOwner("/usr/lib/python3/dist-packages/demo/data", "python3-demo");
  }

  private static List<String> paths(BinaryPackage binary) {
    return binary.entries().stream().map(e -> e.path().value()).toList();
  }

  private static List<String> links(BinaryPackage binary) {
    return binary.entries().stream()
        .filter(Entry.Symlink.class::isInstance)
        .map(e -> e.path() + " -> " + ((Entry.Symlink) e).linkTarget())
        .toList();
  }

  @Test
  void hasNoFurtherScriptsWhereNothingIsLinked() {
    WheelFile wheel = WheelFile.of("demo-1.0", "py3-none-any").with("demo/deep/x.py", "");
    assertThat(convert(wheel, new FakeArchive()).scripts()).hasSize(2);
  }

  private List<String> provided(String stem, String module, FakeArchive archive) {
    BinaryPackage binary = convert(WheelFile.of(stem, "py3-none-any").with(module, ""), archive);
    return binary.control().get("Provides").stream()
        .flatMap(v -> List.of(v.split(", ")).stream())
        .map(v -> Relation.parse(v).toString())
        .toList();
  }

  // The wheel is left open: the package reads from it.
  private BinaryPackage convert(WheelFile file, FakeArchive archive) {
    Wheel wheel = file.open(directory);
    Naming naming = new Naming(archive, Targets.BOOKWORM, 1, Map.of());
    Outcome outcome =
        new Converter(
                Targets.BOOKWORM,
                archive,
                new ConversionSettings(Maintainer.parse("Jo Doe <jo@example.org>"), 1),
                naming)
            .convert(wheel, naming.identify(wheel), p -> Optional.empty(), 1_700_000_000L);
    assertThat(outcome).isInstanceOf(Outcome.Converted.class);
    return ((Outcome.Converted) outcome).binary();
  }
}
