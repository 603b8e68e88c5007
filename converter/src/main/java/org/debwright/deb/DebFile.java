package org.debwright.deb;

import java.nio.file.Path;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;

/**
 * A {@code .deb} that lies on disk, and what a repository has to say about it.
 *
 * @param control its control file; Package, Version and Architecture are there and well formed
 */
public record DebFile(Path path, Stanza control, long sizeBytes, Sha256 sha256) {
  /** Name of the package. */
  public PackageName name() {
    return new PackageName(field("Package"));
  }

  /** Version of the package. */
  public DebianVersion version() {
    return DebianVersion.parse(field("Version"));
  }

  /** Architecture of the package. */
  public Architecture architecture() {
    return new Architecture(field("Architecture"));
  }

  /** Name of the source package, by which the pool is ordered (Policy 5.6.1, {@code Source}). */
  public PackageName source() {
    return control
        .get("Source")
        .map(source -> PackageName.parse(source.replaceFirst(" *\\(.*", "")))
        .orElseGet(this::name);
  }

  /** {@code name_version_architecture.deb}, the epoch left out, as a pool has it. */
  public String filename() {
    return name() + "_" + version().withoutEpoch() + "_" + architecture() + ".deb";
  }

  private String field(String name) {
    return control
        .get(name)
        .orElseThrow(() -> new IllegalArgumentException("control file without " + name));
  }
}
