package org.debwright.deb;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digest algorithms that every Java has to have. */
final class Digests {
  private Digests() {}

  static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform requires " + algorithm, e);
    }
  }
}
