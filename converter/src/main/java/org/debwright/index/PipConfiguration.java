package org.debwright.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * What pip on this machine is configured for, as pip itself reads its files and its environment.
 * Fields are pip's download options of the same names.
 *
 * @param noBinary project names, or {@code :all:}
 * @param onlyBinary project names, or {@code :all:}
 */
public record PipConfiguration(
    Optional<String> indexUrl,
    List<String> extraIndexUrls,
    List<String> findLinks,
    boolean noIndex,
    Optional<String> cert,
    Optional<String> clientCert,
    List<String> trustedHosts,
    Optional<String> proxy,
    double timeoutSeconds,
    int retries,
    boolean pre,
    List<String> noBinary,
    List<String> onlyBinary,
    boolean preferBinary,
    boolean requireHashes) {

  /** Copies. */
  public PipConfiguration {
    extraIndexUrls = List.copyOf(extraIndexUrls);
    findLinks = List.copyOf(findLinks);
    trustedHosts = List.copyOf(trustedHosts);
    noBinary = List.copyOf(noBinary);
    onlyBinary = List.copyOf(onlyBinary);
  }

  /**
   * Asks pip, or an answer it gave before to the same question: same interpreter, same {@code
   * PIP_*} variables, same configuration files. Empty where no Python here has pip.
   *
   * @param environment of the user, given to pip
   * @param cacheRoot where answers are kept
   */
  public static Optional<PipConfiguration> find(Map<String, String> environment, Path cacheRoot) {
    return new PipQuestion(environment, cacheRoot, /* needsIndex= */ true).ask();
  }

  /**
   * As {@link #find}, for a caller who knows which index to ask: then pip need not be started where
   * its files and variables are plain. Without {@link #indexUrl} where only pip would know it.
   */
  public static Optional<PipConfiguration> beside(Map<String, String> environment, Path cacheRoot) {
    return new PipQuestion(environment, cacheRoot, /* needsIndex= */ false).ask();
  }

  /**
   * As {@link #find}, for a caller who cannot do without.
   *
   * @throws DebwrightException where no Python here has pip
   */
  public static PipConfiguration require(Map<String, String> environment, Path cacheRoot) {
    return find(environment, cacheRoot).orElseThrow(() -> missing().toException());
  }

  /** All of it, to compare with another; may hold passwords. */
  public byte[] toBytes() {
    return PipAnswer.write(this, new CompactWriter()).toByteArray();
  }

  private static Diagnostic missing() {
    return Diagnostic.error("pip-missing", "no index is known")
        .because("the index is the one pip is configured for, and no Python here has pip")
        .mend("install `python3-pip`, or give `--index-url`");
  }
}
