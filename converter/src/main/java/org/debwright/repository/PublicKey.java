package org.debwright.repository;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The public half of a signing key, as apt's {@code Signed-By} takes it. */
public final class PublicKey {
  private final String fingerprint;
  private final byte[] binary;
  private final String armoured;

  PublicKey(String fingerprint, byte[] binary, byte[] armoured) {
    this.fingerprint = fingerprint;
    this.binary = binary.clone();
    this.armoured = new String(armoured, US_ASCII);
  }

  /** 40 upper-case hexadecimal digits. */
  public String fingerprint() {
    return fingerprint;
  }

  /** As a keyring in binary. */
  public byte[] binary() {
    return binary.clone();
  }

  /** As text. */
  public String armoured() {
    return armoured;
  }
}
