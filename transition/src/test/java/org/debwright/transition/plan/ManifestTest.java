package org.debwright.transition.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.transition.survey.RawName;
import org.debwright.transition.survey.Root;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final String TOP = "/usr/local/x";

  @TempDir Path root;
  private Path top = Path.of("/");

  @BeforeEach
  void tree() throws IOException {
    top = Files.createDirectories(root.resolve("usr/local/x"));
    Files.writeString(top.resolve("a"), "content");
    Files.writeString(RawName.resolve(root, TOP + "/odd \n\\\udcff"), "");
    Files.createSymbolicLink(top.resolve("link"), Path.of("nowhere"));
  }

  private Manifest take() {
    return ManifestReader.take(Root.at(root), List.of(TOP, "/usr/local/absent"));
  }

  private List<String> differences(Manifest before) {
    return before.differences(take());
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Manifest before = take();
    Path file = root.resolve("manifest");
    Files.writeString(file, before.text());
    assertThat(Manifest.read(file)).isEqualTo(before);
    assertThat(before.entries())
        .containsOnlyKeys(TOP, TOP + "/a", TOP + "/link", TOP + "/odd \n\\\udcff");
    assertThat(before.text()).contains("/odd\\0040\\0012\\0134\\0377 file mode=");
    assertThat(differences(before)).isEmpty();
  }

  @Test
  void tellsOtherContent() throws IOException {
    Manifest before = take();
    FileTime time = Files.getLastModifiedTime(top.resolve("a"));
    Files.writeString(top.resolve("a"), "CONTENT");
    Files.setLastModifiedTime(top.resolve("a"), time);
    assertThat(differences(before))
        .singleElement()
        .asString()
        .startsWith("~ " + TOP + "/a: sha256=ed7002b4");
  }

  @Test
  void tellsEachNanosecond() throws IOException {
    Manifest before = take();
    long nanos = Files.getLastModifiedTime(top.resolve("a")).to(TimeUnit.NANOSECONDS);
    Files.setLastModifiedTime(top.resolve("a"), FileTime.from(nanos + 1, TimeUnit.NANOSECONDS));
    assertThat(differences(before)).singleElement().asString().contains("mtime=");
  }

  @Test
  void tellsModesLinksAttributesAndPresence() throws IOException {
    Manifest before = take();
    Files.setPosixFilePermissions(top.resolve("a"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.getFileAttributeView(top.resolve("a"), UserDefinedFileAttributeView.class)
        .write("note", java.nio.ByteBuffer.wrap(new byte[] {1}));
    Files.delete(top.resolve("link"));
    Files.createSymbolicLink(top.resolve("link"), Path.of("elsewhere"));
    Files.delete(RawName.resolve(root, TOP + "/odd \n\\\udcff"));
    Files.createDirectory(root.resolve("usr/local/absent"));
    assertThat(differences(before))
        .anyMatch(
            line -> line.startsWith("~ " + TOP + "/a: ") && line.contains("xattr:user.note=AQ=="))
        .anyMatch(line -> line.contains("to=nowhere, now to=elsewhere"))
        .anyMatch(line -> line.startsWith("- " + TOP + "/odd\\0040\\0012\\0134\\0377: was file"))
        .anyMatch(line -> line.startsWith("+ /usr/local/absent: is directory"));
  }

  @Test
  void doesNotFollowLinks() throws IOException {
    Files.delete(top.resolve("link"));
    Files.createSymbolicLink(top.resolve("link"), Path.of("/etc"));
    assertThat(take().entries()).containsKey(TOP + "/link").doesNotContainKey(TOP + "/link/passwd");
    assertThat(Files.isSymbolicLink(top.resolve("link"))).isTrue();
    assertThat(Files.exists(top.resolve("link"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void refusesWhatIsNone() throws IOException {
    Path file = Files.writeString(root.resolve("m"), "debwright-transition-manifest 1\nwatch x\n");
    assertThatThrownBy(() -> Manifest.read(file))
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("is no manifest");
  }

  @Test
  void writesTheEnginesWords() {
    assertThat(PlanWord.encode("/a b\\c\n\udcff\u00e9"))
        .isEqualTo("/a\\0040b\\0134c\\0012\\0377\\0303\\0251");
    assertThat(PlanWord.decode("/a\\0040b\\0134c\\0012\\0377\\0303\\0251"))
        .contains("/a b\\c\n\udcff\u00e9");
    assertThat(PlanWord.decode("\\0999")).isEmpty();
    assertThat(PlanWord.decode("\\04")).isEmpty();
  }
}
