package org.debwright.build;

import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.Diagnostic;

/**
 * How a build on this machine is confined.
 *
 * @param namespace words that come first; empty where there are no namespaces
 * @param drop words right before the command that is to run as nobody
 */
record Confinement(List<String> namespace, List<String> drop) {
  // Root of a user namespace of our own gives up what it may by another one in it.
  private static final List<String> DROP_IN_USER_NAMESPACE =
      List.of(
          "unshare",
          "-U",
          "--map-user=" + Unprivileged.ID,
          "--map-group=" + Unprivileged.ID,
          "setpriv",
          "--no-new-privs",
          "--pdeathsig=KILL");

  Confinement {
    namespace = List.copyOf(namespace);
    drop = List.copyOf(drop);
  }

  /**
   * What there is on this machine.
   *
   * @throws org.debwright.diagnostic.DebwrightException if builds would have the network and may
   *     not
   */
  static Confinement here(BuildSettings settings) {
    boolean isRoot = Unprivileged.canBeHad();
    String flags = isRoot ? "-mpnf" : "-rmpnf";
    if (works(flags)) {
      List<String> words = new ArrayList<>(List.of("setpriv", "--pdeathsig=KILL", "unshare"));
      words.addAll(List.of(flags, "--kill-child", "--mount-proc"));
      return new Confinement(words, isRoot ? Unprivileged.DROP : DROP_IN_USER_NAMESPACE);
    }
    unconfined(settings, "; what is built may then also depend on the directory it is built in");
    return new Confinement(List.of(), isRoot ? Unprivileged.DROP : List.of());
  }

  private static boolean works(String flags) {
    return Command.output(
            "unshare", flags, "--mount-proc", "mount", "--bind", Desk.PLACE, Desk.PLACE)
        .isPresent();
  }

  /**
   * Whether builds in a root can be kept off the network here.
   *
   * @throws org.debwright.diagnostic.DebwrightException if not, and they may not have it
   */
  static boolean cutsOff(BuildSettings settings) {
    boolean can = Command.output("unshare", "-n", "true").isPresent();
    if (!can) {
      unconfined(settings, "");
    }
    return can;
  }

  // What a build fetches by itself nobody verified, and it may be another file tomorrow.
  private static void unconfined(BuildSettings settings, String more) {
    String what = "builds cannot be kept off the network here";
    String why = "this machine allows no namespaces (`unshare`)";
    if (settings.network() == BuildSettings.Network.CUT_OFF) {
      throw Diagnostic.error("build-network", what).because(why).toException();
    }
    settings.reporter().report(Diagnostic.warning("build-unconfined", what).because(why + more));
  }

  boolean hasNamespaces() {
    return !namespace.isEmpty();
  }

  boolean isRoot() {
    return drop.equals(Unprivileged.DROP);
  }
}
