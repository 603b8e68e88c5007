package org.debwright.resolve;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.index.Distribution;
import org.debwright.python.ProjectName;

/**
 * Whether a package of the suite holds what the index has under the same name. bookworm's {@code
 * python3-pam} ships PAM 0.4.2 with the module {@code PAM}; the index's {@code pam} has the module
 * {@code pam}, and is another software.
 */
final class SameSoftware {
  private SameSoftware() {}

  /**
   * Why not, if not.
   *
   * @param files of the index, of any version; none where no index knows the project
   * @param modules of the index's project at top level; empty where nobody knows
   */
  static Optional<Rejection> refute(
      Offer offer, Collection<Distribution> files, Set<String> modules) {
    if (offer.mapped() || offer.modules().isEmpty() || files.isEmpty()) {
      return Optional.empty();
    }
    Set<String> ours = modules.isEmpty() ? guesses(offer.project(), files) : modules;
    if (!Collections.disjoint(ours, offer.modules())) {
      return Optional.empty();
    }
    String theirs = "`" + offer.packageName() + "` has the modules " + some(offer.modules());
    String how =
        modules.isEmpty()
            ? ", which nothing ties to the project: it has source distributions only"
            : ", the project has " + some(new TreeSet<>(modules));
    return Optional.of(new Rejection("software", "it is other software: " + theirs + how));
  }

  // Source distributions do not say what they install: a module of the project's own name it must
  // be then, in its very spelling, for `PAM` is not `pam`.
  private static Set<String> guesses(ProjectName project, Collection<Distribution> files) {
    Set<String> names = new TreeSet<>(List.of(project.normalized(), project.toString()));
    files.stream()
        .map(file -> file.filename().filename().replaceFirst("-\\d.*$", ""))
        .forEach(
            spelled -> {
              names.add(spelled);
              // Capitals of a project's name are rarely those of its module, but PAM's are.
              if (!spelled.equals(spelled.toUpperCase(Locale.ROOT))) {
                names.add(spelled.toLowerCase(Locale.ROOT));
              }
            });
    Set<String> modules = new TreeSet<>();
    for (String name : names) {
      modules.add(name.replace('-', '_').replace('.', '_'));
      modules.add(name.replaceFirst("^(python|py)[-_.]", "").replace('-', '_').replace('.', '_'));
    }
    return modules;
  }

  private static String some(SortedSet<String> names) {
    List<String> first = names.stream().limit(4).map(name -> "`" + name + "`").toList();
    return String.join(", ", first)
        + (names.size() > 4 ? " and " + (names.size() - 4) + " more" : "");
  }
}
