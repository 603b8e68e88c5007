package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.debwright.build.MissingFile.Kind;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths as bookworm's Contents have them. */
class MissingFileTest {
  private static final Map<String, List<String>> CONTENTS =
      Map.of(
          "/usr/include/x86_64-linux-gnu/ffi.h", List.of("libffi-dev"),
          "/usr/include/libxml2/libxml/xmlversion.h", List.of("libxml2-dev"),
          "/usr/lib/x86_64-linux-gnu/libpq.so", List.of("libpq-dev"),
          "/usr/bin/pg_config", List.of("postgresql-common", "libpq-dev"),
          "/usr/lib/x86_64-linux-gnu/pkgconfig/libffi.pc", List.of("libffi-dev"));

  private static List<PackageName> owners(String path) {
    return CONTENTS.getOrDefault(path, List.of()).stream().map(PackageName::new).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "HEADER, ffi.h, libffi-dev",
    "HEADER, libxml/xmlversion.h, libxml2-dev",
    "LIBRARY, pq, libpq-dev",
    "PROGRAM, pg_config, libpq-dev",
    "MODULE, libffi, libffi-dev",
    "HEADER, unheard-of.h,",
    "HEADER, ../include/x86_64-linux-gnu/ffi.h,",
  })
  void namesThePackage(Kind kind, String name, String expected) {
    assertThat(
            new MissingFile(kind, name)
                .owner(MissingFileTest::owners, Architecture.parse("amd64"))
                .map(PackageName::value)
                .orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void looksForAnotherArchitecturesFiles() {
    assertThat(
            new MissingFile(Kind.HEADER, "ffi.h")
                .owner(MissingFileTest::owners, Architecture.parse("armhf")))
        .isEmpty();
  }
}
