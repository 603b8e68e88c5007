package org.debwright.python;

import java.util.Map;

/**
 * The values of the marker variables of one declared Python (PEP 508, table of variables).
 *
 * @param values variable name to value, for example {@code python_version} to {@code 3.11}; no
 *     {@code extra}
 */
public record MarkerEnvironment(Map<String, String> values) {
  /** Copies. */
  public MarkerEnvironment {
    values = Map.copyOf(values);
  }
}
