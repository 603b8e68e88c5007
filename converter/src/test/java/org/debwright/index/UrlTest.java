package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTest {
  // RFC 3986, 5.4, "Reference Resolution Examples", without those on parameters.
  @ParameterizedTest
  @CsvSource({
    "g,http://a/b/c/g",
    "./g,http://a/b/c/g",
    "g/,http://a/b/c/g/",
    "/g,http://a/g",
    "//g,http://g",
    "?y,http://a/b/c/d?y",
    "g?y,http://a/b/c/g?y",
    "#s,http://a/b/c/d?q#s",
    "g#s,http://a/b/c/g#s",
    ".,http://a/b/c/",
    "..,http://a/b/",
    "../g,http://a/b/g",
    "../..,http://a/",
    "../../g,http://a/g",
    "../../../g,http://a/g",
    "/./g,http://a/g",
    "/../g,http://a/g",
    "g.,http://a/b/c/g.",
    "..g,http://a/b/c/..g",
    "./g/.,http://a/b/c/g/",
    "g/../h,http://a/b/c/h",
    "https://x/y,https://x/y",
  })
  void resolvesAsTheRfcSays(String reference, String expected) {
    assertThat(Url.parse("http://a/b/c/d?q").resolve(reference)).hasToString(expected);
  }

  @Test
  void escapesWhatMayNotStandInAnAddress() {
    assertThat(Url.parse("https://h/a b/é\r\nX: y"))
        .hasToString("https://h/a%20b/%C3%A9%0D%0AX:%20y");
  }

  @Test
  void printsNoSecrets() {
    assertThat(Url.parse("https://u:p%40w@h:8/x?token=1#f").display()).isEqualTo("https://h:8/x");
  }

  @Test
  void keepsOddCredentials() {
    assertThat(Url.parse("https://u:p%40w@h/").credentials()).contains(new Credentials("u", "p@w"));
    assertThat(Url.parse("https://u:p@w@h/").host()).isEqualTo("h");
    assertThat(new Credentials("u", "secret").toString()).doesNotContain("secret");
  }

  @Test
  void namesLocalFilesOfAnySpelling() {
    Path path = Path.of("/tmp/a b%20c/#x?.whl");
    assertThat(Url.parse(Url.ofFile(path).toString()).toPath()).isEqualTo(path);
  }

  @Test
  void knowsIpv6AndPorts() {
    Url url = Url.parse("http://[::1]:8080/x");
    assertThat(url.host()).isEqualTo("[::1]");
    assertThat(url.port()).isEqualTo(8080);
    assertThat(Url.parse("http://[::1]/x").port()).isEqualTo(80);
  }
}
