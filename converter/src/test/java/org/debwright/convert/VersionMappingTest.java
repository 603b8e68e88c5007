package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.Pep440Version;
import org.debwright.python.SpecifierSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors are the answers of the Python library packaging. */
class VersionMappingTest {
  private static final PackageName X = new PackageName("python3-x");

  static List<String> versions() {
    return lines("version-mapping.txt");
  }

  static List<String> specifiers() {
    return lines("specifier-mapping.txt");
  }

  private static List<String> lines(String resource) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(VersionMappingTest.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(l -> !l.startsWith("#")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void spellsAVersion(String vector) {
    String[] parts = vector.split(" ", -1);
    assertThat(VersionMapping.version(Pep440Version.parse(parts[1]), 0)).hasToString(parts[2]);
  }

  @Test
  void keepsTheOrder() {
    List<String> vectors = versions();
    for (int i = 1; i < vectors.size(); i++) {
      DebianVersion below = deb(vectors.get(i - 1));
      DebianVersion above = deb(vectors.get(i));
      assertThat(Integer.signum(below.compareTo(above)))
          .as(vectors.get(i))
          .isEqualTo(vectors.get(i).startsWith("=") ? 0 : -1);
    }
  }

  private static DebianVersion deb(String vector) {
    return VersionMapping.version(Pep440Version.parse(vector.split(" ", -1)[1]), 0);
  }

  @ParameterizedTest
  @MethodSource("specifiers")
  void admitsWhatPep440Admits(String vector) {
    String[] parts = vector.split(" ", -1);
    Relations relations = relations(parts[0]);
    boolean expected = parts[2].equals("yes");
    // Debian cannot tell spellings of equal versions apart.
    if (parts[0].startsWith("===") && !expected) {
      return;
    }
    for (String revision : List.of("1", "1+b1", "2~bpo12+1", "4.1+dw1+deb12")) {
      DebianVersion bare = VersionMapping.version(Pep440Version.parse(parts[1]), 0);
      DebianVersion revised = DebianVersion.of(bare.epoch(), bare.upstream(), revision);
      assertThat(VersionMapping.admits(relations, revised))
          .as("%s in %s", revised, relations)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">=2.6; python3-x (>= 2.6), python3-x (<< 2.6.0~~) | python3-x (>= 2.6.0)",
        ">=1.2.3; python3-x (>= 1.2.3)",
        "<2; python3-x (<< 2~~)",
        "==2.*; python3-x (>= 2~~), python3-x (<< 3~~)",
        ">1.7; python3-x (>= 1.7.0.0~~)",
        "<0; python3-x (<< 0~~)",
        "''; python3-x"
      })
  void readsAsInTheSpecification(String specifiers, String expected) {
    assertThat(relations(specifiers)).hasToString(expected);
  }

  /** The suites' own packages keep upstream's zeros, and bring suffixes of their own. */
  @ParameterizedTest
  @CsvSource({
    ">=2.9,2.9-1,true",
    "==1.0.0,1.0-3,true",
    "==2.28.1,2.28.1+dfsg-1,true",
    "<2,2.0~rc1-1,false",
    "<=2.0,2.0-1,true",
    "!=1.5,1.5.0-1,false"
  })
  void admitsTheSuitesOwnSpelling(String specifiers, String version, boolean expected) {
    assertThat(VersionMapping.admits(relations(specifiers), DebianVersion.parse(version)))
        .isEqualTo(expected);
  }

  @Test
  void bringsTheEpochIntoEveryBound() {
    assertThat(VersionMapping.relations(X, SpecifierSet.parse(">=2.0.1,<3"), 1))
        .hasToString("python3-x (<< 1:3~~), python3-x (>= 1:2.0.1)");
    assertThat(VersionMapping.version(Pep440Version.parse("1!2.0"), 3)).hasToString("4:2.0.0");
  }

  @Test
  void refusesWhatNoVersionCanSatisfy() {
    assertThatThrownBy(() -> relations("===wheat")).isInstanceOf(DebwrightException.class);
  }

  @Test
  void refusesAnEpochBeyondDpkgs() {
    Pep440Version version = Pep440Version.parse("2147483648!1");
    assertThatThrownBy(() -> VersionMapping.version(version, 0))
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("2147483648!1");
  }

  @Test
  void warnsOfArbitraryEquality() {
    assertThat(VersionMapping.approximations(X, SpecifierSet.parse("===1.0,>0")))
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("specifier-approximated"));
  }

  @Test
  void comparesAsDpkgDoes() {
    Stream.of(
            "1.0.0~~dev3 1.0.0~a1",
            "1.0.0~rc1 1.0.0",
            "1.0.0+cuN1N1N8 1.0.0.~post1",
            "1.0.0.~post1 1.0.1")
        .map(p -> p.split(" ", -1))
        .forEach(p -> assertThat(Dpkg.compare(p[0], "lt", p[1])).isTrue());
  }

  private static Relations relations(String specifiers) {
    return VersionMapping.relations(X, SpecifierSet.parse(specifiers), 0);
  }
}
