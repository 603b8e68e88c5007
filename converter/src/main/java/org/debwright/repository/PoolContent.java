package org.debwright.repository;

import java.io.IOException;
import java.nio.file.Path;
import org.debwright.deb.Sha256;

/** Tells whether files of a pool are what they should be. */
@FunctionalInterface
public interface PoolContent {
  /** By reading them. */
  PoolContent READ = (file, expected) -> Sha256.of(file).equals(expected);

  /** Whether a file, which is there, has the content of this digest. */
  boolean is(Path file, Sha256 expected) throws IOException;
}
