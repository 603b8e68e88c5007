package org.debwright.resolve;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a project is in a resolution, and why it comes from where it comes.
 *
 * @param reason why the suite's package was taken, or why one has to be built
 * @param needs who asks for it, you first, then by project
 */
public record Provenance(String reason, List<Need> needs) {
  /** Copies. */
  public Provenance {
    needs = List.copyOf(needs);
  }

  /**
   * Somebody asks for it.
   *
   * @param by {@code you}, or a project with its version
   * @param project that asks, as in the resolution; empty where it is you
   * @param what as it is written: a requirement, or a relation of a package of the suite
   */
  public record Need(String by, String project, String what) {
    @Override
    public String toString() {
      return "`" + what + "` asked by " + by;
    }
  }

  /** All needs in one line. */
  public String told() {
    return needs.stream().map(Need::toString).collect(Collectors.joining(", "));
  }
}
