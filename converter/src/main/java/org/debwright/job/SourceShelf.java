package org.debwright.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.deb.DebFile;
import org.debwright.deb.Sha256;
import org.debwright.deb.SourceFile;
import org.debwright.deb.SourcePackage;
import org.debwright.deb.SourceWriter;
import org.debwright.debian.Stanza;
import org.debwright.job.MadePackage.Upstream;
import org.debwright.job.Originals.Original;
import org.debwright.target.Target;
import org.debwright.templates.Template;

/**
 * Source packages in the cache, {@code sources/KEY/}. The key is all that goes into one: the
 * package, the released file, and which debwright wrote it.
 */
final class SourceShelf {
  private final Target target;
  private final int revision;
  private final Surroundings surroundings;

  SourceShelf(Target target, int revision, Surroundings surroundings) {
    this.target = target;
    this.revision = revision;
    this.surroundings = surroundings;
  }

  /**
   * The source package of a package, written now or before.
   *
   * @param sdist the released source
   * @throws org.debwright.diagnostic.DebwrightException if it cannot be unpacked safely
   */
  SourcePackage get(DebFile binary, Upstream upstream, Path sdist) {
    String rules = rules(binary, upstream);
    try {
      String key =
          new Fingerprint()
              .with(surroundings.edition())
              .with(binary.sha256())
              .with(sdist.getFileName())
              .with(Sha256.of(sdist))
              .with(rules)
              .hex();
      Path directory = surroundings.cache().resolve("sources").resolve(key);
      Memo memo = new Memo(directory, "memo", new Fingerprint().with(key));
      Optional<SourcePackage> kept = surroundings.edition().flatMap(any -> find(memo, sdist));
      if (kept.isPresent()) {
        return kept.get();
      }
      Files.createDirectories(directory);
      Original original = new Originals(surroundings).of(sdist);
      SourcePackage made =
          new SourceWriter(binary, rules).write(original.file(), original.compression(), directory);
      memo.keep(rows(made));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String rules(DebFile binary, Upstream upstream) {
    return Template.SOURCE_RULES.render(
        Map.of(
            "project", upstream.project().toString(),
            "version", upstream.version().toString(),
            "package", binary.name().value(),
            "suite", target.suite().codename(),
            "python", target.python().version().toString(),
            "revision", Integer.toString(revision)));
  }

  private static List<List<String>> rows(SourcePackage made) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(made.control().toString()));
    made.files().forEach(file -> rows.add(row(file)));
    return rows;
  }

  private static List<String> row(SourceFile file) {
    return List.of(
        file.name(),
        file.path().toString(),
        Long.toString(file.sizeBytes()),
        file.sha256().hex(),
        file.md5());
  }

  private static Optional<SourcePackage> find(Memo memo, Path sdist) {
    Optional<List<List<String>>> rows = memo.read();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<SourceFile> files = rows.get().stream().skip(1).map(SourceShelf::file).toList();
    boolean isWhole =
        files.stream()
            .allMatch(
                file -> file.path().equals(sdist) || DebShelf.holds(file.path(), file.sha256()));
    return isWhole
        ? Optional.of(
            new SourcePackage(
                Stanza.parse(rows.get().get(0).get(0)),
                files.get(0),
                files.subList(1, files.size())))
        : Optional.empty();
  }

  private static SourceFile file(List<String> row) {
    return new SourceFile(
        row.get(0),
        Path.of(row.get(1)),
        Long.parseLong(row.get(2)),
        new Sha256(row.get(3)),
        row.get(4));
  }
}
