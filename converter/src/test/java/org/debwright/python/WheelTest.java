package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.debwright.python.WheelFixture.DIST_INFO;
import static org.debwright.python.ZipFixture.item;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Wheel.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WheelTest {
  private static final String TWO_PYTHONS =
      """
      Wheel-Version: 1.0
      Root-Is-Purelib: false
      Tag: py2-none-any
      Tag: py3-none-any
      """;

  @TempDir Path directory;

  @Test
  void listsMembersWithSchemesAndExecuteBits() {
    Path file =
        new WheelFixture()
            .file("demo/__init__.py", "x = 1\n")
            .file("demo-1.0.data/data/share/demo/a,b.txt", "data")
            .file(item("demo-1.0.data/scripts/demo", "#!python\n").mode(0100755).deflated())
            .file("demo-1.0.data/headers/demo.h", "")
            .file("demo-1.0.data/platlib/demo/native.py", "")
            .write(directory);

    try (Wheel wheel = Wheel.open(file)) {
      assertThat(wheel.members())
          .extracting(m -> m.scheme() + " " + m.path() + (m.executable() ? " x" : ""))
          .containsExactly(
              "DATA share/demo/a,b.txt",
              "HEADERS demo.h",
              "PLATLIB demo/native.py",
              "SCRIPTS demo x",
              "PURELIB demo-1.0.dist-info/METADATA",
              "PURELIB demo-1.0.dist-info/WHEEL",
              "PURELIB demo/__init__.py");
    }
  }

  /** Written by Python's {@code zipfile}, {@code force_zip64}: into a file, and into a pipe. */
  @ParameterizedTest
  @ValueSource(strings = {"seekable", "streamed"})
  void readsWheelsOfZip64(String how) throws Exception {
    Path file =
        Path.of(getClass().getResource("zip64/" + how + "/demo-1.0-py3-none-any.whl").toURI());
    try (Wheel wheel = Wheel.open(file)) {
      wheel.verify();
      assertThat(wheel.members()).extracting(Member::path).contains("demo/__init__.py");
      assertThat(wheel.metadata().requiresDist()).hasToString("[other>=2]");
    }
  }

  @Test
  void refusesSizesOfZip64ThatAreNotTheDirectorys() throws Exception {
    byte[] wheel;
    try (InputStream in =
        getClass().getResourceAsStream("zip64/seekable/demo-1.0-py3-none-any.whl")) {
      wheel = in.readAllBytes();
    }
    // The first local header's extra field: number, length, size, compressed size.
    int size = 30 + "demo/__init__.py".length() + 4;
    assertThat(wheel[size - 4]).isEqualTo((byte) 1);
    wheel[size]++;
    Path file = Files.write(directory.resolve("demo-1.0-py3-none-any.whl"), wheel);
    try (Wheel opened = Wheel.open(file)) {
      assertThat(catchThrowableOfType(DebwrightException.class, opened::verify).diagnostics())
          .extracting(Diagnostic::why)
          .containsExactly("`demo/__init__.py` has a header that is not the directory's");
    }
  }

  @Test
  void refusesAnEntryThatRunsIntoTheNextByItsExtraField() throws Exception {
    byte[] wheel = new ZipFixture().add(item("a", "")).add(item("b", "x")).bytes();
    // The length of the extra field, of which the directory does not tell.
    wheel[28] = 1;
    Path file = Files.write(directory.resolve("a.zip"), wheel);
    try (FileChannel channel = FileChannel.open(file)) {
      ZipMember first = ZipDirectory.read(channel).get(0);
      assertThatThrownBy(() -> ZipContent.open(channel, first))
          .hasMessage("`a` runs into the next entry");
    }
  }

  @Test
  void givesMappedMembersAgainWithoutInflatingThem() throws IOException {
    Path file =
        new WheelFixture()
            .file(item("demo.so", "machine code ".repeat(9000)).deflated())
            .file(item("other.so", "").deflated())
            .write(directory);
    byte[] expected = "machine code ".repeat(9000).getBytes(StandardCharsets.UTF_8);
    try (Wheel wheel = Wheel.open(file)) {
      for (Member member : wheel.members()) {
        ByteBuffer mapped = wheel.map(member);
        byte[] content = new byte[mapped.remaining()];
        mapped.get(content);
        try (InputStream in = wheel.read(member)) {
          assertThat(in.readAllBytes()).as(member.name()).isEqualTo(content);
        }
        assertThat(wheel.map(member).remaining()).isEqualTo(content.length);
        if (member.name().equals("demo.so")) {
          assertThat(content).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void isAsOldAsItsNewestMemberSays() {
    int date = ((2024 - 1980) << 9) + (2 << 5) + 29;
    int time = (13 << 11) + (37 << 5) + 58 / 2;
    int leapDay = (date << 16) + time;
    Path file = new WheelFixture().file(item("demo.py", "").clock(leapDay)).write(directory);
    try (Wheel wheel = Wheel.open(file)) {
      assertThat(wheel.modified())
          .isEqualTo(Instant.parse("2024-02-29T13:37:58Z").getEpochSecond());
    }
  }

  @Test
  void isOfSomeTimeThoughItsMembersSayNone() {
    Path file = new WheelFixture().file(item("demo.py", "").clock(-1)).write(directory);
    try (Wheel wheel = Wheel.open(file)) {
      assertThat(wheel.modified()).isPositive();
    }
  }

  @Test
  void readsMetadataTagsAndEntryPoints() {
    Path file =
        new WheelFixture()
            .filename("demo-1.0-py2.py3-none-any.whl")
            .wheel(TWO_PYTHONS)
            .file(DIST_INFO + "/entry_points.txt", "[console_scripts]\nDemo = demo:main\n")
            .write(directory);

    try (Wheel wheel = Wheel.open(file)) {
      assertThat(wheel.metadata().name()).hasToString("demo");
      assertThat(wheel.distInfo()).isEqualTo(DIST_INFO);
      assertThat(wheel.isPurelib()).isFalse();
      assertThat(wheel.tags())
          .extracting(Tag::toString)
          .containsExactly("py2-none-any", "py3-none-any");
      assertThat(wheel.entryPoints())
          .containsExactly(new EntryPoint("console_scripts", "Demo", "demo", "main", List.of()));
    }
  }

  @Test
  void readsStoredAndDeflatedContent() throws IOException {
    String text = "line\n".repeat(10_000);
    Path file =
        new WheelFixture()
            .file(item("demo/big.txt", text).deflated())
            .file("demo/small.txt", "small")
            .write(directory);

    try (Wheel wheel = Wheel.open(file)) {
      assertThat(content(wheel, "demo/big.txt")).isEqualTo(text);
      assertThat(content(wheel, "demo/small.txt")).isEqualTo("small");
      wheel.verify();
    }
  }

  @Test
  void computesSha256WhereRecordHasALongerDigest() {
    Path file = new WheelFixture().algorithm("sha512").file("demo.py", "").write(directory);

    try (Wheel wheel = Wheel.open(file)) {
      assertThat(member(wheel, "demo.py").sha256())
          .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
  }

  @Test
  void takesSignaturesThatRecordCannotList() {
    Path file =
        new WheelFixture()
            .record(rows -> without(rows, ".jws"))
            .file(DIST_INFO + "/RECORD.jws", "{}")
            .write(directory);

    try (Wheel wheel = Wheel.open(file)) {
      assertThat(wheel.members()).extracting(Member::name).noneMatch(n -> n.endsWith(".jws"));
    }
  }

  @Test
  void withholdsTheLastBytesOfContentWithAnotherDigest() throws IOException {
    Path file =
        new WheelFixture()
            .file("demo.py", "import evil")
            .bytes(bytes -> replace(bytes, "import evil", "import good"))
            .write(directory);

    try (Wheel wheel = Wheel.open(file);
        InputStream in = wheel.read(member(wheel, "demo.py"))) {
      DebwrightException refusal =
          catchThrowableOfType(DebwrightException.class, () -> in.readNBytes(11));
      assertThat(codes(refusal)).containsExactly("wheel-hash-mismatch");
    }
  }

  @Test
  void verifyNamesEveryMemberThatIsWrong() {
    Path file =
        new WheelFixture()
            .file("a.py", "first file")
            .file("b.py", "second file")
            .file("c.py", "third")
            .bytes(
                bytes ->
                    replace(
                        replace(bytes, "first file", "FIRST file"), "second file", "SECOND file"))
            .write(directory);

    try (Wheel wheel = Wheel.open(file)) {
      DebwrightException refusal = catchThrowableOfType(DebwrightException.class, wheel::verify);
      assertThat(refusal.diagnostics())
          .extracting(Diagnostic::why)
          .satisfiesExactly(
              why -> assertThat(why).startsWith("`a.py` has sha256"),
              why -> assertThat(why).startsWith("`b.py` has sha256"));
    }
  }

  @Test
  void listsEverythingThatDisagreesWithRecord() {
    Path file =
        new WheelFixture()
            .file("a.py", "a")
            .file("b.py", "b")
            .record(rows -> without(rows, "a.py").replace("b.py", "c.py"))
            .write(directory);

    DebwrightException refusal =
        catchThrowableOfType(DebwrightException.class, () -> Wheel.open(file));
    assertThat(refusal.diagnostics())
        .extracting(Diagnostic::why)
        .containsExactly(
            "`a.py` is not in RECORD",
            "`b.py` is not in RECORD",
            "`c.py` is in RECORD, but not in the wheel");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void refuses(String title, String code, Consumer<WheelFixture> change) {
    WheelFixture fixture = new WheelFixture();
    change.accept(fixture);
    Path file = fixture.write(directory);

    DebwrightException refusal =
        catchThrowableOfType(
            DebwrightException.class,
            () -> {
              try (Wheel wheel = Wheel.open(file)) {
                wheel.verify();
              }
            });

    assertThat(refusal).as(title).isNotNull();
    assertThat(codes(refusal)).contains(code);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        named("parent directory", "wheel-member-refused", w -> w.file("../evil.py", "")),
        named("parent directory inside", "wheel-member-refused", w -> w.file("a/../../b", "")),
        named("absolute path", "wheel-member-refused", w -> w.file("/etc/passwd", "")),
        named("drive", "wheel-member-refused", w -> w.file("C:evil.py", "")),
        named("backslash", "wheel-member-refused", w -> w.file("a\\b.py", "")),
        named("NUL", "wheel-member-refused", w -> w.file("a\0b.py", "")),
        named("line feed", "wheel-member-refused", w -> w.file("a\nb.py", "")),
        named("empty segment", "wheel-member-refused", w -> w.file("a//b.py", "")),
        named("empty name", "wheel-member-refused", w -> w.file("", "")),
        named("dot segment", "wheel-member-refused", w -> w.file("./b.py", "")),
        named(
            "escape from a scheme",
            "wheel-member-refused",
            w -> w.file("demo-1.0.data/scripts/../../x", "")),
        named(
            "same name twice",
            "wheel-member-duplicate",
            w -> w.file("a.py", "1").file("a.py", "1")),
        named(
            "same name in another normal form",
            "wheel-member-duplicate",
            w -> w.file("\u00e9.py", "").file("e\u0301.py", "")),
        named(
            "same place in two schemes",
            "wheel-member-duplicate",
            w -> w.file("a.py", "").file("demo-1.0.data/purelib/a.py", "")),
        named(
            "file and directory", "wheel-member-refused", w -> w.file("a", "").file("a/b.py", "")),
        named(
            "symbolic link",
            "wheel-member-refused",
            w -> w.file(item("link", "/etc/passwd").mode(0120777))),
        named("device", "wheel-member-refused", w -> w.file(item("null", "").mode(0020666))),
        named("encrypted", "wheel-member-refused", w -> w.file(item("a.py", "x").flags(0x801))),
        named(
            "unknown compression",
            "wheel-member-refused",
            w -> w.file(item("a.py", "x").method(12))),
        named(
            "stored size that is another",
            "wheel-member-refused",
            w -> w.file(item("a.py", "x").size(2))),
        named(
            "impossible ratio",
            "wheel-member-refused",
            w -> w.file(item("a.py", "x").deflated().size(1 << 30))),
        named(
            "more content than declared",
            "wheel-hash-mismatch",
            w -> w.file(item("a.py", "xxxx").deflated().size(3))),
        named(
            "less content than declared",
            "wheel-hash-mismatch",
            w -> w.file(item("a.py", "xxxx").deflated().size(5))),
        named(
            "bytes of another entry",
            "wheel-member-refused",
            w -> w.file("a.py", "x").file(item("b.py", "x").offset(0))),
        named(
            "entry outside of the file",
            "wheel-member-refused",
            w -> w.file("a.py", "x").file(item("b.py", "x").offset(1 << 30))),
        named(
            "two headers that disagree",
            "wheel-invalid",
            w -> w.file(item("a.py", "x").localName("b.py"))),
        named("cut off", "wheel-invalid", w -> w.bytes(b -> Arrays.copyOf(b, b.length - 1))),
        named(
            "something behind", "wheel-invalid", w -> w.bytes(b -> Arrays.copyOf(b, b.length + 1))),
        named("something before", "wheel-invalid", w -> w.bytes(WheelTest::prepend)),
        named("empty file", "wheel-invalid", w -> w.bytes(b -> new byte[0])),
        named("no zip file", "wheel-invalid", w -> w.bytes(b -> new byte[1000])),
        named(
            "weak hash",
            "wheel-record-mismatch",
            w -> w.record(r -> r.replace("sha256=", "sha1="))),
        named(
            "no hash",
            "wheel-record-mismatch",
            w -> w.record(r -> r.replaceAll("sha256=[^,]*", ""))),
        named(
            "other size",
            "wheel-record-mismatch",
            w -> w.file("a.py", "x").record(r -> r.replaceAll(",1\n", ",2\n"))),
        named(
            "contradicting rows",
            "wheel-record-invalid",
            w -> w.file("a.py", "x").record(r -> r + "a.py,,\n")),
        named("garbage in RECORD", "wheel-record-invalid", w -> w.record(r -> r + "a,b,c,d\n")),
        named("no RECORD", "wheel-record-missing", w -> w.record(r -> "")),
        named("no METADATA", "wheel-dist-info-invalid", w -> w.metadata("")),
        named("no WHEEL", "wheel-dist-info-invalid", w -> w.wheel("")),
        named(
            "two dist-info directories",
            "wheel-dist-info-invalid",
            w -> w.file("other-1.0.dist-info/METADATA", "")),
        named(
            "another's dist-info",
            "wheel-dist-info-invalid",
            w -> w.filename("demo-2.0-py3-none-any.whl")),
        named(
            "another's metadata",
            "wheel-metadata-mismatch",
            w -> w.metadata("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")),
        named(
            "no name in the metadata",
            "metadata-invalid",
            w -> w.metadata("Metadata-Version: 2.1\nVersion: 1.0\n")),
        named(
            "newer major version",
            "wheel-version-unsupported",
            w -> w.wheel("Wheel-Version: 2.0\nTag: py3-none-any\n")),
        named("unknown scheme", "wheel-scheme-unknown", w -> w.file("demo-1.0.data/bin/x", "")),
        named("no scheme", "wheel-scheme-unknown", w -> w.file("demo-1.0.data/x", "")),
        named(
            "wrong entry points",
            "entry-points-invalid",
            w -> w.file(DIST_INFO + "/entry_points.txt", "[console_scripts]\nx\n")));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    DebwrightException refusal =
        catchThrowableOfType(
            DebwrightException.class,
            () -> Wheel.open(directory.resolve("demo-1.0-py3-none-any.whl")));
    assertThat(codes(refusal)).containsExactly("wheel-missing");
  }

  @Test
  void refusesDamageAnywhere() throws IOException {
    Path file =
        new WheelFixture().file(item("demo.py", "x = 1\n".repeat(9)).deflated()).write(directory);
    byte[] right = Files.readAllBytes(file);
    for (int i = 0; i < right.length; i++) {
      byte[] damaged = right.clone();
      damaged[i] ^= 0x41;
      Files.write(file, damaged);
      try (Wheel wheel = Wheel.open(file)) {
        wheel.verify();
      } catch (DebwrightException e) {
        assertThat(e.diagnostics()).isNotEmpty();
      }
    }
  }

  private static Arguments named(String title, String code, Consumer<WheelFixture> change) {
    return Arguments.of(title, code, change);
  }

  private static List<String> codes(DebwrightException refusal) {
    return refusal.diagnostics().stream().map(Diagnostic::code).distinct().toList();
  }

  private static Member member(Wheel wheel, String name) {
    return wheel.members().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static String content(Wheel wheel, String name) throws IOException {
    try (InputStream in = wheel.read(member(wheel, name))) {
      return WheelFixture.text(in.readAllBytes());
    }
  }

  private static String without(String rows, String part) {
    return rows.lines().filter(row -> !row.contains(part)).collect(Collectors.joining("\n"));
  }

  private static byte[] prepend(byte[] bytes) {
    byte[] longer = new byte[bytes.length + 4];
    System.arraycopy(bytes, 0, longer, 4, bytes.length);
    return longer;
  }

  private static byte[] replace(byte[] bytes, String old, String replacement) {
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.replace(old, replacement).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
