package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.debian.BinaryPackage;
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

  /** As bookworm's python3-matplotlib, whose mpl-data is a link. */
  @Test
  void putsLinksOfTheSuitesPackageAsideAndBack() {
    String data = "/usr/lib/python3/dist-packages/demo/data";
    FakeArchive archive =
        new FakeArchive()
            .withProject("demo", "0.9", "python3-demo", "0.9-1", "demo")
            .withOwner(data, "python3-demo");
    WheelFile wheel =
        WheelFile.of("demo-1.0", "py3-none-any")
            .with("demo/__init__.py", "")
            .with("demo/data/deep/table.txt", "");
    BinaryPackage binary = convert(wheel, archive);
    assertThat(binary.scripts())
        .extracting(BinaryPackage.MaintainerScript::kind)
        .containsExactly(BinaryPackage.Kind.values());
    assertThat(binary.scripts())
        .extracting(BinaryPackage.MaintainerScript::content)
        .allSatisfy(s -> assertThat(s).containsOnlyOnce("#!/bin/sh").contains("in " + data + ";"))
        .anySatisfy(s -> assertThat(s).contains("py3compile -p python3-demo"))
        .anySatisfy(s -> assertThat(s).contains("mv \"$directory\" \"$directory.dpkg-link\""));
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
