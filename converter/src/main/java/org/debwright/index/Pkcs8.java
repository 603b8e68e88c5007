package org.debwright.index;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Wraps the private keys OpenSSL used to write into PKCS #8 (RFC 5208), which Java reads. */
final class Pkcs8 {
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 4;
  private static final int PARAMETERS = 0xa0;

  private Pkcs8() {}

  /** Wraps PKCS #1. */
  static byte[] ofRsa(byte[] pkcs1) {
    return tagged(SEQUENCE, VERSION_0, RSA, tagged(OCTET_STRING, pkcs1));
  }

  /** Wraps RFC 5915; the curve is taken out of it. Malformed input gives a malformed result. */
  static byte[] ofEc(byte[] sec1) {
    byte[] algorithm = tagged(SEQUENCE, EC, curve(sec1));
    return tagged(SEQUENCE, VERSION_0, algorithm, tagged(OCTET_STRING, sec1));
  }

  /** Content of the field {@code [0]} of an ECPrivateKey: the curve's object identifier. */
  private static byte[] curve(byte[] sec1) {
    int at = skipHeader(sec1, 0);
    while (at >= 0 && at + 1 < sec1.length) {
      int content = skipHeader(sec1, at);
      int length = length(sec1, at);
      if (content < 0 || length < 0 || content + length > sec1.length) {
        break;
      }
      if ((sec1[at] & 0xff) == PARAMETERS) {
        return java.util.Arrays.copyOfRange(sec1, content, content + length);
      }
      at = content + length;
    }
    return new byte[0];
  }

  private static int skipHeader(byte[] der, int at) {
    int first = at + 1 < der.length ? der[at + 1] & 0xff : 0xff;
    return first < 0x80 ? at + 2 : first <= 0x82 ? at + 2 + (first & 0x7f) : -1;
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f) && at + 2 + i < der.length; i++) {
      length = (length << 8) | (der[at + 2 + i] & 0xff);
    }
    return length;
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    // DER wants the shortest form; a key is never longer than 64 kB.
    if (length > 0xff) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length >= 0x80) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
