package org.debwright.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.deb.DebFile;
import org.debwright.deb.SourcePackage;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/** What comes into a pool. A file that is there stays what it is. */
final class PoolAdditions {
  private PoolAdditions() {}

  /**
   * A file and where it shall lie.
   *
   * @param path relative to the repository
   */
  record Wish(String path, PoolFile file) {
    static Wish of(DebFile deb) {
      return new Wish(PoolPath.of(deb), PoolFile.of(deb));
    }

    static List<Wish> of(SourcePackage source) {
      String directory = PoolPath.of(source);
      return source.files().stream()
          .map(file -> new Wish(directory + "/" + file.name(), PoolFile.of(file)))
          .toList();
    }
  }

  /**
   * The files that are not there yet, by path.
   *
   * @throws DebwrightException naming every path that has other content, or is wanted with two
   */
  static SortedMap<String, PoolFile> of(Path root, List<Wish> wishes, PoolContent pool) {
    List<Diagnostic> wrong = new ArrayList<>();
    SortedMap<String, PoolFile> planned = new TreeMap<>();
    SortedMap<String, PoolFile> additions = new TreeMap<>();
    for (Wish wish : wishes) {
      Path there = root.resolve(wish.path());
      PoolFile twin = planned.putIfAbsent(wish.path(), wish.file());
      if (twin == null && !Files.exists(there)) {
        additions.put(wish.path(), wish.file());
      } else if (!(twin == null
          ? is(there, wish.file(), pool)
          : twin.sha256().equals(wish.file().sha256()))) {
        wrong.add(conflict(there));
      }
    }
    if (!wrong.isEmpty()) {
      throw new DebwrightException(wrong);
    }
    return additions;
  }

  private static boolean is(Path there, PoolFile file, PoolContent pool) {
    try {
      return pool.is(there, file.sha256());
    } catch (IOException e) {
      throw Repository.failed(there, e);
    }
  }

  // A name and version that once meant certain bytes, on machines and mirrors, must go on to.
  private static Diagnostic conflict(Path there) {
    return Diagnostic.error(
            "pool-conflict",
            "`" + there.getFileName() + "` is in the repository with other content")
        .because("a version that was published once never changes its bytes")
        .mend("publish it as a new revision: `--revision N`, with a higher N than before")
        .at(Location.of(there.toString()));
  }
}
