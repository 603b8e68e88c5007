package org.debwright.python;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;

/**
 * METADATA or PKG-INFO, versions 1.0 to 2.6 of the core metadata specification. Text is cleaned of
 * control characters; what is missing is empty.
 *
 * @param fields every header in order, name in the specification's spelling, value unfolded; {@code
 *     UNKNOWN}, which distutils wrote for what is missing, left out
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
   * Reads the bytes of METADATA or PKG-INFO; what merely deserves a warning is passed over.
   *
   * @param source named in errors, for example the wheel's file name
   * @throws DebwrightException with everything that is wrong
   */
  public static CoreMetadata parse(byte[] content, String source) {
    return parse(content, source, Reporter.SILENT);
  }

  /**
   * Reads the bytes of METADATA or PKG-INFO.
   *
   * @param reporter takes warnings: an unknown version of the format, what had to be mended
   * @throws DebwrightException with everything that is wrong
   */
  public static CoreMetadata parse(byte[] content, String source, Reporter reporter) {
    return new CoreMetadataParser(source, reporter).parse(content);
  }

  /** The first value of a header, for example {@code License-Expression}. */
  public Optional<String> first(String field) {
    return all(field).stream().findFirst();
  }

  /** All values of a header, empty where it is missing. */
  public List<String> all(String field) {
    return fields.getOrDefault(MetadataField.spelling(field), List.of());
  }

  /** Whether {@code field} is in {@code Dynamic} (PEP 643), or the metadata are older than 2.2. */
  public boolean isDynamic(String field) {
    return metadataVersion.startsWith("1.")
        || metadataVersion.equals("2.0")
        || metadataVersion.equals("2.1")
        || all("Dynamic").stream().anyMatch(field::equalsIgnoreCase);
  }
}
