package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.CoreMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of a package: description, homepage, copyright, and who signs for them. */
class TextsTest {
  private static final Instant RELEASED = Instant.parse("2023-11-14T00:00:00Z");

  @Test
  void cleansTheSynopsis() {
    assertThat(Description.synopsis(metadata("Summary: A  fine\n        library for you.\n")))
        .isEqualTo("fine library for you");
    assertThat(Description.synopsis(metadata("Summary: " + "long ".repeat(40) + "\n")))
        .hasSizeLessThanOrEqualTo(80)
        .endsWith("...");
    assertThat(Description.synopsis(metadata(""))).isEqualTo("demo distribution for Python");
  }

  @Test
  void takesProseOutOfAReadme() {
    String readme =
        """

        # demo

        [![Build](https://x.example/b.svg)](https://x.example)

        - item one
        - item two

        **demo** is a [library](https://x.example) for `doing` things that nobody
        else would ever want to do, and does them well.

        ```
        demo --help
        ```
        """;
    assertThat(PlainText.about("demo", readme))
        .containsExactly(
            "demo is a library for doing things that nobody else would ever want to do, and does"
                + " them well.");
  }

  @Test
  void choosesTheHomepageByItsLabel() {
    assertThat(
            Homepage.of(
                metadata(
                    """
                    Project-URL: Donate, https://donate.example/
                    Project-URL: Home-Page, https://home.example/
                    Home-page: https://older.example/
                    """)))
        .contains("https://home.example/");
    assertThat(Homepage.of(metadata("Home-page: javascript:alert(1)\n"))).isEmpty();
  }

  @Test
  void quotesTheLicenceAndItsNotice() {
    String copyright =
        copyright(
            "License-Expression: MIT\n",
            Map.of("/l", "Copyright (c) 2012 Jo\n\nDo as you like.\n"));
    assertThat(copyright)
        .contains("Copyright: 2012 Jo\n")
        .contains("License: Expat\n Copyright (c) 2012 Jo\n .\n Do as you like.\n");
  }

  @Test
  void refersToCommonLicences() {
    String apache =
        "Apache License\n Version 2.0, January 2004\n http://x.example/\n\n1. Definitions.";
    assertThat(copyright("", Map.of("/path/LICENSE", apache)))
        .contains("/usr/share/common-licenses/Apache-2.0")
        .contains("/path/LICENSE")
        .contains("Copyright: 2023 the authors of demo\n")
        .doesNotContain("Definitions");
  }

  @Test
  void compressesAsGzipDoes() throws IOException {
    byte[] content = "demo\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    byte[] compressed = Gzip.compress(content);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
        .isEqualTo(content);
    assertThat(compressed).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__import__('pkg_resources').declare_namespace(__name__)\n",
        "# comment\n__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n",
        """
        try:
            import pkg_resources
            pkg_resources.declare_namespace(__name__)
        except ImportError:
            import pkgutil
            __path__ = pkgutil.extend_path(__path__, __name__)
        """,
        "\"\"\"Namespace.\"\"\"\nfrom pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)"
      })
  void knowsANamespaceDeclaration(String source) {
    assertThat(NamespaceInit.isDeclaration(source)).isTrue();
    assertThat(NamespaceInit.isDeclaration(source + "\nVERSION = 1\n")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Jo", "jo@example.org", "Jo, Doe <jo@x>", "Jo <jo@x>\nEssential: yes"})
  void refusesWhatIsNoMaintainer(String text) {
    assertThatThrownBy(() -> Maintainer.parse(text)).isInstanceOf(DebwrightException.class);
  }

  private static String copyright(String fields, Map<String, String> licences) {
    return new String(
        CopyrightFile.of(metadata(fields), licences, RELEASED), StandardCharsets.UTF_8);
  }

  private static CoreMetadata metadata(String fields) {
    String text = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n" + fields;
    return CoreMetadata.parse(text.getBytes(StandardCharsets.UTF_8), "test");
  }
}
