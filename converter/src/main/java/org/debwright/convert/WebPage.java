package org.debwright.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A page, script or style sheet as lintian looks at it: letters of ASCII in lower case, comments
 * left out.
 */
final class WebPage {
  private final byte[] bytes;
  private final int length;

  private WebPage(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Of its bytes, which are not kept. */
  static WebPage of(byte[] original) {
    byte[] bytes = original.clone();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
        bytes[i] |= 0x20;
      }
    }
    return new WebPage(bytes, bytes.length);
  }

  /** Without {@code <!-- -->} and {@code /* }{@code *}{@code /}; conditional ones are none. */
  WebPage withoutComments() {
    byte[] kept = new byte[length];
    int size = 0;
    int from = 0;
    // Where a comment had no end, no later one of its kind has.
    boolean mayClose = true;
    boolean mayEnd = true;
    for (int at = 0; at < length; at++) {
      int end = -1;
      if (bytes[at] == '<' && mayClose && startsWith("<!--", at) && !startsWith("[if", at + 4)) {
        end = closing(at + 4);
        mayClose = end >= 0;
      } else if (bytes[at] == '/' && mayEnd && startsWith("/*", at)) {
        end = ending(at + 2);
        mayEnd = end >= 0;
      }
      if (end >= 0) {
        System.arraycopy(bytes, from, kept, size, at - from);
        size += at - from;
        from = end;
        at = end - 1;
      }
    }
    System.arraycopy(bytes, from, kept, size, length - from);
    return new WebPage(kept, size + length - from);
  }

  // Behind `-->`, or `--` and `>` with blanks between.
  private int closing(int from) {
    for (int at = from; at + 2 < length; at++) {
      if (bytes[at] == '-' && bytes[at + 1] == '-') {
        int next = at + 2;
        while (next < length && isBlank(bytes[next])) {
          next++;
        }
        if (next < length && bytes[next] == '>') {
          return next + 1;
        }
      }
    }
    return -1;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private int ending(int from) {
    for (int at = from; at + 1 < length; at++) {
      if (bytes[at] == '*' && bytes[at + 1] == '/') {
        return at + 2;
      }
    }
    return -1;
  }

  private boolean startsWith(String text, int at) {
    for (int i = 0; i < text.length(); i++) {
      if (at + i >= length || bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean contains(String text) {
    byte first = (byte) text.charAt(0);
    for (int at = 0; at < length; at++) {
      if (bytes[at] == first && startsWith(text, at)) {
        return true;
      }
    }
    return false;
  }

  /** Where from {@code from} on a tag or an {@code @import} begins, -1 for nowhere. */
  int nextFetch(int from) {
    for (int at = from; at < length; at++) {
      if ((bytes[at] == '<' && at + 1 < length && bytes[at + 1] >= 'a' && bytes[at + 1] <= 'z')
          || (bytes[at] == '@' && startsWith("@import", at))) {
        return at;
      }
    }
    return -1;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** The bytes as characters of the same numbers. */
  String text() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
