package org.debwright.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Entry point of the {@code debwright} command. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits: 0 done, 1 refused or failed, 2 usage. */
  public static void main(String[] args) {
    System.setOut(new PrintStream(System.out, false, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    int code = isVersion(args) ? version() : CommandTree.run(Console.system(), args);
    System.out.flush();
    System.exit(code);
  }

  // Asked most often by scripts, and answered before any command is put together.
  private static boolean isVersion(String[] args) {
    return args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"));
  }

  private static int version() {
    System.out.println("debwright " + VersionText.version());
    return 0;
  }
}
