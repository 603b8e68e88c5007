package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.debwright.deb.Compression;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.templates.Template;

/**
 * What Policy asks of a package that is ours alone: copyright file (12.5) and changelog (12.7).
 *
 * @param maintainer as in a control file
 * @param epochSeconds when the version was made
 */
public record PackageDocuments(
    PackageName name, DebianVersion version, String maintainer, long epochSeconds) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);

  /**
   * The copyright file of what everybody may use.
   *
   * @param upstream whose it is
   * @param licenceText wrapped, each line with a blank before it
   */
  public Entry copyright(String upstream, String licenceText) {
    String text =
        Template.COPYRIGHT.render(
            Map.of(
                "upstreamName",
                upstream,
                "upstreamContact",
                List.of(),
                "source",
                List.of(),
                "comment",
                List.of(),
                "copyright",
                moment().getYear() + " " + maintainer,
                "licence",
                "permissive",
                "licenceText",
                licenceText));
    return file(directory() + "/copyright", 0644, text);
  }

  /** The changelog: this version alone, with one change. */
  public Entry changelog(String suite, String change) {
    String text =
        Template.CHANGELOG.render(
            Map.of(
                "source", name.value(),
                "version", version.toString(),
                "suite", suite,
                "changes", List.of("  * " + change),
                "maintainer", maintainer,
                "date", MOMENT.format(moment())));
    // Policy 12.7: a native package's own changelog goes by this name.
    return file(directory() + "/changelog.gz", 0644, gzip(text));
  }

  /** A file of the package, in UTF-8. */
  public static Entry file(String path, int mode, String text) {
    return file(path, mode, text.getBytes(UTF_8));
  }

  /** A file of the package. */
  static Entry file(String path, int mode, byte[] bytes) {
    return new Entry.RegularFile(
        new TargetPath(path), mode, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private String directory() {
    return "/usr/share/doc/" + name;
  }

  private OffsetDateTime moment() {
    return Instant.ofEpochSecond(epochSeconds).atOffset(ZoneOffset.UTC);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = Compression.Method.GZIP.usually().encode(packed)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return packed.toByteArray();
  }
}
