package org.debwright.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;

/** The user that code of strangers runs as: nobody, where we are root and may choose. */
final class Unprivileged {
  /** Debian's {@code nobody} and {@code nogroup} (Policy 9.2.2). */
  static final String ID = "65534";

  private Unprivileged() {}

  static boolean canBeHad() {
    return Command.output("id", "-u").equals(Optional.of("0"));
  }

  /** Gives the desk to nobody; words to put before a command to run it as nobody. */
  static List<String> prefix(Path desk) {
    if (!canBeHad()) {
      return List.of();
    }
    give(desk);
    return List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--no-new-privs");
  }

  static void give(Path desk) {
    if (Command.output("chown", "-R", "-h", ID + ":" + ID, desk.toString()).isEmpty()) {
      throw Diagnostic.error("chown-failed", "`" + desk + "` cannot be given to another user")
          .because("source distributions are never built as root")
          .toException();
    }
  }
}
