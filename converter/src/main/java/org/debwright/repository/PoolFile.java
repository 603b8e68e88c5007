package org.debwright.repository;

import java.nio.file.Path;
import org.debwright.deb.DebFile;
import org.debwright.deb.Sha256;
import org.debwright.deb.SourceFile;

/**
 * A file that is to lie in the pool.
 *
 * @param path where it lies now
 */
public record PoolFile(Path path, Sha256 sha256) {
  static PoolFile of(DebFile deb) {
    return new PoolFile(deb.path(), deb.sha256());
  }

  static PoolFile of(SourceFile file) {
    return new PoolFile(file.path(), file.sha256());
  }
}
