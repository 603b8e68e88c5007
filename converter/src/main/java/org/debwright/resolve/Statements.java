package org.debwright.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.debwright.diagnostic.Location;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/** Says incompatibilities in words. */
final class Statements {
  private final Function<ProjectName, Candidates> candidates;
  private final Wishes wishes;

  Statements(Function<ProjectName, Candidates> candidates, Wishes wishes) {
    this.candidates = candidates;
    this.wishes = wishes;
  }

  /** What {@code incompatibility} says, without a full stop. */
  String of(Incompatibility incompatibility) {
    Cause cause = incompatibility.cause();
    if (cause instanceof Cause.Asked asked) {
      return "you ask for `"
          + Phrases.requirement(asked.requirement())
          + "`"
          + place(asked.where())
          + shortfall(asked.requirement(), asked.heldBack());
    }
    if (cause instanceof Cause.Constrained constrained) {
      return "a constraint"
          + place(constrained.where())
          + " allows only `"
          + Phrases.requirement(constrained.constraint())
          + "`";
    }
    if (cause instanceof Cause.Requires requires) {
      return requires(requires, incompatibility);
    }
    if (cause instanceof Cause.Stated stated) {
      return packaged(stated.from())
          + " requires `"
          + stated.text()
          + "` by its metadata"
          + shortfall(stated.requirement(), stated.heldBack());
    }
    if (cause instanceof Cause.Demanded demanded) {
      return demanded(demanded);
    }
    if (cause instanceof Cause.Overridden overridden) {
      return overridden(overridden.choice(), incompatibility);
    }
    if (cause instanceof Cause.Unusable unusable) {
      return unusable(incompatibility) + " (" + unusable.rejection().text() + ")";
    }
    if (cause instanceof Cause.Tied tied) {
      return "`" + tied.extra() + "` is of one version with `" + tied.extra().project() + "`";
    }
    return terms(incompatibility);
  }

  /** What the suite packages of the node's project: {@code bookworm's `requests` 2.28.1}. */
  private String packaged(Node node) {
    Candidates all = of(node);
    return Phrases.packaged(node, all.get(all.offered()));
  }

  private String demanded(Cause.Demanded cause) {
    boolean breaks = cause.demand().kind() == Offer.Demand.Kind.BREAKS;
    return packaged(cause.from())
        + " ("
        + cause.offer().packageName()
        + (breaks ? ") breaks `" : ") depends on `")
        + cause.demand().relation()
        + "`"
        + has(of(cause.to()));
  }

  private String overridden(Policy.Choice choice, Incompatibility incompatibility) {
    Node node = incompatibility.terms().keySet().iterator().next();
    Candidates all = of(node);
    if (choice instanceof Policy.Choice.FromSuite) {
      return "you want `"
          + node
          + "` from the suite"
          + (all.offered() < 0 ? ", which has none" : has(all));
    }
    boolean none =
        Optional.ofNullable(incompatibility.terms().get(node))
            .filter(all.all()::equals)
            .isPresent();
    String version = choice instanceof Policy.Choice.Version pinned ? "==" + pinned.version() : "";
    return "you want `" + node + version + "` to be built" + (none ? ", which no index has" : "");
  }

  /** For example {@code (bookworm has 1.26.12)}. */
  private static String has(Candidates all) {
    return all.offered() < 0
        ? ""
        : all.get(all.offered())
            .offer()
            .map(offer -> " (" + offer.suite() + " has " + offer.version() + ")")
            .orElse("");
  }

  private String requires(Cause.Requires cause, Incompatibility incompatibility) {
    Node from = cause.from();
    States states = incompatibility.terms().get(from);
    String subject = states == null ? "`" + from + "`" : Phrases.versions(from, states, of(from));
    if (from.equals(cause.to())) {
      return subject + " depends on `" + cause.text() + "`, which it is not itself";
    }
    return subject
        + " depends on `"
        + cause.text()
        + "`"
        + shortfall(cause.requirement(), cause.heldBack());
  }

  /** Why a requirement fits nothing, where it fits nothing. */
  private String shortfall(Requirement requirement, States heldBack) {
    Candidates all = candidates.apply(requirement.name());
    States allowed = all.admit(requirement.specifiers()).allowed();
    boolean none = allowed.isEmpty();
    if (all.size() == 0) {
      return " (no index knows it)";
    }
    if (none && wishes.direct(requirement.name()).isPresent()) {
      return " (you named a file of version " + all.get(0) + ")";
    }
    if (requirement.url().isPresent()) {
      return requirement.url().equals(wishes.url(requirement.name()))
          ? ""
          : " (a URL that you did not name yourself)";
    }
    if (!none) {
      String theirs = allowed.isDisjointFrom(all.fromSuite()) ? has(all) : "";
      return theirs + (heldBack.isEmpty() ? "" : keptBack(all, heldBack));
    }
    String theirs = has(all).replaceFirst("^ \\(", "; ");
    return " (no version satisfies it: " + range(all) + (theirs.isEmpty() ? ")" : theirs);
  }

  private static String keptBack(Candidates all, States heldBack) {
    String versions =
        heldBack
            .indices()
            .limit(3)
            .mapToObj(i -> all.get(i).toString())
            .collect(Collectors.joining(", "));
    String more = heldBack.size() > 3 ? ", …" : "";
    return " (not counting " + versions + more + ")";
  }

  private static String range(Candidates all) {
    States built = all.fromIndex();
    if (built.isEmpty()) {
      return "no index has any";
    }
    return built.isSingle()
        ? "there is only " + all.get(built.newest())
        : "there are " + all.get(built.oldest()) + " to " + all.get(built.newest());
  }

  private static String place(Location where) {
    return where.isPresent() ? " (" + where + ")" : "";
  }

  /** What the terms say, whatever the cause. */
  String terms(Incompatibility incompatibility) {
    List<Map.Entry<Node, States>> installed = new ArrayList<>();
    List<Map.Entry<Node, States>> others = new ArrayList<>();
    for (Map.Entry<Node, States> term : incompatibility.terms().entrySet()) {
      (term.getValue().allowsAbsence() ? others : installed).add(term);
    }
    if (incompatibility.isContradiction()) {
      return "your requirements cannot be satisfied";
    }
    if (others.isEmpty()) {
      return installed.size() == 1
          ? unusable(incompatibility)
          : joined(installed, " and ") + " do not go together";
    }
    String needed =
        others.stream()
            .map(term -> Map.entry(term.getKey(), term.getValue().complement()))
            .map(this::versions)
            .collect(Collectors.joining(" or "));
    return installed.isEmpty()
        ? needed + " is needed"
        : joined(installed, " and ") + (installed.size() == 1 ? " needs " : " need ") + needed;
  }

  private String unusable(Incompatibility incompatibility) {
    Map.Entry<Node, States> term = incompatibility.terms().entrySet().iterator().next();
    String versions = versions(term);
    return versions.startsWith(Phrases.EVERY)
        ? "no" + versions.substring(Phrases.EVERY.length()) + " can be used"
        : versions + " cannot be used";
  }

  private String joined(List<Map.Entry<Node, States>> terms, String word) {
    return terms.stream().map(this::versions).collect(Collectors.joining(word));
  }

  private String versions(Map.Entry<Node, States> term) {
    return Phrases.versions(term.getKey(), term.getValue(), of(term.getKey()));
  }

  private Candidates of(Node node) {
    return candidates.apply(node.project());
  }
}
