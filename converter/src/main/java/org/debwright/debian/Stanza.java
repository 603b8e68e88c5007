package org.debwright.debian;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A paragraph of a control file, deb822(5): fields in order, names compared without case. Values
 * are logical: lines joined by {@code \n} without the leading blank, an empty line where the file
 * has {@code .} (in {@code Description}).
 */
public final class Stanza {
  private Stanza() {}

  /** An empty one. */
  public static Stanza empty() {
    throw new UnsupportedOperationException();
  }

  /**
   * With {@code name} set, in its old place or at the end. A value with several lines is folded so
   * that it can never begin a field; throws IllegalArgumentException for a name that is none and
   * for control characters.
   */
  public Stanza with(String name, String value) {
    throw new UnsupportedOperationException();
  }

  /** The value of a field. */
  public Optional<String> get(String name) {
    throw new UnsupportedOperationException();
  }

  /** All fields in order. */
  public Map<String, String> fields() {
    return new LinkedHashMap<>();
  }

  /** The paragraph as written to a file, with a line feed at the end and no empty line. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
