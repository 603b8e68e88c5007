package org.debwright.index;

import java.util.OptionalLong;

/** A range like {@code 10.0.0.0/8}, which {@code no_proxy} may hold. */
final class Ipv4Range {
  private Ipv4Range() {}

  /** Whether {@code range} is one and {@code host} an address within it. */
  static boolean contains(String range, String host) {
    int slash = range.indexOf('/');
    if (slash < 0 || !range.substring(slash + 1).matches("[12]?\\d|3[0-2]")) {
      return false;
    }
    OptionalLong network = parse(range.substring(0, slash));
    OptionalLong address = parse(host);
    int shift = 32 - Integer.parseInt(range.substring(slash + 1));
    return network.isPresent()
        && address.isPresent()
        && network.getAsLong() >> shift == address.getAsLong() >> shift;
  }

  /** The number an address in four parts stands for. */
  static OptionalLong parse(String text) {
    String[] parts = text.split("\\.", -1);
    long value = 0;
    for (String part : parts) {
      if (parts.length != 4 || !part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
        return OptionalLong.empty();
      }
      value = value << 8 | Integer.parseInt(part);
    }
    return OptionalLong.of(value);
  }
}
