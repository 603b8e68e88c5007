package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of an authority only the test knows, made by OpenSSL, good for a hundred years. */
class TlsTest {
  private static final char[] PASSWORD = "secret".toCharArray();

  @TempDir Path directory;
  private HttpsServer server;

  private void start(boolean wantsClient) throws IOException, GeneralSecurityException {
    SSLContext context = serverContext();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ours = context.getDefaultSSLParameters();
            ours.setNeedClientAuth(wantsClient);
            parameters.setSSLParameters(ours);
          }
        });
    server.createContext(
        "/simple/demo/",
        exchange ->
            TestServer.send(
                exchange,
                200,
                "<a href=demo-1.0.tar.gz>x</a>".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Content-Type",
                "text/html"));
    server.start();
  }

  private SSLContext serverContext() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(resource("server.p12"))) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    clients.setCertificateEntry("ca", PemFile.read(resource("ca.pem")).certificates().get(0));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(clients);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static Path resource(String name) {
    try {
      return Path.of(TlsTest.class.getResource("tls/" + name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String url(String host) {
    return "https://" + host + ":" + server.getAddress().getPort() + "/simple";
  }

  private int files(IndexSettings settings) {
    try (HttpIndex index =
        HttpIndex.open(
            settings.withPatience(5, 0),
            directory,
            CacheMode.NORMAL,
            Map.of(),
            Clock.systemUTC(),
            Reporter.SILENT)) {
      return index.files(new ProjectName("demo")).size();
    }
  }

  private Diagnostic refusal(IndexSettings settings) {
    DebwrightException refused =
        catchThrowableOfType(DebwrightException.class, () -> files(settings));
    assertThat(refused).isNotNull();
    return refused.diagnostics().get(0);
  }

  private IndexSettings settings() {
    return IndexSettings.NONE.withIndexUrl(url("127.0.0.1"));
  }

  @Test
  void refusesAnUnknownAuthority() throws Exception {
    start(false);
    assertThat(refusal(settings()).fix()).contains("--cert");
  }

  @Test
  void believesTheAuthorityThatIsGiven() throws Exception {
    start(false);
    assertThat(files(settings().withCert(resource("ca.pem").toString()))).isEqualTo(1);
  }

  @Test
  void refusesACertificateOfAnotherName() throws Exception {
    start(false);
    IndexSettings other = settings().withIndexUrl(url("localhost"));
    assertThat(refusal(other.withCert(resource("ca.pem").toString())).why())
        .startsWith("TLS fails");
  }

  @Test
  void asksATrustedHostForNoProof() throws Exception {
    start(false);
    IndexSettings other = settings().withIndexUrl(url("localhost"));
    assertThat(files(other.withTrustedHosts(List.of("localhost")))).isEqualTo(1);
    assertThat(refusal(settings().withTrustedHosts(List.of("localhost"))).code())
        .isEqualTo("index-unreachable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-pkcs8.pem", "client-rsa.pem", "client-ec.pem"})
  void showsItsOwnCertificate(String file) throws Exception {
    start(true);
    IndexSettings settings = settings().withCert(resource("ca.pem").toString());
    assertThat(files(settings.withClientCert(resource(file).toString()))).isEqualTo(1);
  }

  @Test
  void refusesABundleThatIsNone() throws Exception {
    start(false);
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    assertThat(refusal(settings().withCert(empty.toString())).why())
        .isEqualTo("it holds no certificate in PEM");
  }
}
