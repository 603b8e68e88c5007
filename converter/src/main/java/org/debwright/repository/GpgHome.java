package org.debwright.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.jspecify.annotations.Nullable;

/**
 * A directory of gpg's with its agent. That of the user is left as it is; agents of others end with
 * us.
 */
final class GpgHome implements AutoCloseable {
  private static final int MOST_LOOKS = 200;
  private static final long MILLIS_BETWEEN_LOOKS = 5;

  private final Map<String, String> environment;
  private final List<Path> temporary;
  private final boolean agentIsOurs;

  private GpgHome(Map<String, String> environment, List<Path> temporary, boolean agentIsOurs) {
    this.environment = environment;
    this.temporary = temporary;
    this.agentIsOurs = agentIsOurs;
  }

  /** The user's own. */
  static GpgHome ofUser(Map<String, String> environment) {
    return new GpgHome(environment, List.of(), false);
  }

  /** Where the user's own is, as gpg finds it. */
  static Path directoryOfUser(Map<String, String> environment) {
    String named = environment.getOrDefault("GNUPGHOME", "");
    return named.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", "/root"), ".gnupg")
        : Path.of(named);
  }

  /**
   * One that is kept for us, made where there is none. gpg sees it under a short name: the path of
   * its agent's socket must fit into 107 bytes (unix(7)).
   */
  static GpgHome at(Path home, Map<String, String> environment) {
    try {
      Files.createDirectories(
          home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path directory = Files.createTempDirectory("dw");
      Path link = Files.createSymbolicLink(directory.resolve("h"), home.toAbsolutePath());
      return new GpgHome(with(environment, link), List.of(link, directory), true);
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  /** One that goes away with everything in it. */
  static GpgHome passing(Map<String, String> environment) {
    try {
      Path directory = Files.createTempDirectory("dw");
      return new GpgHome(with(environment, directory), List.of(directory), true);
    } catch (IOException e) {
      throw unusable(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), e);
    }
  }

  private static Map<String, String> with(Map<String, String> environment, Path home) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put("GNUPGHOME", home.toString());
    return changed;
  }

  private static DebwrightException unusable(Path home, IOException cause) {
    return new DebwrightException(
        Diagnostic.error("key-home-unusable", "the directory for the signing key cannot be used")
            .because(String.valueOf(cause))
            .at(Location.of(home.toString())),
        cause);
  }

  /** Runs gpg without questions and without the options of a configuration file. */
  Program.Result gpg(byte[] input, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--no-options"));
    command.addAll(arguments);
    return Program.run("gnupg", command, environment, input);
  }

  /** Keeps other runs from doing the same in this directory at the same time. */
  static void exclusively(Path home, Runnable work) {
    try (FileChannel channel =
            FileChannel.open(
                home.resolve("debwright.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid()) {
        work.run();
      }
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  @Override
  public void close() {
    if (agentIsOurs) {
      Program.run("gnupg", List.of("gpgconf", "--kill", "gpg-agent"), environment, new byte[0]);
      awaitEnd();
    }
    try {
      for (Path each : temporary) {
        delete(each);
      }
    } catch (IOException e) {
      throw unusable(temporary.get(0), e);
    }
  }

  // The agent answers before it takes its sockets away, one after the other.
  private void awaitEnd() {
    Path home = Path.of(environment.getOrDefault("GNUPGHOME", "/"));
    try {
      for (int i = 0; i < MOST_LOOKS && hasSockets(home); i++) {
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      }
    } catch (IOException gone) {
      // Nothing of it is left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasSockets(Path home) throws IOException {
    try (DirectoryStream<Path> sockets = Files.newDirectoryStream(home, "S.gpg-agent*")) {
      return sockets.iterator().hasNext();
    }
  }

  // A link is deleted, not followed. The agent may take its sockets away while we look.
  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes kind) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (why instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw why;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException why)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
