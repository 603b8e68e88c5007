package org.debwright.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.debian.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
  @TempDir Path directory;

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tableFindsEveryKeyAndNoOther() throws IOException {
    SplittableRandom random = new SplittableRandom(Long.getLong("debwright.seed", 7));
    TreeMap<String, String> entries = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      entries.put(
          "k " + Long.toString(random.nextLong(2000), 36) + (i % 9 == 0 ? "ü" : ""), "v" + i);
    }
    entries.put("k 😀", "beyond");
    entries.put("k \uffff", "last unit");
    Table table = Table.open(Files.write(directory.resolve("t"), Table.encode(entries)));
    entries.forEach((key, value) -> assertThat(table.get(key)).as(key).contains(value));
    for (String absent : List.of("", "k", "k ", "k 0x", "zz", "k " + "z".repeat(9))) {
      assertThat(table.get(absent)).as(absent).isEmpty();
    }
    Map<String, String> listed = new HashMap<>();
    table.forEach("k ", listed::put);
    assertThat(listed).isEqualTo(entries);
  }

  @Test
  void tableRefusesDamage() throws IOException {
    byte[] bytes = Table.encode(new TreeMap<>(Map.of("a", "b")));
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      Path file = Files.write(directory.resolve("t"), damaged);
      assertThatThrownBy(() -> Table.open(file)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void pathTableFindsOwnersAcrossBuckets() throws IOException {
    PathTable.Builder builder = new PathTable.Builder();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      builder.add(PathHash.of("usr/share/p" + i), i);
      names.add("package-" + i);
    }
    builder.add(PathHash.of("usr/share/p7"), 9);
    Path file = directory.resolve("p");
    try (OutputStream out = Files.newOutputStream(file)) {
      builder.write(out, names);
    }
    PathTable table = PathTable.open(file);
    for (int i = 0; i < 5000; i += 3) {
      assertThat(table.owners(PathHash.of("usr/share/p" + i))).containsExactly("package-" + i);
    }
    assertThat(table.owners(PathHash.of("usr/share/p7"))).containsOnly("package-7", "package-9");
    assertThat(table.owners(PathHash.of("usr/share/x"))).isEmpty();
  }

  @Test
  void hashIsOneForBothSpellingsOfAMergedUsr() {
    for (String top : List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32")) {
      assertThat(PathHash.of(top + "/x")).isEqualTo(PathHash.of("usr/" + top + "/x"));
    }
    assertThat(PathHash.of("libexec/x")).isNotEqualTo(PathHash.of("usr/libexec/x"));
  }

  @Test
  void linesCrossTheBuffer() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      text.append("x".repeat(i)).append('\n');
    }
    text.append("y".repeat(1 << 20));
    ByteLines lines = new ByteLines(stream(text.toString()));
    int count = 0;
    int last = 0;
    while (lines.advance()) {
      last = lines.end() - lines.start();
      assertThat(last).isEqualTo(count < 3000 ? count : 1 << 20);
      count++;
    }
    assertThat(count).isEqualTo(3001);
  }

  @Test
  void refusesAnEndlessLine() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    ByteLines lines = new ByteLines(endless);
    assertThatThrownBy(lines::advance).isInstanceOf(IOException.class);
  }

  @Test
  void packagesTakesContinuedFieldsAndTheNewestVersion() throws IOException {
    TreeMap<String, String> read =
        new TreeMap<>(
            PackagesDigest.read(
                stream(
                    """
                    Package: aa
                    Version: 1
                    Architecture: all
                    Provides: bb,
                     cc (= 1)
                    Description: x
                     Version: 9

                    Package: aa
                    Version: 2
                    Architecture: all

                    Version: 3
                    """)));
    assertThat(read).containsExactly(Map.entry("p aa", "2\tall\taa\t\t\t"));
  }

  @Test
  void packagesTellsWhatASystemIsNotWholeWithout() throws IOException {
    TreeMap<String, String> read =
        new TreeMap<>(
            PackagesDigest.read(
                stream(
                    """
                    Package: dash
                    Essential: yes
                    Version: 1
                    Architecture: amd64
                    Priority: required

                    Package: slugify
                    Version: 1
                    Architecture: all
                    Priority: optional
                    """)));
    assertThat(read)
        .containsEntry("p dash", "1\tamd64\tdash\t\tessential\t")
        .containsEntry("p slugify", "1\tall\tslugify\t\toptional\t");
  }

  @Test
  void contentsReadsOldAndOddForms() throws IOException {
    ContentsDigest digest =
        ContentsDigest.read(
            stream(
                """
                FILE                                                    LOCATION
                ./usr/lib/python2.7/dist-packages/old_thing-1.0-py2.7-linux-x86_64.egg-info python/python-old
                usr/lib/python3/dist-packages/foo-1.0-py3.11.egg-info/PKG-INFO\tcontrib/python/python3-foo,python/python3-foo2
                usr/lib/python3/dist-packages/foo/bar/METADATA.dist-info python/python3-foo
                usr/lib/python3/dist-packages/two.words/x.py python/python3-foo
                usr/lib/python3/dist-packages/mod.abi3.so python/python3-foo

                nothing
                """),
            Architecture.parse("amd64"));
    assertThat(digest.entries())
        .containsEntry("d 2 old-thing", "python-old 1.0")
        .containsEntry("d 3 foo", "python3-foo 1.0\npython3-foo2 1.0")
        .containsEntry("m 3 python3-foo", "foo\nmod")
        .hasSize(3);
  }

  @Test
  void namesAreNumberedOnce() {
    NameTable names = new NameTable();
    TreeSet<Integer> numbers = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] name = ("package" + i % 10_000).getBytes(StandardCharsets.UTF_8);
      numbers.add(names.number(name, 0, name.length));
    }
    assertThat(numbers).hasSize(10_000);
    assertThat(names.names()).hasSize(10_000).startsWith("package0", "package1");
  }
}
