package org.debwright.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/** How versions and requirements are written in a proof. */
final class Phrases {
  /** How {@link #versions} begins where it means all. */
  static final String EVERY = "every";

  private Phrases() {}

  /** A requirement without its marker, which has been judged already: {@code a[x]>=1}. */
  static String requirement(Requirement requirement) {
    String extras =
        requirement.extras().isEmpty()
            ? ""
            : requirement.extras().stream()
                .map(ProjectName::toString)
                .collect(Collectors.joining(",", "[", "]"));
    String url = requirement.url().map(address -> " @ " + withoutSecrets(address)).orElse("");
    return requirement.name() + extras + requirement.specifiers() + url;
  }

  private static String withoutSecrets(String url) {
    return url.replaceFirst("://[^/@]*@", "://").replaceFirst("[?#].*$", "");
  }

  /** Versions of a node: {@code `a==1.0`}, {@code `a>=1.0,<=1.4`}, {@code every version of `a`}. */
  static String versions(Node node, States states, Candidates candidates) {
    States wanted = states.installed();
    if (wanted.equals(candidates.all())) {
      return candidates.size() == 1
          ? "`" + node + "==" + candidates.get(0) + "`"
          : EVERY + " version of `" + node + "`";
    }
    return runs(wanted, candidates).stream()
        .map(run -> "`" + node + run + "`")
        .collect(Collectors.joining(" or "));
  }

  /** Neighbouring versions as ranges, oldest first. */
  private static List<String> runs(States states, Candidates candidates) {
    List<String> runs = new ArrayList<>();
    int end = candidates.size() - 1;
    for (int oldest = end; oldest >= 0; oldest--) {
      if (states.has(oldest)) {
        int newest = oldest;
        while (newest > 0 && states.has(newest - 1)) {
          newest--;
        }
        runs.add(run(newest, oldest, candidates));
        oldest = newest;
      }
    }
    return runs.isEmpty() ? List.of(" (no version)") : shorten(runs);
  }

  private static String run(int newest, int oldest, Candidates candidates) {
    if (newest == oldest) {
      return "==" + candidates.get(newest);
    }
    if (newest == 0) {
      return ">=" + candidates.get(oldest);
    }
    String upper = "<=" + candidates.get(newest);
    return oldest == candidates.size() - 1 ? upper : ">=" + candidates.get(oldest) + "," + upper;
  }

  private static List<String> shorten(List<String> runs) {
    if (runs.size() <= 6) {
      return runs;
    }
    List<String> few = new ArrayList<>(runs.subList(0, 5));
    few.add(" (" + (runs.size() - 5) + " more ranges)");
    return few;
  }
}
