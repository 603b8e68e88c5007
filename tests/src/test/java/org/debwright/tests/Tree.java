package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory as a value: its files, by their path in it, with the digests of their bytes. */
record Tree(SortedMap<String, String> files) {
  /** Everything below a directory; empty where there is none. */
  static Tree of(Path root) {
    SortedMap<String, String> files = new TreeMap<>();
    if (!Files.exists(root)) {
      return new Tree(files);
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), SampleFile.sha256(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Tree(files);
  }
}
