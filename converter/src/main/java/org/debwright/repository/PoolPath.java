package org.debwright.repository;

import org.debwright.deb.DebFile;
import org.debwright.deb.SourcePackage;
import org.debwright.debian.PackageName;

/** Where a package lies in the pool, ordered as Debian's own. */
public final class PoolPath {
  private static final int DIGITS = 16;

  private PoolPath() {}

  /**
   * For example {@code pool/main/f/flask/python3-flask_3.0-1_all.deb}, or {@code pool/main/libx/…}
   * for sources that begin with {@code lib}; relative to the repository.
   */
  public static String of(DebFile deb) {
    return directory(deb.source()) + "/" + deb.filename();
  }

  /**
   * Where the files of a source package lie: beside the binary ones, in a directory that the
   * released source gives its name to. Two versions of one upstream version may come of different
   * sources, for example of two commits, and their names would be the same.
   */
  public static String of(SourcePackage source) {
    return directory(source.name()) + "/" + source.original().sha256().hex().substring(0, DIGITS);
  }

  /** Where all of a source lies, for example {@code pool/main/f/flask}. */
  static String directory(PackageName name) {
    String source = name.value();
    String prefix =
        source.startsWith("lib") && source.length() > 3
            ? source.substring(0, 4)
            : source.substring(0, 1);
    return "pool/main/" + prefix + "/" + source;
  }
}
