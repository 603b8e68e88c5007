package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetrcTest {
  @Test
  void readsMachinesDefaultsQuotesMacrosAndComments() {
    Netrc netrc =
        Netrc.parse(
            """
            # machine commented login no password no
            machine a.example login me account acc password "a \\"b\\""
            macdef init
            machine fake login x password y

            machine B.example
              user you
              password #hash
            default login anonymous password x@
            """);
    assertThat(netrc.credentials("a.example")).contains(new Credentials("me", "a \"b\""));
    assertThat(netrc.credentials("b.example")).contains(new Credentials("you", "#hash"));
    assertThat(netrc.credentials("fake")).contains(new Credentials("anonymous", "x@"));
    assertThat(netrc.byHost()).doesNotContainKey("commented");
  }

  @Test
  void survivesAnything() {
    assertThat(Netrc.parse("machine").byHost()).isEmpty();
    assertThat(Netrc.parse("login x machine a login").credentials("a"))
        .contains(new Credentials("", ""));
  }

  @Test
  void choosesProxiesAsRequestsDoes() {
    Proxies proxies =
        new Proxies(
            Optional.empty(),
            Map.of(
                "HTTPS_PROXY", "http://p.example:3128",
                "all_proxy", "q.example:1",
                "no_proxy", "localhost,.inside.example,10.0.0.0/8"));
    assertThat(proxies.of(Url.parse("https://x.example/")).map(Url::host)).contains("p.example");
    assertThat(proxies.of(Url.parse("http://x.example/")).map(Url::host)).contains("q.example");
    assertThat(proxies.of(Url.parse("https://a.inside.example/"))).isEmpty();
    assertThat(proxies.of(Url.parse("https://notinside.example/"))).isPresent();
    assertThat(proxies.of(Url.parse("http://10.1.2.3/"))).isEmpty();
    assertThat(proxies.of(Url.parse("http://11.1.2.3/"))).isPresent();
  }
}
