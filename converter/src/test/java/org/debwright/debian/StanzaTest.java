package org.debwright.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** deb822(5). */
class StanzaTest {
  @Test
  void keepsOrderAndFindsNamesWithoutCase() {
    Stanza stanza = Stanza.empty().with("Package", "a1").with("Version", "1").with("package", "b1");
    assertThat(stanza).hasToString("package: b1\nVersion: 1\n");
    assertThat(stanza.get("PACKAGE")).contains("b1");
    assertThat(stanza.without("VERSION").fields()).containsOnlyKeys("package");
  }

  @Test
  void foldsLinesAndWritesEmptyOnesAsDots() {
    Stanza stanza = Stanza.empty().with("Description", "synopsis\nfirst\n\n  verbatim\n");
    assertThat(stanza).hasToString("Description: synopsis\n first\n .\n   verbatim\n .\n");
    assertThat(Stanza.parse(stanza.toString())).isEqualTo(stanza);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\nEssential: yes",
        "x\n\nPackage: evil",
        "x\n \nPackage: evil",
        "x\n\t\nPackage: evil",
        "x\n.\nEssential: yes",
        "\nEssential: yes",
        "x\n#\nEssential: yes",
        "x\n-----BEGIN PGP SIGNATURE-----"
      })
  void neverLetsAValueBeginAField(String hostile) {
    Stanza stanza = Stanza.empty().with("Summary", hostile).with("Z", "1");
    Stanza back = Stanza.parse(stanza.toString());
    assertThat(back).isEqualTo(stanza);
    assertThat(back.fields()).containsOnlyKeys("Summary", "Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rEssential: yes", "a\u0000", "a\u001b[31m", "a\u0085b"})
  void refusesControlCharacters(String hostile) {
    Stanza empty = Stanza.empty();
    assertThatThrownBy(() -> empty.with("Summary", hostile))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "#a", "-a", "a\nb", "ä", "a\t"})
  void refusesWhatIsNoFieldName(String name) {
    Stanza empty = Stanza.empty();
    assertThatThrownBy(() -> empty.with(name, "1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsParagraphsOneByOne() throws IOException {
    String text = "\n# comment\nA: 1\n# comment\n b\n\n \nB:2\nC:\n x\n .\n y\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Deb822Reader reader = new Deb822Reader(new ByteArrayInputStream(bytes), "Packages")) {
      assertThat(reader.next().orElseThrow().get("a")).contains("1\nb");
      assertThat(reader.next().orElseThrow().fields())
          .containsEntry("B", "2")
          .containsEntry("C", "\nx\n\ny");
      assertThat(reader.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A 1\n", " a\n", "A: 1\na: 2\n", ": x\n", "A: 1\nb\n"})
  void refusesMalformedParagraphs(String text) {
    assertThatThrownBy(() -> Stanza.parseAll(text))
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("malformed");
  }
}
