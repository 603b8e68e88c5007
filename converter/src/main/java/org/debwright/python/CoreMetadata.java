package org.debwright.python;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * METADATA or PKG-INFO, versions 1.0 to 2.6 of the core metadata specification. Text is cleaned of
 * control characters; what is missing is empty.
 *
 * @param fields every header as written, in order, name in the specification's spelling
 * @param description the long description, from header or body
 */
public record CoreMetadata(
    String metadataVersion,
    ProjectName name,
    String spelledName,
    Pep440Version version,
    List<Requirement> requiresDist,
    SpecifierSet requiresPython,
    List<ProjectName> providesExtra,
    String summary,
    String description,
    Map<String, List<String>> fields) {

  /**
   * Reads the bytes of METADATA or PKG-INFO.
   *
   * @param source named in errors, for example the wheel's file name
   */
  public static CoreMetadata parse(byte[] content, String source) {
    throw new UnsupportedOperationException();
  }

  /** The first value of a header, for example {@code License-Expression}. */
  public Optional<String> first(String field) {
    throw new UnsupportedOperationException();
  }

  /** All values of a header, empty where it is missing. */
  public List<String> all(String field) {
    throw new UnsupportedOperationException();
  }

  /** Whether {@code field} is in {@code Dynamic} (PEP 643), or the metadata are older than 2.2. */
  public boolean isDynamic(String field) {
    throw new UnsupportedOperationException();
  }
}
