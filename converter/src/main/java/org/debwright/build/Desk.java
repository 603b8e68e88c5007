package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A scratch directory of one build: {@code in}, {@code out}, {@code home} and {@code tmp}. */
final class Desk {
  private Desk() {}

  static Path create(Path scratch) throws IOException {
    Path desk = Files.createTempDirectory(scratch, "debwright-build");
    Files.setPosixFilePermissions(desk, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : new String[] {"in", "out", "home", "tmp"}) {
      Files.createDirectory(desk.resolve(name));
    }
    return desk;
  }

  static void remove(Path desk) {
    Command.output("rm", "-rf", "--one-file-system", desk.toString());
  }
}
