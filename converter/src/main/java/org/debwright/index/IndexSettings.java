package org.debwright.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where distributions are looked for and how it is reached: pip's configuration with options laid
 * over it. Addresses may hold credentials.
 *
 * @param indexUrl root of a Simple API (PEP 503), http, https, file or a local path; empty where
 *     none is known
 * @param extraIndexUrls further ones, with equal rights, as pip treats them
 * @param findLinks pages, archives or directories of archives, addresses or local paths
 * @param noIndex whether only {@code findLinks} counts
 * @param trustedHosts {@code host} or {@code host:port}, whose certificates are not verified and
 *     which may speak plain http
 * @param cert PEM bundle of authorities that replaces the default one
 * @param clientCert PEM file with key and certificate of this client
 * @param proxy {@code [user:password@]host:port} or an address, for every request
 * @param timeoutSeconds of connecting and of each read
 * @param retries how many times a failed request is repeated
 */
public record IndexSettings(
    Optional<String> indexUrl,
    List<String> extraIndexUrls,
    List<String> findLinks,
    boolean noIndex,
    List<String> trustedHosts,
    Optional<String> cert,
    Optional<String> clientCert,
    Optional<String> proxy,
    double timeoutSeconds,
    int retries) {

  /** No place at all, with pip's own defaults of time-out and retries. */
  public static final IndexSettings NONE =
      new IndexSettings(
          Optional.empty(),
          List.of(),
          List.of(),
          false,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          15,
          5);

  /** Copies. */
  public IndexSettings {
    extraIndexUrls = List.copyOf(extraIndexUrls);
    findLinks = List.copyOf(findLinks);
    trustedHosts = List.copyOf(trustedHosts);
  }

  /** What pip is configured for. */
  public static IndexSettings of(PipConfiguration pip) {
    return new IndexSettings(
        pip.indexUrl(),
        pip.extraIndexUrls(),
        pip.findLinks(),
        pip.noIndex(),
        pip.trustedHosts(),
        pip.cert(),
        pip.clientCert(),
        pip.proxy(),
        pip.timeoutSeconds(),
        pip.retries());
  }

  /** With {@code --index-url}; the extra ones stay, as in pip. */
  public IndexSettings withIndexUrl(String url) {
    return new IndexSettings(
        Optional.of(url),
        extraIndexUrls,
        findLinks,
        noIndex,
        trustedHosts,
        cert,
        clientCert,
        proxy,
        timeoutSeconds,
        retries);
  }

  /** With {@code --extra-index-url}, beside those there are. */
  public IndexSettings withExtraIndexUrls(List<String> urls) {
    return new IndexSettings(
        indexUrl,
        joined(extraIndexUrls, urls),
        findLinks,
        noIndex,
        trustedHosts,
        cert,
        clientCert,
        proxy,
        timeoutSeconds,
        retries);
  }

  /** With {@code --find-links}, beside those there are. */
  public IndexSettings withFindLinks(List<String> places) {
    return new IndexSettings(
        indexUrl,
        extraIndexUrls,
        joined(findLinks, places),
        noIndex,
        trustedHosts,
        cert,
        clientCert,
        proxy,
        timeoutSeconds,
        retries);
  }

  /** With {@code --no-index}. */
  public IndexSettings withoutIndex() {
    return new IndexSettings(
        indexUrl,
        extraIndexUrls,
        findLinks,
        true,
        trustedHosts,
        cert,
        clientCert,
        proxy,
        timeoutSeconds,
        retries);
  }

  /** With {@code --trusted-host}, beside those there are. */
  public IndexSettings withTrustedHosts(List<String> hosts) {
    return new IndexSettings(
        indexUrl,
        extraIndexUrls,
        findLinks,
        noIndex,
        joined(trustedHosts, hosts),
        cert,
        clientCert,
        proxy,
        timeoutSeconds,
        retries);
  }

  /** With {@code --cert}. */
  public IndexSettings withCert(String file) {
    return new IndexSettings(
        indexUrl,
        extraIndexUrls,
        findLinks,
        noIndex,
        trustedHosts,
        Optional.of(file),
        clientCert,
        proxy,
        timeoutSeconds,
        retries);
  }

  /** With {@code --client-cert}. */
  public IndexSettings withClientCert(String file) {
    return new IndexSettings(
        indexUrl,
        extraIndexUrls,
        findLinks,
        noIndex,
        trustedHosts,
        cert,
        Optional.of(file),
        proxy,
        timeoutSeconds,
        retries);
  }

  /** With {@code --proxy}. */
  public IndexSettings withProxy(String address) {
    return new IndexSettings(
        indexUrl,
        extraIndexUrls,
        findLinks,
        noIndex,
        trustedHosts,
        cert,
        clientCert,
        Optional.of(address),
        timeoutSeconds,
        retries);
  }

  /** With {@code --timeout} and {@code --retries}. */
  public IndexSettings withPatience(double seconds, int times) {
    return new IndexSettings(
        indexUrl,
        extraIndexUrls,
        findLinks,
        noIndex,
        trustedHosts,
        cert,
        clientCert,
        proxy,
        seconds,
        times);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all.stream().distinct().toList();
  }
}
