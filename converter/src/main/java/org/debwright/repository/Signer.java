package org.debwright.repository;

/** Whoever signs Release files. */
public interface Signer {
  /**
   * The text with its signature around it, as InRelease has it.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it cannot be signed
   */
  byte[] clearsigned(String text);

  /**
   * The signature alone in ASCII, as Release.gpg has it.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it cannot be signed
   */
  byte[] detached(String text);

  /** By which the signatures are verified. */
  PublicKey publicKey();
}
