package org.debwright.index;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How servers prove who they are, and we to them. Everything is read when the first https
 * connection needs it.
 */
final class Tls {
  private static final char[] NO_PASSWORD = new char[0];

  private final Optional<Path> authorities;
  private final Optional<Path> clientCertificate;
  private Optional<SSLSocketFactory> verifying = Optional.empty();
  private Optional<SSLSocketFactory> trusting = Optional.empty();

  /**
   * TLS as configured.
   *
   * @param authorities PEM bundle instead of Java's own
   * @param clientCertificate PEM file with key and certificates
   */
  Tls(Optional<Path> authorities, Optional<Path> clientCertificate) {
    this.authorities = authorities;
    this.clientCertificate = clientCertificate;
  }

  /** For servers whose certificate must be right. Throws DebwrightException. */
  synchronized SSLSocketFactory verifying() {
    if (verifying.isEmpty()) {
      verifying = Optional.of(factory(authorityManagers()));
    }
    return verifying.get();
  }

  /** For trusted hosts: no certificate is looked at. Throws DebwrightException. */
  synchronized SSLSocketFactory trusting() {
    if (trusting.isEmpty()) {
      trusting = Optional.of(factory(new TrustManager[] {new TrustAll()}));
    }
    return trusting.get();
  }

  private SSLSocketFactory factory(TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(clientKeys(), trust, new SecureRandom());
      return context.getSocketFactory();
    } catch (GeneralSecurityException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  private TrustManager[] authorityManagers() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities.isEmpty() ? null : store(authorities.get()));
      return factory.getTrustManagers();
    } catch (GeneralSecurityException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  private static KeyStore store(Path pem) throws GeneralSecurityException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : PemFile.read(pem).certificates()) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    return store;
  }

  private KeyManager[] clientKeys() throws GeneralSecurityException {
    if (clientCertificate.isEmpty()) {
      return new KeyManager[0];
    }
    PemFile pem = PemFile.read(clientCertificate.get());
    KeyStore store = emptyStore();
    List<Certificate> chain = pem.certificates();
    Stream<Certificate> certificates = chain.stream();
    store.setKeyEntry(
        "client", pem.privateKey(), NO_PASSWORD, certificates.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return store;
  }

  /** Believes everybody; extended, so that Java adds no check of the host's name. */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
