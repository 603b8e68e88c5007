package org.debwright.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Chains;
import org.debwright.resolve.Provenance.Need;

/** Who needs whom, as far as a lock says it: names, and of what the suite supplies all. */
public final class LockedNeeds {
  private LockedNeeds() {}

  /** As chains. */
  public static Chains of(Lock lock) {
    SortedMap<ProjectName, List<Need>> needs = new TreeMap<>();
    for (LockedPackage entry : lock.packages()) {
      String by = entry.name() + entry.version().map(version -> " " + version).orElse("");
      for (ProjectName each : entry.dependencies()) {
        needs
            .computeIfAbsent(each, name -> new ArrayList<>())
            .add(new Need(by, entry.name().normalized(), each.normalized()));
      }
    }
    // Other tools do not say what was asked for: it is what nothing else in the lock needs.
    for (LockedPackage entry : lock.packages()) {
      List<Need> others = needs.computeIfAbsent(entry.name(), n -> new ArrayList<>());
      boolean asked = lock.target().isPresent() ? entry.asked() : others.isEmpty();
      if (asked) {
        others.add(0, new Need("you", "", entry.name().normalized()));
      }
    }
    lock.supplied().forEach(supply -> needs.put(supply.project(), supply.needs()));
    return new Chains(needs);
  }
}
