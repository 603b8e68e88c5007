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
    if (candidates.offered() >= 0) {
      return bothWorlds(node, wanted, candidates);
    }
    if (wanted.equals(candidates.all())) {
      return candidates.size() == 1
          ? "`" + node + "==" + candidates.get(0) + "`"
          : EVERY + " version of `" + node + "`";
    }
    return runs(wanted, candidates).stream()
        .map(run -> "`" + node + run + "`")
        .collect(Collectors.joining(" or "));
  }

  /** What the suite packages: {@code bookworm's `requests` 2.28.1}. */
  static String packaged(Node node, Candidate candidate) {
    return candidate
        .offer()
        .map(offer -> offer.suite() + "'s `" + node + "` " + offer.version())
        .orElseThrow();
  }

  private static String bothWorlds(Node node, States wanted, Candidates candidates) {
    States built = wanted.and(candidates.fromIndex());
    String theirs = packaged(node, candidates.get(candidates.offered()));
    if (wanted.equals(candidates.all()) && candidates.size() > 1) {
      return EVERY + " version of `" + node + "`, " + theirs + " included";
    }
    List<String> parts = new ArrayList<>();
    if (built.equals(candidates.fromIndex()) && built.size() > 1) {
      parts.add(EVERY + " release of `" + node + "`");
    } else if (!built.isEmpty()) {
      runs(built, candidates).forEach(run -> parts.add("`" + node + run + "`"));
    }
    if (built.size() < wanted.size()) {
      parts.add(theirs);
    }
    return parts.isEmpty() ? "`" + node + "` (no version)" : String.join(" or ", parts);
  }

  /** Neighbouring versions as ranges, oldest first. */
  private static List<String> runs(States states, Candidates candidates) {
    List<String> runs = new ArrayList<>();
    int end = candidates.size() - 1;
    // What the suite packages does not interrupt a run of the index's releases.
    int offered = candidates.offered();
    for (int oldest = end; oldest >= 0; oldest--) {
      if (states.has(oldest)) {
        int newest = oldest;
        int next = oldest - 1;
        while (next >= 0 && (states.has(next) || next == offered)) {
          newest = next == offered ? newest : next;
          next--;
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
    if (newest == (candidates.offered() == 0 ? 1 : 0)) {
      return ">=" + candidates.get(oldest);
    }
    String upper = "<=" + candidates.get(newest);
    int last = candidates.size() - (candidates.offered() == candidates.size() - 1 ? 2 : 1);
    return oldest == last ? upper : ">=" + candidates.get(oldest) + "," + upper;
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
