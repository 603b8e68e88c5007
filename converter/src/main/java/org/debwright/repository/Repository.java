package org.debwright.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.deb.Sha256;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * A repository on disk, open for writing by one process at a time.
 *
 * <p>The pool only grows. A suite is published by the rename of its InRelease, which names its
 * index files by hash: whoever is killed before leaves the last published state as it was, and
 * doing it again gives the same bytes.
 */
public final class Repository implements AutoCloseable {
  // Begins with a dot: web servers and apt do not look there.
  private static final String OURS = ".debwright";

  private final Path root;
  private final Placement placement;
  private final FileChannel channel;

  private Repository(Path root, FileChannel channel) {
    this.root = root;
    this.placement = new Placement(root, root.resolve(OURS).resolve("staging"));
    this.channel = channel;
  }

  /** What a commit did. */
  public enum Outcome {
    /** The suite is published as planned. */
    PUBLISHED,
    /** It was so already; no file was touched. */
    UNCHANGED
  }

  /**
   * Opens a repository, makes it where there is none, and clears away what a killed run left.
   *
   * @throws DebwrightException if another process has it open, or it cannot be written
   */
  public static Repository open(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    Path lock = absolute.resolve(OURS).resolve("lock");
    try {
      Placement.directories(lock.resolveSibling(""));
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw busy(absolute);
      }
      clear(absolute.resolve(OURS).resolve("staging"));
      return new Repository(absolute, channel);
    } catch (IOException e) {
      throw failed(absolute, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  private static DebwrightException busy(Path root) {
    return Diagnostic.error("repository-busy", "`" + root + "` is being written to")
        .because("another run holds its lock")
        .mend("wait until it has finished")
        .toException();
  }

  private static void clear(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> found = Files.walk(directory)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  /** Where it lies, absolute. */
  public Path root() {
    return root;
  }

  /**
   * Carries a plan out.
   *
   * @throws DebwrightException if the repository is not any more as it was when planned, or cannot
   *     be signed or written; the published state is then as before
   */
  public Outcome commit(PublishingPlan plan, Signer signer) {
    PublishedSuite before = PublishedSuite.read(root, plan.suite());
    if (!before.release().equals(plan.before().release())) {
      throw Diagnostic.error("repository-changed", "`" + root + "` was published meanwhile")
          .because("the plan was made for what it listed before")
          .mend("run again")
          .toException();
    }
    if (isPublished(plan, signer.publicKey())) {
      return Outcome.UNCHANGED;
    }
    byte[] inRelease = signer.clearsigned(plan.release().text());
    byte[] detached = signer.detached(plan.release().text());
    plan.additions().forEach(this::addToPool);
    dropOldIndexes(plan);
    putIndexes(plan);
    putKey(signer.publicKey(), plan);
    String dists = "dists/" + plan.suite() + "/";
    placement.put(dists + "Release", plan.release().text());
    placement.put(dists + "Release.gpg", detached);
    placement.put(dists + "InRelease", inRelease);
    return Outcome.PUBLISHED;
  }

  private void addToPool(String path, PoolFile file) {
    if (!Files.exists(root.resolve(path))) {
      placement.put(path, file);
    }
  }

  private boolean isPublished(PublishingPlan plan, PublicKey key) {
    return plan.additions().isEmpty()
        && plan.before().release().filter(plan.release()::saysTheSameAs).isPresent()
        && hasContent(keyFile(plan, ".gpg"), key.binary());
  }

  private boolean hasContent(String relative, byte[] content) {
    Path file = root.resolve(relative);
    try {
      return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  // What the published InRelease names stays for those who have just fetched it; what is older
  // goes now and not at the end, so that an interrupted run ends with the same files.
  private void dropOldIndexes(PublishingPlan plan) {
    Set<Path> kept =
        plan.before().release().stream()
            .flatMap(release -> release.digests().entrySet().stream())
            .map(index -> dists(plan).resolve(IndexFiles.byHash(index.getKey(), index.getValue())))
            .collect(Collectors.toSet());
    try {
      for (Path file : byHashFiles(dists(plan).resolve("main"))) {
        if (!kept.contains(file)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw failed(dists(plan), e);
    }
  }

  private static List<Path> byHashFiles(Path component) throws IOException {
    if (!Files.exists(component)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(component)) {
      return found
          .filter(file -> file.toString().contains("/by-hash/SHA256/") && Files.isRegularFile(file))
          .toList();
    }
  }

  private Path dists(PublishingPlan plan) {
    return root.resolve("dists").resolve(plan.suite().codename());
  }

  private void putIndexes(PublishingPlan plan) {
    String dists = "dists/" + plan.suite() + "/";
    Map<String, byte[]> files = plan.indexes().files();
    files.forEach(
        (path, content) ->
            placement.put(dists + IndexFiles.byHash(path, Sha256.of(content)), content));
    files.forEach((path, content) -> placement.put(dists + path, content));
  }

  private void putKey(PublicKey key, PublishingPlan plan) {
    placement.put(keyFile(plan, ".gpg"), key.binary());
    placement.put(keyFile(plan, ".asc"), key.armoured());
  }

  private static String keyFile(PublishingPlan plan, String extension) {
    String origin = plan.release().stanza().get("Origin").orElseThrow();
    return new Origin(origin).keyringPackage() + extension;
  }

  static DebwrightException failed(Path where, Exception cause) {
    return new DebwrightException(
        Diagnostic.error("repository-unwritable", "the repository cannot be read or written")
            .because(String.valueOf(cause))
            .at(Location.of(where.toString())),
        cause);
  }

  /** Lets others write to it. */
  @Override
  public void close() {
    try {
      clear(root.resolve(OURS).resolve("staging"));
      channel.close();
    } catch (IOException e) {
      throw failed(root, e);
    }
  }
}
