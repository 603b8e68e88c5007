package org.debwright.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.debwright.deb.DebFile;
import org.debwright.deb.Sha256;
import org.debwright.deb.SourcePackage;
import org.debwright.repository.PoolContent;
import org.debwright.repository.PoolPath;

/**
 * What was read in a repository's pool, so that files which did not change since are not read
 * again.
 */
final class PoolMemory implements PoolContent {
  private final Path root;
  private final Clock clock;
  private final Memo memo;
  private final Map<Path, List<String>> kept;
  private final Map<Path, List<String>> known;

  private PoolMemory(Path root, Clock clock, Memo memo) {
    this.root = root;
    this.clock = clock;
    this.memo = memo;
    this.kept = new TreeMap<>();
    memo.read().ifPresent(rows -> rows.forEach(row -> kept.put(Path.of(row.get(0)), row)));
    this.known = new TreeMap<>(kept);
  }

  /** Of a repository, with what earlier runs kept of it. */
  static PoolMemory of(Path root, Surroundings surroundings) {
    Path absolute = root.toAbsolutePath().normalize();
    Memo memo = new Memo(surroundings.cache(), "pools", new Fingerprint().with(absolute));
    return new PoolMemory(absolute, surroundings.clock(), memo);
  }

  @Override
  public boolean is(Path file, Sha256 expected) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    List<String> row = row(absolute, FileStamp.of(absolute, clock), expected);
    if (!row.get(1).isEmpty() && row.equals(known.get(absolute))) {
      return true;
    }
    boolean same = Sha256.of(absolute).equals(expected);
    if (same) {
      known.put(absolute, row);
    }
    return same;
  }

  private static List<String> row(Path file, String stamp, Sha256 digest) {
    return List.of(file.toString(), stamp, digest.hex());
  }

  /** Keeps for the next run what these files of the pool are, which were published or found so. */
  void keep(List<DebFile> debs, List<SourcePackage> sources) throws IOException {
    Map<Path, Sha256> files = new TreeMap<>();
    debs.forEach(deb -> files.put(root.resolve(PoolPath.of(deb)), deb.sha256()));
    for (SourcePackage source : sources) {
      Path directory = root.resolve(PoolPath.of(source));
      source.files().forEach(file -> files.put(directory.resolve(file.name()), file.sha256()));
    }
    Map<Path, List<String>> rows = new TreeMap<>();
    for (Map.Entry<Path, Sha256> file : files.entrySet()) {
      String stamp = Files.exists(file.getKey()) ? FileStamp.of(file.getKey(), clock) : "";
      if (!stamp.isEmpty()) {
        rows.put(file.getKey(), row(file.getKey(), stamp, file.getValue()));
      }
    }
    if (!rows.equals(kept)) {
      memo.keep(List.copyOf(rows.values()));
    }
  }
}
