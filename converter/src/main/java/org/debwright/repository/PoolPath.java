package org.debwright.repository;

import org.debwright.deb.DebFile;

/** Where a package lies in the pool, ordered as Debian's own. */
public final class PoolPath {
  private PoolPath() {}

  /**
   * For example {@code pool/main/f/flask/python3-flask_3.0-1_all.deb}, or {@code pool/main/libx/…}
   * for sources that begin with {@code lib}; relative to the repository.
   */
  public static String of(DebFile deb) {
    String source = deb.source().value();
    String prefix =
        source.startsWith("lib") && source.length() > 3
            ? source.substring(0, 4)
            : source.substring(0, 1);
    return "pool/main/" + prefix + "/" + source + "/" + deb.filename();
  }
}
