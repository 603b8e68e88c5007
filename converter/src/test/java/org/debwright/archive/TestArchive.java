package org.debwright.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/** A small archive in a directory, signed by a key of its own with the real gpg. */
final class TestArchive {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  final Path root;
  final List<Diagnostic> reported = new ArrayList<>();
  private final Path directory;
  private final SigningKey key;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> fields = new TreeMap<>();

  TestArchive(Path directory, SigningKey key) {
    this.directory = directory;
    this.root = directory.resolve("archive");
    this.key = key;
    fields.put("Origin", "Debian");
    fields.put("Suite", "oldstable");
    fields.put("Codename", "bookworm");
    fields.put("Version", "12.15");
    fields.put("Date", "Sat, 11 Jul 2026 10:16:37 UTC");
    fields.put("Components", "main");
  }

  TestArchive with(String path, String content) {
    files.put(path, gzip(content));
    return this;
  }

  TestArchive field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  static byte[] gzip(String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  Path suite() {
    return root.resolve("dists").resolve("bookworm");
  }

  /** Writes everything, signed. */
  TestArchive publish() throws IOException, InterruptedException {
    StringBuilder release = new StringBuilder();
    fields.forEach((name, value) -> release.append(name + ": " + value + "\n"));
    release.append("SHA256:\n");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = suite().resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      String sha256 = ArchiveCache.sha256(file.getValue());
      release.append(" " + sha256 + " " + file.getValue().length + " " + file.getKey() + "\n");
    }
    Path plain = Files.writeString(suite().resolve("Release"), release);
    key.gpg("--output", suite().resolve("InRelease").toString(), "--clearsign", plain.toString());
    Files.delete(plain);
    return this;
  }

  /** Splits the signature off: {@code Release} with {@code Release.gpg}. */
  void publishDetached() throws IOException, InterruptedException {
    publish();
    byte[] text =
        SignatureCheck.signedPart(Files.readAllBytes(suite().resolve("InRelease"))).orElseThrow();
    Path plain = Files.write(suite().resolve("Release"), text);
    key.gpg("--output", plain + ".gpg", "--detach-sign", plain.toString());
    Files.delete(suite().resolve("InRelease"));
  }

  ArchiveOptions options() {
    return new ArchiveOptions(
        Optional.of(root.toUri().toString()), Optional.empty(), Optional.of(key.keyring()), false);
  }

  Path cache() {
    return directory.resolve("cache");
  }

  SuiteArchive open() {
    return open(options(), NOW);
  }

  SuiteArchive open(ArchiveOptions options, Instant now) {
    return SuiteArchive.open(
        Suite.parse("bookworm"), Architecture.parse("amd64"), options, access(now));
  }

  ArchiveAccess access(Instant now) {
    // No configuration of the machine the tests run on.
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "APT_CONFIG", aptConfiguration().toString());
    return new ArchiveAccess(cache(), environment, Clock.fixed(now, ZoneOffset.UTC), reporter());
  }

  private Path aptConfiguration() {
    try {
      return Files.writeString(
          directory.resolve("apt.conf"),
          "Dir::Etc \"" + directory + "/etc\";\nAcquire::Check-Valid-Until \"true\";\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reporter reporter() {
    return new Reporter() {
      @Override
      public void report(Diagnostic diagnostic) {
        reported.add(diagnostic);
      }

      @Override
      public Progress begin(String label, long total, Unit unit) {
        return SILENT.begin(label, total, unit);
      }
    };
  }
}
