package org.debwright.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
  /** The version of the jar, or {@code development} when run from classes. */
  static String version() {
    String version = VersionText.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"debwright " + version()};
  }
}
