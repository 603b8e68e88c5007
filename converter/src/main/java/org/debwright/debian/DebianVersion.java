package org.debwright.debian;

import java.util.Optional;

/**
 * A version of a Debian package: {@code [epoch:]upstream[-revision]} (Policy 5.6.12), ordered as
 * dpkg orders. Equality is dpkg's: {@code 1.0} equals {@code 1.0-0}, {@code 01} equals {@code 1}.
 */
public final class DebianVersion implements Comparable<DebianVersion> {
  private DebianVersion() {}

  /**
   * Reads what dpkg accepts (also bounds such as {@code 1.5.0.~} or {@code 2~~}). Throws
   * DebwrightException.
   */
  public static DebianVersion parse(String text) {
    throw new UnsupportedOperationException();
  }

  /** From its parts; revision empty for none. */
  public static DebianVersion of(long epoch, String upstream, String revision) {
    throw new UnsupportedOperationException();
  }

  /** 0 where none is written. */
  public long epoch() {
    throw new UnsupportedOperationException();
  }

  /** Between epoch and revision. */
  public String upstream() {
    throw new UnsupportedOperationException();
  }

  /** Behind the last hyphen. */
  public Optional<String> revision() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(DebianVersion other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean equals(Object other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int hashCode() {
    throw new UnsupportedOperationException();
  }

  /** As written. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }

  /** As in a file name of the pool: without epoch. */
  public String withoutEpoch() {
    throw new UnsupportedOperationException();
  }
}
