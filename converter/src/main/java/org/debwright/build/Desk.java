package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A scratch directory of one build: {@code in}, which the build only reads, and {@code work},
 * {@code out}, {@code home} and {@code tmp}.
 */
final class Desk {
  /** Where builds see their desk: the same in every root and on every machine (FHS 3.12). */
  static final String PLACE = "/mnt";

  // Where everybody may go, for those whose own scratch directory is closed to others.
  private static final Path SHARED = Path.of("/var/tmp");

  /** What a build writes to. */
  static final List<String> WRITTEN = List.of("work", "out", "home", "tmp");

  private Desk() {}

  static Path create(Path scratch) throws IOException {
    boolean reachable = !Unprivileged.canBeHad() || isOpen(scratch);
    Path desk = Files.createTempDirectory(reachable ? scratch : SHARED, "debwright-build");
    Files.setPosixFilePermissions(desk, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(desk.resolve("in"));
    for (String name : WRITTEN) {
      Files.createDirectory(desk.resolve(name));
    }
    return desk;
  }

  /** Puts a file where the build can read it. */
  static void lay(Path file, Path desk) throws IOException {
    Path to = desk.resolve("in").resolve(file.getFileName());
    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** Whether another user can get there, who works on the desk. */
  private static boolean isOpen(Path directory) throws IOException {
    for (Path each = directory.toRealPath(); each != null; each = each.getParent()) {
      if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  static void remove(Path desk) {
    Command.output("rm", "-rf", "--one-file-system", desk.toString());
  }
}
