package org.debwright.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.debwright.deb.Compression;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebWriter;
import org.debwright.deb.SamplePackage;
import org.debwright.deb.Sha256;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.Reporter;

/** What the tests of this package need to publish something. */
final class Workshop {
  static final Suite BOOKWORM = new Suite("bookworm");
  static final Architecture AMD64 = new Architecture("amd64");
  static final Origin ORIGIN = new Origin("example");
  static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/nonexistent");
  static final long TIME = SamplePackage.TIME;

  private final Path directory;

  Workshop(Path directory) {
    this.directory = directory;
  }

  DebFile deb(String name, String version, String architecture, String... fields) {
    SamplePackage sample = SamplePackage.named(name, version, architecture);
    for (int i = 0; i < fields.length; i += 2) {
      sample.field(fields[i], fields[i + 1]);
    }
    sample.file("/usr/share/" + name + "/version", 0644, version + Arrays.toString(fields));
    return new DebWriter(Compression.DEFAULT)
        .write(sample.build(), directory.resolve(name + "-" + version.replace(':', '-') + ".deb"));
  }

  GpgSigner signer() {
    return GpgSigner.open(
        new SigningKey.Generated(directory.resolve("key"), ORIGIN),
        OptionalLong.of(TIME),
        ENVIRONMENT,
        Reporter.SILENT);
  }

  static PublishingPlan plan(Path root, Suite suite, Architecture target, DebFile... debs) {
    return PublishingPlan.of(
        root, suite, target, List.of(debs), new ReleaseHeader(ORIGIN, "Example packages", TIME));
  }

  static Repository.Outcome publish(Path root, Signer signer, DebFile... debs) {
    try (Repository repository = Repository.open(root)) {
      return repository.commit(plan(root, BOOKWORM, AMD64, debs), signer);
    }
  }

  /** Every file below a directory with its digest. */
  static SortedMap<String, Sha256> tree(Path root) throws IOException {
    SortedMap<String, Sha256> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Sha256.of(file));
      }
    }
    return files;
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> found = Files.walk(from)) {
      for (Path each : found.sorted().toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }
}
