package org.debwright.deb;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;

/**
 * A source package on disk (Policy 5.4).
 *
 * @param control the fields of its {@code .dsc} but those that list files
 * @param original what was released, unchanged where dpkg-source can read it
 * @param others the {@code debian.tar.xz}, and the {@code .dsc} last
 */
public record SourcePackage(Stanza control, SourceFile original, List<SourceFile> others) {
  /** Copies. */
  public SourcePackage {
    others = List.copyOf(others);
  }

  /** Its name, which is that of the binary package. */
  public PackageName name() {
    return new PackageName(control.get("Source").orElseThrow());
  }

  /** Its version, which is that of the binary package. */
  public DebianVersion version() {
    return DebianVersion.parse(control.get("Version").orElseThrow());
  }

  /** All files. */
  public List<SourceFile> files() {
    return Stream.concat(Stream.of(original), others.stream()).toList();
  }

  /**
   * Its paragraph of a repository's Sources, see the Debian Wiki, "DebianRepository/Format".
   *
   * @param directory in the repository, where its files lie
   */
  public Stanza paragraph(String directory) {
    Stanza stanza = Stanza.empty().with("Package", name().value());
    for (Map.Entry<String, String> field : control.without("Source").fields().entrySet()) {
      stanza = stanza.with(field.getKey(), field.getValue());
    }
    return withFiles(stanza, files())
        .with("Directory", directory)
        .with("Priority", "optional")
        .with("Section", "python");
  }

  static Stanza withFiles(Stanza stanza, List<SourceFile> files) {
    return stanza
        .with(
            "Checksums-Sha256",
            files.stream().map(SourceFile::sha256Line).collect(Collectors.joining()))
        .with("Files", files.stream().map(SourceFile::md5Line).collect(Collectors.joining()));
  }
}
