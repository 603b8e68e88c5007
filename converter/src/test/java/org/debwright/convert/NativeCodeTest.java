package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.debwright.debian.BinaryPackage;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Severity;
import org.debwright.python.ProjectName;
import org.debwright.python.Wheel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With the running JVM's own executable, which needs libjli.so beside it. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeCodeTest {
  private static final String LIBRARY = "libjli.so";

  @TempDir Path directory;

  @Test
  void refusesALibraryThatNobodyHas() {
    Outcome outcome = convert(demo(), Set.of(), p -> Optional.empty(), new FakeArchive());
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).problems())
        .filteredOn(d -> d.what().contains(LIBRARY))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo("library-missing");
              assertThat(d.what())
                  .isEqualTo(
                      "`demo/tool` of `demo-1.0-cp311-cp311-linux_x86_64.whl` needs `libjli.so`");
            });
  }

  @Test
  void makesDoWithoutItWhereTheUserSaysSo() {
    Set<ProjectName> incomplete = Set.of(new ProjectName("demo"));
    Outcome outcome = convert(demo(), incomplete, p -> Optional.empty(), new FakeArchive());
    assertThat(((Outcome.Converted) outcome).remarks())
        .filteredOn(d -> d.code().equals("library-missing"))
        .isNotEmpty()
        .extracting(Diagnostic::severity)
        .containsOnly(Severity.WARNING);
  }

  /** As Qt's plugins do, which are opened if somebody wants them. */
  @Test
  void warnsWhereOnlyAPluginNeedsIt() {
    Outcome plugin =
        convert(plugin("demo/libplugin.so"), Set.of(), p -> Optional.empty(), new FakeArchive());
    assertThat(remarks(plugin)).contains("`demo/libplugin.so` of", "needs `libjli.so`");
    for (String module : List.of("demo/plugin.so", "demo/libplugin.cpython-311-x.so")) {
      assertThat(convert(plugin(module), Set.of(), p -> Optional.empty(), new FakeArchive()))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  private static String remarks(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Converted.class);
    return ((Outcome.Converted) outcome)
        .remarks().stream().map(Diagnostic::what).collect(Collectors.joining());
  }

  @Test
  void findsItInTheSamePackage() {
    assertThat(problem(demo().with("demo.libs/libjli.so", executable()), p -> Optional.empty()))
        .doesNotContain("needs `" + LIBRARY);
  }

  /** As torchvision finds those of torch. */
  @Test
  void findsItInWhatIsRequiredOfOthers() {
    Wheel other = WheelFile.of("other-1.0", "py3-none-any").with("other.py", "").open(directory);
    Naming naming = new Naming(new FakeArchive(), Targets.BOOKWORM, 1, Map.of());
    Dependency made =
        new Dependency.Made(
            naming.identify(other), other.metadata(), false, Set.of(LIBRARY, "libz.so.1"));
    WheelFile wheel = demo().withMetadata("Requires-Dist: other\n");
    assertThat(
            problem(
                wheel, p -> p.normalized().equals("other") ? Optional.of(made) : Optional.empty()))
        .isEmpty();
    assertThat(problem(demo(), p -> Optional.of(made))).contains(LIBRARY);
  }

  /** Where it is moved, its neighbours move with it, and what it needs is found all the same. */
  @Test
  void readsFilesBelowALinkedDirectory() {
    FakeArchive archive =
        new FakeArchive()
            .withProject("demo", "0.9", "python3-demo", "0.9-1", "demo")
            .withOwner("/usr/lib/python3/dist-packages/demo/data", "python3-demo");
    WheelFile wheel =
        WheelFile.of("demo-1.0", "cp311-cp311-linux_x86_64")
            .with("demo/__init__.py", "")
            .with("demo/data/tool", executable())
            .with("demo/data/libjli.so", executable());
    Set<ProjectName> incomplete = Set.of(new ProjectName("demo"));
    BinaryPackage binary =
        ((Outcome.Converted) convert(wheel, incomplete, p -> Optional.empty(), archive)).binary();
    assertThat(binary.entries())
        .extracting(e -> e.path().value())
        .contains(
            "/usr/lib/python3-demo/dist-packages/demo/data/tool",
            "/usr/lib/python3-demo/dist-packages/demo/data/libjli.so",
            "/usr/lib/python3/dist-packages/demo/data");
    assertThat(binary.control().get("Depends"))
        .hasValueSatisfying(d -> assertThat(d).contains("libc6 (>= 2."));
    assertThat(binary.architecture()).hasToString("amd64");
  }

  /** As trixie has numpy/_core/lib. */
  @Test
  void keepsStaticLibrariesOutOfWhatArchitecturesShare() {
    FakeArchive archive =
        new FakeArchive()
            .withProject("demo", "0.9", "python3-demo", "0.9-1", "demo")
            .withOwner("/usr/lib/python3/dist-packages/demo/lib", "python3-demo");
    WheelFile wheel =
        WheelFile.of("demo-1.0", "cp311-cp311-linux_x86_64")
            .with("demo/__init__.py", "")
            .with("demo/lib/libdemo.a", "!<arch>\n");
    BinaryPackage binary =
        ((Outcome.Converted) convert(wheel, Set.of(), p -> Optional.empty(), archive)).binary();
    assertThat(binary.entries())
        .extracting(e -> e.path().value())
        .contains("/usr/lib/python3-demo/dist-packages/demo/lib/libdemo.a");
  }

  private static WheelFile demo() {
    return WheelFile.of("demo-1.0", "cp311-cp311-linux_x86_64")
        .with("demo/__init__.py", "")
        .with("demo/tool", executable());
  }

  private static WheelFile plugin(String file) {
    return WheelFile.of("demo-1.0", "cp311-cp311-linux_x86_64")
        .with("demo/__init__.py", "")
        .with(file, executable());
  }

  private static byte[] executable() {
    try {
      return Files.readAllBytes(Path.of("/proc/self/exe"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String problem(WheelFile wheel, Function<ProjectName, Optional<Dependency>> known) {
    Outcome outcome = convert(wheel, Set.of(), known, new FakeArchive());
    return outcome instanceof Outcome.Refused refused ? refused.problems().toString() : "";
  }

  private Outcome convert(
      WheelFile file,
      Set<ProjectName> incomplete,
      Function<ProjectName, Optional<Dependency>> known,
      FakeArchive archive) {
    Wheel wheel = file.open(directory);
    Naming naming = new Naming(archive, Targets.BOOKWORM, 1, Map.of());
    Maintainer maintainer = Maintainer.parse("Jo Doe <jo@example.org>");
    return new Converter(
            Targets.BOOKWORM, archive, new ConversionSettings(maintainer, 1, incomplete), naming)
        .convert(wheel, naming.identify(wheel), known, 1_700_000_000L);
  }
}
