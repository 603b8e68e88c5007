package org.debwright.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@link RelationsDigest}s of a pocket, opened when first looked into: most runs do not. */
final class RelationTables {
  private final List<Path> files;
  private Optional<List<Table>> tables = Optional.empty();

  RelationTables(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /** Values of a key, one for each component that has it. */
  Stream<String> get(String key) {
    return tables().stream().flatMap(table -> table.get(key).stream());
  }

  private synchronized List<Table> tables() {
    if (tables.isEmpty()) {
      List<Table> opened = new ArrayList<>();
      try {
        for (Path file : files) {
          opened.add(Table.open(file));
        }
      } catch (IOException damaged) {
        forget();
        throw ArchiveCache.unusable(damaged);
      }
      tables = Optional.of(opened);
    }
    return tables.get();
  }

  /** The next run makes them anew. */
  private void forget() {
    for (Path file : files) {
      try {
        java.nio.file.Files.deleteIfExists(file);
      } catch (IOException stays) {
        // Then it is told again.
      }
    }
  }
}
