package org.debwright.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.debwright.deb.Sha256;

/**
 * What an earlier run found out, kept in the cache as rows of texts with their digest in front. A
 * memo that is gone or damaged only means that it is found out again.
 */
final class Memo {
  private final Path file;

  Memo(Path cache, String kind, Fingerprint key) {
    this.file = cache.resolve(kind).resolve(key.hex());
  }

  /** The rows, if they are there as they were kept. */
  Optional<List<List<String>>> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] parts = Files.readString(file).split("\n", 2);
      return parts.length == 2 && parts[0].equals(digest(parts[1]))
          ? Optional.of(parts[1].lines().map(Memo::row).toList())
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Keeps rows for the next run. */
  void keep(List<List<String>> rows) {
    String text = rows.stream().map(Memo::line).collect(Collectors.joining());
    AtomicFile.write(file, digest(text) + "\n" + text);
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static String line(List<String> row) {
    return row.stream()
        .map(
            text ->
                text.replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r"))
        .collect(Collectors.joining("\t", "", "\n"));
  }

  private static List<String> row(String line) {
    return Arrays.stream(line.split("\t", -1)).map(String::translateEscapes).toList();
  }
}
