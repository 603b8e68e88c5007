package org.debwright.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;

/** The user that code of strangers runs as: nobody, where we are root and may choose. */
final class Unprivileged {
  /** Debian's {@code nobody} and {@code nogroup} (Policy 9.2.2). */
  static final String ID = "65534";

  /** Words before a command to give it process and mount namespaces that end when we end. */
  static final List<String> NAMESPACE =
      List.of("setpriv", "--pdeathsig=KILL", "unshare", "-mpf", "--kill-child");

  /** Words before a command to run it as nobody, and as nobody for ever. */
  static final List<String> DROP =
      List.of(
          "setpriv",
          "--reuid=" + ID,
          "--regid=" + ID,
          "--clear-groups",
          "--no-new-privs",
          // Changing the user undid what unshare had asked for.
          "--pdeathsig=KILL");

  private Unprivileged() {}

  static boolean canBeHad() {
    return Command.output("id", "-u").equals(Optional.of("0"));
  }

  /** Gives nobody the directories of a desk that a build writes to. */
  static void give(Path desk) {
    List<String> words = new ArrayList<>(List.of("chown", "-R", "-h", ID + ":" + ID));
    Desk.WRITTEN.forEach(name -> words.add(desk.resolve(name).toString()));
    if (Command.output(words.toArray(String[]::new)).isEmpty()) {
      throw Diagnostic.error("chown-failed", "`" + desk + "` cannot be given to another user")
          .because("source distributions are never built as root")
          .toException();
    }
  }
}
