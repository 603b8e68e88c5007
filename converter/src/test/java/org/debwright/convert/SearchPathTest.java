package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.debwright.debian.TargetPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the running JVM's own executable, in which Debian's JDK has a DT_RPATH. */
@EnabledOnOs(OS.LINUX)
class SearchPathTest {
  private static final String ORIGINAL = "$ORIGIN:$ORIGIN/../lib";

  @TempDir Path scratch;
  private byte[] executable = {};

  @BeforeEach
  void readExecutable() throws IOException {
    executable = Files.readAllBytes(Path.of("/proc/self/exe"));
    assumeThat(new String(executable, StandardCharsets.ISO_8859_1)).contains("\0" + ORIGINAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "/home/jo/x:/tmp/buildx; -; /home/jo/x /tmp/buildx",
        "/home/jo/mo:$ORIGIN/lb; $ORIGIN/lb; /home/jo/mo",
        "$ORIGIN/lb:/home/jo/mo; $ORIGIN/lb; /home/jo/mo",
        "lib:/usr/local/l:../so; /usr/local/l; lib ../so",
        "/dev/shm/x::$ORIGIN/li; $ORIGIN/li; /dev/shm/x ''",
        "$ORIGIN/li::/dev/shm/x; $ORIGIN/li; '' /dev/shm/x",
      })
  void takesOutWhatOthersThanRootCouldFill(String text, String left, String dropped)
      throws Exception {
    byte[] file = withPath(text);
    ElfImage image = read(file);

    assertThat(image.searchPath().left()).isEqualTo(split(left));
    assertThat(image.searchPath().dropped()).isEqualTo(split(dropped));
    assertThat(image.searchPath().unsafe()).isEmpty();
    byte[] cured = cured(image, file);
    ElfImage after = read(cured);
    assertThat(after.searchPath().left()).isEqualTo(split(left));
    assertThat(after.searchPath().dropped()).isEmpty();
    assertThat(after.plan(cured.length)).isEmpty();
    assertThat(List.of(after.needed(), after.versions(), after.soname()))
        .isEqualTo(List.of(image.needed(), image.versions(), image.soname()));
    assertThat(cured).hasSameSizeAs(file);
    assertThat(dynamic(cured).lines().filter(l -> !l.contains("PATH) ")))
        .containsExactlyElementsOf(
            dynamic(file).lines().filter(l -> !l.contains("PATH) ")).toList());
  }

  private static List<String> split(String words) {
    return words == null ? List.of() : List.of(words.replace("''", "").split(" ", -1));
  }

  // The judge is another than we; how many entries it counts is the one thing that may change.
  private String dynamic(byte[] file) throws Exception {
    assumeThat(Path.of("/usr/bin/readelf")).as("binutils is installed").exists();
    Path path = Files.write(scratch.resolve("file"), file);
    Process process =
        new ProcessBuilder("readelf", "-W", "-d", path.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.replaceAll("contains \\d+ entries", "contains entries");
  }

  @Test
  void leavesAFileAloneThatNamesOnlySafeDirectories() throws Exception {
    byte[] file = withPath("/usr/local/lib:$ORIGIN");
    assertThat(read(file).plan(file.length)).isEmpty();
    assertThat(read(file).overrides(new TargetPath("/x.so")))
        .contains(LintianOverride.CUSTOM_LIBRARY_SEARCH_PATH);
  }

  /** The string of one entry can begin later or end earlier, not both sides of a gap. */
  @Test
  void cannotTakeOutWhatLiesBetween() throws Exception {
    byte[] file = withPath("$ORIGIN:/tmp/x:/usr/li");
    ElfImage image = read(file);
    assertThat(image.searchPath().unsafe()).containsExactly("/tmp/x");
    assertThat(image.plan(file.length)).isEmpty();
    assertThat(image.overrides(new TargetPath("/x.so")))
        .doesNotContain(LintianOverride.CUSTOM_LIBRARY_SEARCH_PATH);
  }

  @Test
  void changesNothingButWhatIsCopied() {
    StripPlan plan = StripPlan.all(8);
    TreeMap<Long, byte[]> outside = new TreeMap<>();
    outside.put(7L, new byte[] {1, 2});
    outside.put(-1L, new byte[] {1, 2});
    assertThat(plan.with(outside)).isEqualTo(plan);
    TreeMap<Long, byte[]> within = new TreeMap<>();
    within.put(6L, new byte[] {1, 2});
    assertThat(plan.with(within).size()).isEqualTo(8);
  }

  private byte[] withPath(String text) {
    assertThat(text).hasSameSizeAs(ORIGINAL);
    String all = new String(executable, StandardCharsets.ISO_8859_1);
    return all.replace("\0" + ORIGINAL, "\0" + text).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ElfImage read(byte[] file) throws Exception {
    return ElfReader.read(PlacedFile.of(new TargetPath("/usr/bin/x"), "x", 0755, file));
  }

  private static byte[] cured(ElfImage image, byte[] file) throws IOException {
    StripPlan plan = image.plan(file.length).orElseThrow();
    try (InputStream in = plan.of(() -> new ByteArrayInputStream(file)).open()) {
      byte[] cured = in.readAllBytes();
      assertThat(cured.length).isEqualTo((int) plan.size());
      return cured;
    }
  }
}
