package org.debwright.build;

import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

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

  /** What there is on this machine; the reporter is warned of what is not. */
  static Confinement here(Reporter reporter) {
    boolean isRoot = Unprivileged.canBeHad();
    String flags = isRoot ? "-mpnf" : "-rmpnf";
    if (works(flags)) {
      List<String> words = new ArrayList<>(List.of("setpriv", "--pdeathsig=KILL", "unshare"));
      words.addAll(List.of(flags, "--kill-child", "--mount-proc"));
      return new Confinement(words, isRoot ? Unprivileged.DROP : DROP_IN_USER_NAMESPACE);
    }
    reporter.report(unconfined());
    return new Confinement(List.of(), isRoot ? Unprivileged.DROP : List.of());
  }

  private static boolean works(String flags) {
    return Command.output(
            "unshare", flags, "--mount-proc", "mount", "--bind", Desk.PLACE, Desk.PLACE)
        .isPresent();
  }

  /** Whether a command can be cut off from the network here. */
  static boolean canCutOff() {
    return Command.output("unshare", "-n", "true").isPresent();
  }

  static Diagnostic unconfined() {
    return Diagnostic.warning("build-unconfined", "builds are not cut off from the network here")
        .because(
            "this machine allows no namespaces (`unshare`); what is built may then also depend on"
                + " the directory it is built in");
  }

  boolean hasNamespaces() {
    return !namespace.isEmpty();
  }

  boolean isRoot() {
    return drop.equals(Unprivileged.DROP);
  }
}
