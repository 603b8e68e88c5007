package org.debwright.python;

import java.util.Optional;
import java.util.Set;

/**
 * {@code name-version(-build)?-python-abi-platform.whl} (PEP 427, "File name convention").
 *
 * @param build build tag, empty where none
 * @param tags the compressed tag sets expanded
 */
public record WheelFilename(
    String filename, ProjectName project, Pep440Version version, String build, Set<Tag> tags)
    implements DistributionFilename {

  /** Reads a wheel's file name. Throws DebwrightException. */
  public static WheelFilename parse(String filename) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #parse}, empty where it is none. */
  public static Optional<WheelFilename> tryParse(String filename) {
    throw new UnsupportedOperationException();
  }
}
