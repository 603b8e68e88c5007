package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/** A scratch directory of one build: {@code in}, {@code out}, {@code home} and {@code tmp}. */
final class Desk {
  // Where everybody may go, for those whose own scratch directory is closed to others.
  private static final Path SHARED = Path.of("/var/tmp");

  private Desk() {}

  static Path create(Path scratch) throws IOException {
    boolean reachable = !Unprivileged.canBeHad() || isOpen(scratch);
    Path desk = Files.createTempDirectory(reachable ? scratch : SHARED, "debwright-build");
    Files.setPosixFilePermissions(desk, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : new String[] {"in", "out", "home", "tmp"}) {
      Files.createDirectory(desk.resolve(name));
    }
    return desk;
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
