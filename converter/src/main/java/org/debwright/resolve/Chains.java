package org.debwright.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.python.ProjectName;

/** The ways that lead from what was asked for to a project, through both worlds. */
public final class Chains {
  // In a large set there are more ways than anybody reads, and more than can be counted.
  private static final int MOST_LOOKED_AT = 20_000;

  private final SortedMap<ProjectName, List<Provenance.Need>> needs;

  /** Of who needs what. */
  public Chains(Map<ProjectName, List<Provenance.Need>> needs) {
    this.needs = new TreeMap<>(needs);
  }

  /** Of a resolution. */
  public static Chains of(Resolution resolution) {
    Map<ProjectName, List<Provenance.Need>> needs = new TreeMap<>();
    resolution.reasons().forEach((project, why) -> needs.put(project, why.needs()));
    return new Chains(needs);
  }

  /** Who asks for a project. */
  public List<Provenance.Need> needs(ProjectName project) {
    return needs.getOrDefault(project, List.of());
  }

  /**
   * Ways to a project, shortest first, each from the one that was asked for to the project itself,
   * none through a project twice.
   *
   * @param most how many
   */
  public List<List<ProjectName>> to(ProjectName project, int most) {
    List<List<ProjectName>> found = new ArrayList<>();
    Deque<List<ProjectName>> open = new ArrayDeque<>(List.of(List.of(project)));
    for (int looked = 0; !open.isEmpty() && found.size() < most; looked++) {
      List<ProjectName> way = open.removeFirst();
      SortedSet<String> askers = new TreeSet<>();
      needs(way.get(0)).forEach(need -> askers.add(need.project()));
      if (askers.remove("")) {
        found.add(way);
      }
      for (String asker : askers) {
        ProjectName by = new ProjectName(asker);
        if (!way.contains(by) && open.size() < MOST_LOOKED_AT - looked) {
          List<ProjectName> longer = new ArrayList<>(List.of(by));
          longer.addAll(way);
          open.addLast(longer);
        }
      }
    }
    return found;
  }
}
