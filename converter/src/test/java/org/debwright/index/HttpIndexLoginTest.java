package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Logins go to the host they are for, and nowhere else. */
class HttpIndexLoginTest extends HttpIndexScene {
  @Test
  void saysThatALoginIsWanted() {
    server.status("/simple/demo/", 401);
    assertThat(refusedPage()).isEqualTo("index-forbidden");
  }

  @Test
  void refusesPlainHttpFromElsewhere() {
    IndexSettings far = IndexSettings.NONE.withIndexUrl("http://index.example/simple/");
    assertThat(refusal(() -> open(far, CacheMode.NORMAL).files(DEMO)).fix())
        .contains("--trusted-host index.example");
  }

  @Test
  void neverSendsALoginToAnotherHost() {
    server.on(
        "/simple/demo/",
        exchange -> {
          String target = server.otherUrl("/moved/");
          TestServer.send(exchange, 302, new byte[0], "Location", target);
        });
    server.page("/moved/", "<a href='" + WHEEL + "'>x</a>");
    String url = server.url("/simple/").replace("://", "://user:secret@");
    HttpIndex index = open(settings().withIndexUrl(url), CacheMode.NORMAL);
    Distribution file = index.files(DEMO).get(0);
    assertThat(server.asked().get(0).headers()).containsKey("Authorization");
    assertThat(server.asked().get(1).headers()).doesNotContainKey("Authorization");
    assertThat(file.url()).isEqualTo(server.otherUrl("/moved/" + WHEEL));
  }

  @Test
  void neverPrintsALogin() {
    server.status("/simple/demo/", 403);
    String url = server.url("/simple/").replace("://", "://user:secret@");
    HttpIndex index = open(settings().withIndexUrl(url), CacheMode.NORMAL);
    assertThat(refusal(() -> index.files(DEMO)).toString()).doesNotContain("secret");
  }

  @Test
  void takesALoginFromNetrc() throws IOException {
    Path netrc = directory.resolve("netrc");
    Files.writeString(netrc, "machine 127.0.0.1 login me password \"p w\"\n");
    environment.put("NETRC", netrc.toString());
    open().files(DEMO);
    assertThat(server.asked().get(0).headers())
        .containsEntry("Authorization", new Credentials("me", "p w").basic());
  }
}
