package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** A user and a password; prints as nothing at all. */
record Credentials(String user, String password) {
  /** The value of an {@code Authorization} header, scheme Basic (RFC 7617). */
  String basic() {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "****";
  }
}
