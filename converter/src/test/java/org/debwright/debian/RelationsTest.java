package org.debwright.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian Policy 7.1. */
class RelationsTest {
  @Test
  void readsClausesAlternativesQualifiersAndBounds() {
    Relations relations =
        Relations.parse(
            "python3:any (>= 3.11~),\n python3-six(<<1.2)|python3-six  ( >=  1.2.~ ), libc6");
    assertThat(relations)
        .hasToString(
            "python3:any (>= 3.11~), python3-six (<< 1.2) | python3-six (>= 1.2.~), libc6");
    assertThat(Relations.parse(relations.toString())).isEqualTo(relations);
  }

  @Test
  void takesOldSingleAngleBracketsAsDpkgDoes() {
    assertThat(Relations.parse("a1 (< 1), b1 (> 1)")).hasToString("a1 (<= 1), b1 (>= 1)");
  }

  @Test
  void dropsAClauseThatStandsThereTwice() {
    assertThat(Relations.parse("aa (>= 1), aa (>= 1)")).hasToString("aa (>= 1)");
  }

  @Test
  void emptyFieldAsksForNothing() {
    assertThat(Relations.parse(" ").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aa,",
        "aa,,bb",
        "aa|",
        "aa (1.0)",
        "aa (== 1)",
        "aa (>= 1",
        "aa [amd64]",
        "aa <!nocheck>",
        "A_b",
        "aa (>= x y)",
        "aa bb",
        "${python3:Depends}"
      })
  void refusesWhatIsNoRelation(String field) {
    assertThatThrownBy(() -> Relations.parse(field)).isInstanceOf(DebwrightException.class);
  }

  @Test
  void reportsEveryPartThatIsWrong() {
    assertThatThrownBy(() -> Relations.parse("aa (1), bb, cc (== 2)"))
        .isInstanceOfSatisfying(
            DebwrightException.class, e -> assertThat(e.diagnostics()).hasSize(2));
  }
}
