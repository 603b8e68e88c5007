package org.debwright.deb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * Writes the source package of a binary one, in format {@code 3.0 (quilt)} without patches: the
 * released source as it is, and beside it changelog and copyright of the package with the rules
 * that say how it was made. It has the binary package's name and version, so apt finds it by
 * either.
 */
public final class SourceWriter {
  // The one that the packages themselves follow; nothing depends on it.
  private static final String STANDARDS = "4.6.2";
  private static final int LARGEST_TEXT = 4 << 20;

  private final DebFile binary;
  private final String rules;

  /**
   * For one package.
   *
   * @param rules a makefile with the targets of Policy 4.9
   */
  public SourceWriter(DebFile binary, String rules) {
    this.binary = binary;
    this.rules = rules;
  }

  /**
   * Writes it.
   *
   * @param original a tar that dpkg-source can read
   * @param compression its suffix: {@code .gz}, {@code .bz2} or {@code .xz}
   * @param directory where to, it exists
   * @throws DebwrightException if the package has no changelog or copyright, or cannot be read
   */
  public SourcePackage write(Path original, String compression, Path directory) {
    long modifiedEpochSeconds = DebReader.modified(binary.path());
    String stem = binary.name() + "_";
    try {
      SourceFile released =
          SourceFile.of(stem + binary.version().upstream() + ".orig.tar" + compression, original);
      String debian = stem + binary.version().withoutEpoch() + ".debian.tar.xz";
      SourceTar.ofTexts(texts(), modifiedEpochSeconds, directory.resolve(debian));
      SourceFile packaging = SourceFile.of(debian, directory.resolve(debian));
      String name = stem + binary.version().withoutEpoch() + ".dsc";
      Stanza control = control();
      Files.writeString(
          directory.resolve(name),
          SourcePackage.withFiles(control, List.of(released, packaging)).toString());
      SourceFile dsc = SourceFile.of(name, directory.resolve(name));
      return new SourcePackage(control, released, List.of(packaging, dsc));
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("source-unwritable", "the source of `" + stem + "` cannot be written")
              .because(String.valueOf(e.getMessage())),
          e);
    }
  }

  // Policy 5.4. A package for all architectures stays one, whatever others of the release are.
  private Stanza control() {
    Stanza control =
        Stanza.empty()
            .with("Format", "3.0 (quilt)")
            .with("Source", binary.name().value())
            .with("Binary", binary.name().value())
            .with("Architecture", architecture())
            .with("Version", binary.version().toString())
            .with("Maintainer", binary.control().get("Maintainer").orElse(""));
    return homepage()
        .map(address -> control.with("Homepage", address))
        .orElse(control)
        .with("Standards-Version", STANDARDS)
        .with("Package-List", "\n" + binary.name() + " deb python optional arch=" + architecture());
  }

  private String architecture() {
    return binary.architecture().name().equals("all") ? "all" : "any";
  }

  private Optional<String> homepage() {
    return binary.control().get("Homepage");
  }

  private SortedMap<String, byte[]> texts() throws IOException {
    SortedMap<String, byte[]> texts = new TreeMap<>();
    texts.put("debian/changelog", changelog());
    texts.put("debian/control", controlFile().getBytes(UTF_8));
    texts.put("debian/copyright", document("copyright"));
    texts.put("debian/rules", rules.getBytes(UTF_8));
    texts.put("debian/source/format", "3.0 (quilt)\n".getBytes(UTF_8));
    return texts;
  }

  private byte[] changelog() throws IOException {
    byte[] packed = document("changelog.Debian.gz");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(LARGEST_TEXT);
    }
  }

  private byte[] document(String name) throws IOException {
    String path = "/usr/share/doc/" + binary.name() + "/" + name;
    return DebReader.file(binary.path(), path)
        .orElseThrow(() -> new IOException("`" + binary.filename() + "` has no `" + path + "`"));
  }

  // Policy 5.2.
  private String controlFile() {
    Stanza source =
        Stanza.empty()
            .with("Source", binary.name().value())
            .with("Section", "python")
            .with("Priority", "optional")
            .with("Maintainer", binary.control().get("Maintainer").orElse(""))
            .with("Standards-Version", STANDARDS)
            .with("Rules-Requires-Root", "no");
    Stanza made =
        Stanza.empty()
            .with("Package", binary.name().value())
            .with("Architecture", architecture())
            .with("Description", binary.control().get("Description").orElse(""));
    return homepage().map(address -> source.with("Homepage", address)).orElse(source) + "\n" + made;
  }
}
