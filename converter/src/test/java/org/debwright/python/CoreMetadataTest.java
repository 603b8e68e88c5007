package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreMetadataTest {
  private static final String HEAD = "Metadata-Version: 2.1\nName: Demo\nVersion: 1.0\n";

  private final List<Diagnostic> reported = new ArrayList<>();
  private final Reporter reporter =
      new Reporter() {
        @Override
        public void report(Diagnostic diagnostic) {
          reported.add(diagnostic);
        }

        @Override
        public Progress begin(String label, long total, Unit unit) {
          return SILENT.begin(label, total, unit);
        }
      };

  @Test
  void readsFieldsAndBody() {
    CoreMetadata metadata =
        parse(
            HEAD
                + "summary: A demo\r\n"
                + "Requires-Dist: six>=1\n"
                + "Requires-Dist: idna (>=2,<3) ; extra == 'x'\n"
                + "Requires-Python: >=3.8\n"
                + "Provides-Extra: X_y\n"
                + "License-Expression: MIT\n"
                + "\n"
                + "# Demo\n\nText: more\n");

    assertThat(metadata.name()).hasToString("demo");
    assertThat(metadata.spelledName()).isEqualTo("Demo");
    assertThat(metadata.summary()).isEqualTo("A demo");
    assertThat(metadata.requiresDist()).hasSize(2);
    assertThat(metadata.requiresPython()).hasToString(">=3.8");
    assertThat(metadata.providesExtra()).containsExactly(new ProjectName("x-y"));
    assertThat(metadata.first("license-expression")).contains("MIT");
    assertThat(metadata.description()).isEqualTo("# Demo\n\nText: more");
    assertThat(reported).isEmpty();
  }

  @Test
  void joinsFoldedLines() {
    assertThat(parse(HEAD + "Summary: A\n   long\n\tone\n").summary()).isEqualTo("A long one");
  }

  @Test
  void undentsEightBlanks() {
    assertThat(
            parse(HEAD + "Description: Demo\n        ====\n        \n          x\n").description())
        .isEqualTo("Demo\n====\n\n  x");
  }

  @Test
  void undentsBars() {
    assertThat(
            parse(HEAD + "Description: Demo\n       |====\n       |\n       |  x\n").description())
        .isEqualTo("Demo\n====\n\n  x");
  }

  @Test
  void leavesOutWhatDistutilsDidNotKnow() {
    CoreMetadata metadata = parse(HEAD + "Summary: UNKNOWN\nLicense: UNKNOWN\n\nUNKNOWN\n\n\n");
    assertThat(metadata.summary()).isEmpty();
    assertThat(metadata.all("License")).isEmpty();
    assertThat(metadata.description()).isEmpty();
  }

  @Test
  void dropsControlCharacters() {
    CoreMetadata metadata = parse(HEAD + "Summary: a\u001b[31mb\u0000c\u2028d\u0085e\n");
    assertThat(metadata.summary()).isEqualTo("a[31mbcde");
  }

  @Test
  void aFoldedLineAddsNoField() {
    CoreMetadata metadata = parse(HEAD + "Summary: x\n Requires-Dist: evil\n");
    assertThat(metadata.summary()).isEqualTo("x Requires-Dist: evil");
    assertThat(metadata.requiresDist()).isEmpty();
  }

  @Test
  void refusesAFoldedLineMeantForAControlFile() {
    assertThatThrownBy(() -> parse(HEAD + "Summary: x\n Essential: yes\n"))
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("smuggles a field into its Summary");
  }

  @Test
  void readsEachLineInItsOwnEncoding() {
    byte[] latin = (HEAD + "Author: J\u00fcrgen\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf8 = "Maintainer: \u0141ukasz\n".getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[latin.length + utf8.length];
    System.arraycopy(latin, 0, both, 0, latin.length);
    System.arraycopy(utf8, 0, both, latin.length, utf8.length);

    CoreMetadata metadata = CoreMetadata.parse(both, "demo");

    assertThat(metadata.first("Author")).contains("J\u00fcrgen");
    assertThat(metadata.first("Maintainer")).contains("\u0141ukasz");
  }

  @Test
  void warnsOfANewerMinorVersion() {
    parse("Metadata-Version: 2.10\nName: demo\nVersion: 1\n");
    assertThat(reported).extracting(Diagnostic::code).containsExactly("metadata-version-unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0", "1.1", "1.2", "1.3", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6"})
  void knowsEveryVersionOfTheFormat(String version) {
    parse("Metadata-Version: " + version + "\nName: demo\nVersion: 1\n");
    assertThat(reported).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Metadata-Version: 3.0\nName: demo\nVersion: 1\n",
        "Metadata-Version: x\nName: demo\nVersion: 1\n",
        "Metadata-Version: 2.1\nVersion: 1\n",
        "Metadata-Version: 2.1\nName: demo\n",
        "Metadata-Version: 2.1\nName: de mo\nVersion: 1\n",
        "Metadata-Version: 2.1\nName: demo\nVersion: one\n",
      })
  void refuses(String content) {
    DebwrightException refusal =
        catchThrowableOfType(DebwrightException.class, () -> parse(content));
    assertThat(refusal.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("metadata-invalid");
  }

  @Test
  void collectsAllThatIsWrongWithItsLines() {
    DebwrightException refusal =
        catchThrowableOfType(
            DebwrightException.class,
            () -> parse(HEAD + "Requires-Dist: a b\nRequires-Dist: six\nRequires-Dist: ???\n"));
    assertThat(refusal.diagnostics()).extracting(d -> d.where().line()).containsExactly(4, 6);
  }

  @Test
  void refusesAnEndlessFile() {
    DebwrightException refusal =
        catchThrowableOfType(
            DebwrightException.class, () -> CoreMetadata.parse(new byte[(16 << 20) + 1], "demo"));
    assertThat(refusal.diagnostics().get(0).why()).startsWith("at most 16 MiB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo2 (>=1.0.*) | foo2>=1.0",
        "foo2>=1.0<2.0 | foo2<2.0,>=1.0",
        "foo (>=1.0, <2.0,) | foo<2.0,>=1.0",
        "foo (!=3.0*) | foo!=3.0.*",
        "foo>='2.7' ; python_version < '3' | foo>=2.7; python_version < \"3\"",
        "foo (=>1.0) | foo>=1.0",
        "foo>dev | foo>0.0.0.dev0",
      })
  void mendsWhatOldToolsTook(String written, String meant) {
    CoreMetadata metadata = parse(HEAD + "Requires-Dist: " + written + "\n");

    assertThat(metadata.requiresDist()).containsExactly(Requirement.parse(meant));
  }

  @Test
  void takesAnyPythonWhereRequiresPythonIsNonsense() {
    assertThat(parse(HEAD + "Requires-Python: three\n").requiresPython().isAny()).isTrue();
    assertThat(reported).extracting(Diagnostic::code).containsExactly("metadata-field-ignored");
  }

  @Test
  void knowsWhatIsReliable() {
    assertThat(parse(HEAD).isDynamic("Requires-Dist")).isTrue();
    String head = "Metadata-Version: 2.2\nName: demo\nVersion: 1\n";
    assertThat(parse(head).isDynamic("Requires-Dist")).isFalse();
    assertThat(parse(head + "Dynamic: requires-dist\n").isDynamic("Requires-Dist")).isTrue();
  }

  private CoreMetadata parse(String content) {
    return CoreMetadata.parse(content.getBytes(StandardCharsets.UTF_8), "demo", reporter);
  }
}
