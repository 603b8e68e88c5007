package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * PEP 440: "A version specifier consists of a series of version clauses, separated by commas … a
 * candidate version must match all given version clauses in order to match the specifier as a
 * whole."
 */
class SpecifierSetTest {
  @ParameterizedTest
  @ValueSource(strings = {"specifiers.jsonl", "measured-specifiers.jsonl"})
  void holdsForTheVersionsItHoldsForInPackaging(String vectors) {
    assertThat(Vectors.differences(vectors, SpecifierSetTest::contains)).isEmpty();
  }

  private static String contains(JsonNode vector) {
    SpecifierSet specifiers = SpecifierSet.parse(vector.get(0).stringValue());
    return String.valueOf(specifiers.contains(Pep440Version.parse(vector.get(1).stringValue())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "==1.0 1.0+local true",
        "==1.0+local 1.0 false",
        "<=1.0 1.0+local true",
        ">1.0 1.0.post1 false",
        ">1.0 1.0+local false",
        ">1.0.post1 1.0.post2 true",
        "<1.0 1.0rc1 false",
        "<1.0rc2 1.0rc1 true",
        "<1.0.post1 1.0 true",
        "<1.0.post1 1.0.post1.dev1 false",
        "~=2.2 2.9 true",
        "~=2.2.0 2.3 false",
        "==1!1.* 1!1.5 true",
        "==1.* 1!1.5 false",
        "===1.0 1.0.0 false",
        "===1.0-RC1 1.0-rc1 true"
      })
  void followsTheSpecification(String specifiers, String version, boolean holds) {
    assertThat(SpecifierSet.parse(specifiers).contains(Pep440Version.parse(version)))
        .isEqualTo(holds);
  }

  @Test
  void isEqualWhateverTheOrderOfItsClauses() {
    SpecifierSet one = SpecifierSet.parse(">=1.0,<2, !=1.5");
    SpecifierSet other = SpecifierSet.parse("!=1.5.0,>=1,<2.0");

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString("!=1.5,<2,>=1.0");
  }

  @Test
  void countsTheNumbersOfCompatibleReleases() {
    assertThat(SpecifierSet.parse("~=1.0")).isNotEqualTo(SpecifierSet.parse("~=1.0.0"));
  }

  @Test
  void joinsConditions() {
    SpecifierSet both = SpecifierSet.parse(">=1").and(SpecifierSet.parse("<2,>=1.0"));

    assertThat(both.specifiers()).hasSize(2);
    assertThat(SpecifierSet.ANY.and(both)).isEqualTo(both);
    assertThat(both.and(SpecifierSet.ANY)).isEqualTo(both);
  }

  @Test
  void isAnyWhereNothingIsAsked() {
    assertThat(SpecifierSet.parse(" , ").isAny()).isTrue();
    assertThat(SpecifierSet.parse("")).isSameAs(SpecifierSet.ANY).hasToString("");
  }

  @ParameterizedTest
  @CsvSource({
    "'>=1.0rc1',true",
    "'!=1.0rc1',false",
    "'==1.0.*',false",
    "'>=1,<2.dev0',true",
    "'===x',false"
  })
  void admitsPrereleasesWhereItNamesOne(String specifiers, boolean admits) {
    assertThat(SpecifierSet.parse(specifiers).admitsPrereleases()).isEqualTo(admits);
  }

  @Test
  void reportsEveryWrongClauseWithItsPlace() {
    DebwrightException refused =
        catchThrowableOfType(
            DebwrightException.class, () -> SpecifierSet.parse(">=1.*, ~=1 ,>1+local,==1.0a1.*"));

    assertThat(refused.diagnostics())
        .extracting(Diagnostic::why)
        .containsExactly(
            "`.*` can only stand after `==` and `!=`",
            "`~=` needs at least two numbers, for example `~=1.0`",
            "a local label (`+…`) can only be compared with `==`, `!=` and `===`",
            "`.*` cannot follow a pre-release, a post-release, a development release or a local"
                + " label");
    assertThat(refused.diagnostics())
        .extracting(diagnostic -> diagnostic.where().column())
        .containsExactly(1, 8, 13, 22);
    assertThat(refused.diagnostics().get(1).where().length()).isEqualTo(3);
  }

  @Test
  void suggestsTwoEqualsSigns() {
    assertThatExceptionOfType(DebwrightException.class)
        .isThrownBy(() -> Specifier.parse("=1.0"))
        .satisfies(e -> assertThat(e.diagnostics().get(0).fix()).isEqualTo("write `==1.0`"));
  }
}
