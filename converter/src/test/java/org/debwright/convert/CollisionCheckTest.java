package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.TargetPath;
import org.junit.jupiter.api.Test;

class CollisionCheckTest {
  @Test
  void namesBothPackagesAndThePath() {
    assertThat(
            CollisionCheck.of(
                List.of(binary("python3-b", "/usr/bin/x"), binary("python3-a", "/usr/bin/x"))))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.what())
                  .isEqualTo("`python3-a` and `python3-b` cannot be installed together");
              assertThat(d.why()).isEqualTo("both have `/usr/bin/x`");
            });
  }

  @Test
  void seesAFileWhereAnotherHasADirectory() {
    assertThat(
            CollisionCheck.of(
                List.of(binary("python3-a", "/usr/x"), binary("python3-b", "/usr/x/y"))))
        .hasSize(1);
  }

  @Test
  void letsPackagesShareDirectories() {
    assertThat(
            CollisionCheck.of(
                List.of(binary("python3-a", "/usr/x/a"), binary("python3-b", "/usr/x/b"))))
        .isEmpty();
  }

  @Test
  void refusesOneNameForTwo() {
    assertThat(CollisionCheck.of(List.of(binary("python3-a", "/a"), binary("python3-a", "/b"))))
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("package-name-twice"));
  }

  private static BinaryPackage binary(String name, String... paths) {
    List<Entry> entries =
        Arrays.stream(paths)
            .map(
                p ->
                    (Entry)
                        new Entry.RegularFile(
                            new TargetPath(p), 0644, 0, InputStream::nullInputStream))
            .toList();
    return new BinaryPackage(
        new PackageName(name),
        DebianVersion.parse("1-1"),
        Architecture.ALL,
        Stanza.empty(),
        entries,
        new TreeSet<>(),
        List.of(),
        0);
  }
}
