package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.debian.PackageName;

/** The authors' changelog has one name in every package: {@code changelog.gz} (Policy 12.7). */
final class UpstreamChangelog {
  private static final Pattern RIGHT = Pattern.compile("changelog(\\.html)?(\\.gz)?");
  private static final Pattern LIKELY = Pattern.compile("(?i)change(?!.*debian).*");
  private static final int LARGEST = 8 << 20;

  private UpstreamChangelog() {}

  /**
   * The files, the changelog among them by its name: one that came by another name into the
   * directory that is the package's own.
   */
  static List<PlacedFile> named(List<PlacedFile> files, PackageName name) {
    String directory = InstallPaths.document(name.value(), "x").value().replaceFirst("x$", "");
    List<PlacedFile> documents =
        files.stream()
            .filter(f -> f.path().value().equals(directory + f.path().fileName()))
            .sorted(Comparator.comparing(f -> f.path().value()))
            .toList();
    Optional<PlacedFile> changelog =
        documents.stream()
            .filter(f -> LIKELY.matcher(f.path().fileName()).matches())
            .filter(f -> !f.path().fileName().endsWith(".gz") && f.sizeBytes() <= LARGEST)
            .findFirst();
    boolean has = documents.stream().anyMatch(f -> RIGHT.matcher(f.path().fileName()).matches());
    return has || changelog.isEmpty()
        ? files
        : files.stream()
            .map(f -> f.path().equals(changelog.get().path()) ? renamed(f, name) : f)
            .collect(Collectors.toList());
  }

  private static PlacedFile renamed(PlacedFile file, PackageName name) {
    boolean html = file.path().fileName().endsWith(".html");
    try (InputStream in = file.content().open()) {
      return PlacedFile.of(
          InstallPaths.document(name.value(), html ? "changelog.html.gz" : "changelog.gz"),
          file.origin(),
          0644,
          Gzip.compress(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
