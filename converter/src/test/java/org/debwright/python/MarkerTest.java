package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashSet;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * PEP 508: "Environment markers allow a dependency specification to provide a rule that describes
 * when the dependency should be used."
 */
class MarkerTest {
  private static final PythonTarget BOOKWORM =
      PythonTarget.of(new PythonVersion(3, 11), "3.11.2", "x86_64", 36);

  @Test
  void meansWhatItMeansToPackaging() {
    assertThat(Vectors.differences("markers.jsonl", MarkerTest::evaluate)).isEmpty();
  }

  @Test
  void readsBackWhatItPrints() {
    assertThat(
            Vectors.differences(
                "markers.jsonl",
                vector -> {
                  Marker marker = Marker.parse(vector.get(0).stringValue());
                  Marker again = Marker.parse(marker.toString());
                  assertThat(again).isEqualTo(marker).hasToString(marker.toString());
                  return evaluate(vector);
                }))
        .isEmpty();
  }

  private static String evaluate(JsonNode vector) {
    String full = vector.get(1).stringValue();
    PythonTarget target =
        PythonTarget.of(PythonVersion.parse(full), full, vector.get(2).stringValue(), 36);
    Set<ProjectName> extras = new HashSet<>();
    vector.get(3).forEach(extra -> extras.add(new ProjectName(extra.stringValue())));
    Marker marker = Marker.parse(vector.get(0).stringValue());
    return String.valueOf(marker.evaluate(target.markers(), extras));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "os.name=='posix'|os_name == \"posix\"",
        "python_implementation != 'x'|platform_python_implementation != \"x\"",
        "((extra == 'A_b')) and (os_name=='x' or os_name == 'y')|extra == \"a-b\" and (os_name == \"x\" or os_name == \"y\")",
        "(os_name=='a' and os_name=='b') or (os_name=='c')|os_name == \"a\" and os_name == \"b\" or os_name == \"c\"",
        "os_name == 'a\"b'|os_name == 'a\"b'",
        "os_name == 'a\\x41\\n'|os_name == \"aA\\x0a\"",
        "os_name == 'a\\x22\\x27'|os_name == 'a\"\\x27'"
      })
  void isPrintedNormalised(String text, String normalised) {
    assertThat(Marker.parse(text)).hasToString(normalised);
    assertThat(Marker.parse(normalised)).isEqualTo(Marker.parse(text));
  }

  @Test
  void namesTheExtrasItAsksFor() {
    assertThat(Marker.parse("extra == 'B.c' or 'a' == extra and os_name == 'z'").mentionedExtras())
        .extracting(ProjectName::normalized)
        .containsExactly("a", "b-c");
  }

  @Test
  void asksLockFilesForMembersOfSets() {
    Marker marker = Marker.parse("'Dev_x' in extras and 'docs' not in dependency_groups");

    assertThat(marker.evaluate(BOOKWORM.markers(), Set.of(new ProjectName("dev-x")))).isTrue();
    assertThat(marker.evaluate(BOOKWORM.markers(), Set.of())).isFalse();
  }

  @Test
  void comparesArbitraryTextOfVersionVariables() {
    assertThat(Marker.parse("platform_release === ''").evaluate(BOOKWORM.markers(), Set.of()))
        .isTrue();
  }

  @Test
  void takesUnreleasedPythonsForVersions() {
    PythonTarget target = PythonTarget.of(new PythonVersion(3, 13), "3.13.0+", "x86_64", 41);

    assertThat(Marker.parse("python_full_version > '3.12'").evaluate(target.markers(), Set.of()))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "python_versio < '3'|1|`python_versio` is no variable; a string must be quoted",
        "os_name = 'x'|9|an operator is expected here: `==`, `!=`, `<=`, `>=`, `<`, `>`, `~=`, `===`, `in` or `not in`",
        "os_name == 'x|12|this string does not end",
        "(os_name == 'x'|1|this `(` has no matching `)`",
        "os_name == 'x' os_name|16|`and`, `or` or the end is expected here",
        "os_name == '\\x4'|12|this string has an escape Python does not know",
        "os_name ==|11|a variable or a quoted string is expected here"
      })
  void saysWhatIsWrongAndWhere(String text, int column, String why) {
    Diagnostic diagnostic =
        catchThrowableOfType(DebwrightException.class, () -> Marker.parse(text))
            .diagnostics()
            .get(0);

    assertThat(diagnostic.why()).isEqualTo(why);
    assertThat(diagnostic.where().column()).isEqualTo(column);
    assertThat(diagnostic.where().text()).isEqualTo(text);
  }

  @Test
  void refusesNestingThatWouldExhaustTheStack() {
    String text = "(".repeat(100_000) + "os_name == 'x'" + ")".repeat(100_000);

    assertThatExceptionOfType(DebwrightException.class).isThrownBy(() -> Marker.parse(text));
  }
}
