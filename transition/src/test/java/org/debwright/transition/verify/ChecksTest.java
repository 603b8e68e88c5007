package org.debwright.transition.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.debwright.debian.Architecture;
import org.debwright.diagnostic.Reporter;
import org.debwright.transition.TransitionNames;
import org.debwright.transition.survey.Root;
import org.debwright.transition.survey.Surveyor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  private static final String PLACE = "/usr/local/lib/python3.11/dist-packages";
  private static final String DEBS = "/usr/lib/python3/dist-packages";

  @TempDir Path root;

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  private void distribution(String place, String name, String version, String requires)
      throws IOException {
    String info = name + "-" + version + ".dist-info";
    write(place + "/" + name + ".py", "");
    write(
        place + "/" + info + "/METADATA",
        "Metadata-Version: 2.1\nName: %s\nVersion: %s\n%s".formatted(name, version, requires));
    write(
        place + "/" + info + "/RECORD",
        "%s.py,,\n%s/METADATA,,\n%s/RECORD,,\n".formatted(name, info, info));
  }

  private void deb(String name, String version, String depends, String... files)
      throws IOException {
    Path status = root.resolve("var/lib/dpkg/status");
    write(
        "/var/lib/dpkg/status",
        (Files.exists(status) ? Files.readString(status) : "")
            + "Package: %s\nStatus: install ok installed\nVersion: %s\nDepends: %s\n\n"
                .formatted(name, version, depends));
    write("/var/lib/dpkg/info/" + name + ".list", String.join("\n", files) + "\n");
  }

  @BeforeEach
  void system() throws IOException {
    write("/usr/bin/python3.11", "");
    distribution(PLACE, "six", "1.17.0", "");
    distribution(DEBS, "six", "1.16.0", "");
    deb("python3-six", "1.16.0-4", "python3", DEBS + "/six.py", DEBS + "/six-1.16.0.dist-info");
  }

  private Check check(Check.Name name) {
    Root system = Root.at(root);
    return Checks.of(
            system,
            Surveyor.survey(system, 1, Reporter.SILENT),
            Architecture.parse("amd64"),
            TransitionNames.USUAL,
            Optional.empty())
        .stream()
        .filter(each -> each.name() == name)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void findsNothingWrongWhereAllIsAsItShouldBe() {
    for (Check.Name name :
        List.of(Check.Name.CALLS, Check.Name.FILES, Check.Name.REQUIREMENTS, Check.Name.VERSIONS)) {
      assertThat(check(name).wrong()).as(name.toString()).isEmpty();
    }
    assertThat(check(Check.Name.VERSIONS).unmade()).isPresent();
  }

  @Test
  void tellsOfCallsWithTheirLine() throws IOException {
    write("/etc/cron.d/kit", "MAILTO=root\n7 4 * * 1 root pip install six\n");
    assertThat(check(Check.Name.CALLS).wrong())
        .containsExactly("/etc/cron.d/kit:2: cron, command: 7 4 * * 1 root pip install six");
  }

  @Test
  void tellsOfFilesOfPipsDirectoryThatNoRecordHas() throws IOException {
    write(PLACE + "/notes/read.txt", "");
    write("/usr/local/lib/python3.11/elsewhere.txt", "");
    assertThat(check(Check.Name.FILES).wrong())
        .containsExactly(PLACE + "/notes/read.txt: no distribution has it");
  }

  @Test
  void takesTheLinkOfASingleDistributionForNobodysFile() throws IOException {
    Files.createSymbolicLink(
        root.resolve(PLACE.substring(1)).resolve("moved"),
        Path.of("../dist-packages.pip-fallback/moved"));
    assertThat(check(Check.Name.FILES).wrong()).isEmpty();
  }

  @Test
  void tellsWhatRequiresMoreThanThePackageHas() throws IOException {
    distribution(PLACE, "tool", "1", "Requires-Dist: six>=1.17\n");
    // It was so before.
    distribution(PLACE, "worse", "1", "Requires-Dist: six>=2\n");
    distribution(DEBS, "packed", "1", "Requires-Dist: six>=1.17\n");
    deb("python3-packed", "1-1", "python3", DEBS + "/packed.py", DEBS + "/packed-1.dist-info");
    String why = " requires `six>=1.17`, and `python3-six` has 1.16.0 (pip's was 1.17.0)";
    assertThat(check(Check.Name.REQUIREMENTS).wrong())
        .containsExactly(PLACE + ": tool 1" + why, "python3-packed: packed 1" + why);
  }

  @Test
  void comparesWithWhatMetapackagesPin() throws IOException {
    deb(
        "kit-depends",
        "1",
        "debwright-transition, python3-six (= 1.16.0-4), python3-gone (= 1), python3.11 (>= 3)",
        "/.");
    deb("other", "1", "python3-six (= 9)", "/.");
    Check versions = check(Check.Name.VERSIONS);
    assertThat(versions.looked()).isEqualTo(2);
    assertThat(versions.wrong())
        .containsExactly("python3-gone: it is not installed, and `kit-depends` pins 1");
  }
}
