package org.debwright.repository;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * Where machines find a repository, as apt's {@code URIs} takes it, without a slash at the end.
 *
 * @param uri without blanks, for example {@code file:/srv/repo}
 */
public record RepositoryAddress(String uri) {
  // sources.list(5), "URI specification": a method of apt, then whatever it takes; no blanks.
  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9+.-]*:[!-~]+");

  /** Checks; use {@link #parse} for text from outside. */
  public RepositoryAddress {
    if (!VALID.matcher(uri).matches()) {
      throw new IllegalArgumentException("not an address: " + uri);
    }
  }

  /**
   * An address from outside.
   *
   * @throws DebwrightException if apt could not take it, or it holds a password that every machine
   *     could then read
   */
  public static RepositoryAddress parse(String text) {
    String uri = text.replaceFirst("/+$", "");
    if (!VALID.matcher(uri).matches()) {
      throw Diagnostic.error("address-invalid", "`" + text + "` is not an address of a repository")
          .because("apt wants a method, a colon and a place without blanks: `file:/srv/repo`")
          .toException();
    }
    if (uri.matches("[a-z0-9+.-]+://[^/]*@.*")) {
      throw Diagnostic.error("address-secret", "the address of the repository holds a login")
          .because("it would be readable on every machine that uses the repository")
          .mend("leave it out and put it into `/etc/apt/auth.conf.d` there")
          .toException();
    }
    return new RepositoryAddress(uri);
  }

  /** A directory on the same machine. */
  public static RepositoryAddress of(Path root) {
    String path = root.toAbsolutePath().normalize().toUri().getRawPath();
    return new RepositoryAddress("file:" + path.replaceFirst("/+$", ""));
  }

  /** Whether it is a directory. */
  boolean isLocal() {
    return uri.startsWith("file:");
  }
}
