package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proxies, of which some want a login of their own. */
class HttpIndexProxyTest extends HttpIndexScene {
  private static final String FAR = "http://index.example/simple/";

  /** What a proxy is asked: the whole address, and its own login. */
  private record Asked(String address, Optional<String> login, Optional<String> serversLogin) {}

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer proxy;
  private boolean wantsLogin;

  @BeforeEach
  void startProxy() throws IOException {
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    proxy.createContext(
        "/",
        exchange -> {
          Optional<String> login =
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
          asked.add(
              new Asked(
                  exchange.getRequestURI().toString(),
                  login,
                  Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
          try (exchange) {
            if (wantsLogin && !login.equals(Optional.of(new Credentials("me", "p w").basic()))) {
              TestServer.send(
                  exchange, 407, new byte[] {'x'}, "Proxy-Authenticate", "Basic realm=\"here\"");
            } else {
              byte[] page = ("<a href=" + WHEEL + ">x</a>").getBytes(UTF_8);
              TestServer.send(exchange, 200, page, "Content-Type", "text/html");
            }
          }
        });
    proxy.start();
  }

  @AfterEach
  void stopProxy() {
    proxy.stop(0);
  }

  private HttpIndex through(String login) {
    String address = "http://" + login + "127.0.0.1:" + proxy.getAddress().getPort();
    return open(
        IndexSettings.NONE
            .withIndexUrl(FAR)
            .withTrustedHosts(List.of("index.example"))
            .withProxy(address)
            .withPatience(5, 0),
        CacheMode.NORMAL);
  }

  @Test
  void asksTheProxyForTheWholeAddress() {
    assertThat(through("").files(DEMO)).hasSize(1);
    assertThat(asked).containsExactly(new Asked(FAR + "demo/", Optional.empty(), Optional.empty()));
  }

  @Test
  void givesTheProxyItsLoginAndNotTheServer() {
    wantsLogin = true;
    assertThat(through("me:p%20w@").files(DEMO)).hasSize(1);
    assertThat(asked.get(asked.size() - 1).login()).contains(new Credentials("me", "p w").basic());
    assertThat(asked).allSatisfy(each -> assertThat(each.serversLogin()).isEmpty());
  }

  @Test
  void saysThatTheProxyWantsALogin() {
    wantsLogin = true;
    assertThat(refusal(() -> through("").files(DEMO)).code()).isEqualTo("index-forbidden");
    assertThat(refusal(() -> through("me:wrong@").files(DEMO)).toString())
        .contains("index-forbidden")
        .doesNotContain("wrong");
  }

  @Test
  void doesNotAskTheProxyForThisMachine() {
    environment.put("http_proxy", "http://127.0.0.1:" + proxy.getAddress().getPort());
    environment.put("no_proxy", "127.0.0.1");
    server.page("/simple/demo/", "<a href=" + WHEEL + ">x</a>");
    assertThat(open().files(DEMO)).hasSize(1);
    assertThat(asked).isEmpty();
  }
}
