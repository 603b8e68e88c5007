package org.debwright.python;

import java.util.List;
import java.util.Optional;

/**
 * A version as PEP 440 defines it. Equality and order are the specification's: {@code 1.0} equals
 * {@code 1.0.0}.
 */
public final class Pep440Version implements Comparable<Pep440Version> {
  private Pep440Version() {}

  /**
   * Reads any spelling PEP 440 accepts (appendix B), {@code v1.0-RC1} included. Throws
   * DebwrightException.
   */
  public static Pep440Version parse(String text) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #parse}, empty where {@code text} is no version. */
  public static Optional<Pep440Version> tryParse(String text) {
    throw new UnsupportedOperationException();
  }

  /** Epoch, 0 where none is written. */
  public long epoch() {
    throw new UnsupportedOperationException();
  }

  /**
   * Release segment as written, at least one number, trailing zeros kept: decimal digits without
   * leading zeros.
   */
  public List<String> release() {
    throw new UnsupportedOperationException();
  }

  /** Pre-release as {@code a1}, {@code b2}, {@code rc3}. */
  public Optional<String> pre() {
    throw new UnsupportedOperationException();
  }

  /** Number of the post-release, decimal digits. */
  public Optional<String> post() {
    throw new UnsupportedOperationException();
  }

  /** Number of the development release, decimal digits. */
  public Optional<String> dev() {
    throw new UnsupportedOperationException();
  }

  /** Local version label, normalised, for example {@code ubuntu.1}. */
  public Optional<String> local() {
    throw new UnsupportedOperationException();
  }

  /** Whether it is a pre-release or a development release. */
  public boolean isPrerelease() {
    throw new UnsupportedOperationException();
  }

  /** This version without its local label. */
  public Pep440Version withoutLocal() {
    throw new UnsupportedOperationException();
  }

  /** The text it was read from. */
  public String spelled() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Pep440Version other) {
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

  /** The normalised spelling, release as written: {@code 1.0rc1}. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
