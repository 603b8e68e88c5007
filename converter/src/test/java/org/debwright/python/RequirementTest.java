package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.stream.Collectors;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** PEP 508: "A dependency specification always specifies a distribution name." */
class RequirementTest {
  @Test
  void readsAndRefusesAsPackaging() {
    assertThat(Vectors.differences("requirements.jsonl", RequirementTest::parts)).isEmpty();
  }

  private static String parts(JsonNode vector) {
    Requirement requirement = Requirement.parse(vector.get(0).stringValue());
    assertThat(Requirement.parse(requirement.toString())).isEqualTo(requirement);
    String extras =
        requirement.extras().stream()
            .map(extra -> "\"" + extra + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    return String.format(
        "[\"%s\",%s,\"%s\",\"%s\",%s]",
        requirement.name(),
        extras,
        requirement.specifiers(),
        requirement.url().orElse(""),
        requirement.marker().isPresent());
  }

  @Test
  void isPrintedNormalised() {
    assertThat(Requirement.parse(" Zope.Interface[B_c,a] (>=2, <3);python_version<'3'"))
        .hasToString("zope-interface[a,b-c]<3,>=2; python_version < \"3\"");
    assertThat(Requirement.parse("a@file:x ;os_name=='y'"))
        .hasToString("a @ file:x ; os_name == \"y\"");
  }

  @Test
  void appliesWhereItsMarkerHolds() {
    Requirement requirement = Requirement.parse("a; extra == 'test' and sys_platform == 'linux'");
    MarkerEnvironment linux =
        PythonTarget.of(new PythonVersion(3, 11), "3.11.2", "x86_64", 36).markers();

    assertThat(requirement.appliesTo(linux, Set.of(new ProjectName("Test")))).isTrue();
    assertThat(requirement.appliesTo(linux, Set.of())).isFalse();
    assertThat(Requirement.parse("a").appliesTo(linux, Set.of())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo bar|5|1|a version specifier such as `>=1`, or `;` and a marker, is expected here",
        "foo=1.0|4|4|it must begin with one of `~=`, `==`, `!=`, `<=`, `>=`, `<`, `>`, `===`",
        "foo (>=1|5|4|this `(` has no matching `)` after the version specifiers",
        "foo[a b]|7|1|a comma is expected between two extras",
        "foo[a|4|2|this `[` has no matching `]`",
        "foo @|6|1|a URL is expected after `@`",
        "foo @ file:x os_name|14|1|`;` and a marker is expected here",
        "-foo|1|4|a name begins and ends with a letter or a digit (PEP 508)",
        "foo>=|4|2|a version is missing after `>=`"
      })
  void saysWhatIsWrongAndWhere(String text, int column, int length, String why) {
    Diagnostic diagnostic =
        catchThrowableOfType(DebwrightException.class, () -> Requirement.parse(text))
            .diagnostics()
            .get(0);

    assertThat(diagnostic.why()).isEqualTo(why);
    assertThat(diagnostic.where()).isEqualTo(new Location("requirement", 1, column, text, length));
  }

  @Test
  void reportsAllThatIsWrongInOneGo() {
    DebwrightException refused =
        catchThrowableOfType(
            DebwrightException.class, () -> Requirement.parse("foo>=x,<2.*; os_nam == 'a'"));

    assertThat(refused.diagnostics())
        .extracting(Diagnostic::what)
        .containsExactly(
            "`>=x` is not a version specifier",
            "`<2.*` is not a version specifier",
            "`foo>=x,<2.*; os_nam == 'a'` is not a requirement");
  }

  @Test
  void pointsIntoTheFileItStandsIn() {
    Location where = new Location("METADATA", 7, 16, "Requires-Dist: foo=1", 5);
    DebwrightException refused =
        catchThrowableOfType(DebwrightException.class, () -> Requirement.parse("foo=1", where));

    assertThat(refused.diagnostics().get(0).where())
        .isEqualTo(new Location("METADATA", 7, 19, "Requires-Dist: foo=1", 2));
  }

  @Test
  void doesNotPrintCredentials() {
    DebwrightException refused =
        catchThrowableOfType(
            DebwrightException.class, () -> Requirement.parse("foo @ https://me:secret@h/x ; bad"));

    assertThat(refused.diagnostics().toString()).doesNotContain("secret").doesNotContain("me:");
  }
}
