package org.debwright.transition.survey;

import java.util.Map;
import java.util.TreeMap;
import org.debwright.python.ProjectName;
import org.debwright.transition.survey.InstalledDistribution.Extent;
import org.debwright.transition.survey.InstalledDistribution.Site;

/** What the walk finds of one distribution. Thread-safe. */
final class Tally {
  private final DistributionReader.Found found;
  private int files;
  private int present;
  private long bytes;
  private int machineCode;
  private final Map<ProjectName, Site> imports = new TreeMap<>();

  Tally(DistributionReader.Found found) {
    this.found = found;
  }

  InstalledDistribution distribution() {
    return found.distribution();
  }

  DistributionFiles recorded() {
    return found.files();
  }

  synchronized void file(String path, long size) {
    files++;
    present += found.files().paths().contains(path) ? 1 : 0;
    bytes += size;
    machineCode += path.endsWith(".so") || path.contains(".so.") ? 1 : 0;
  }

  // The first place in the order of paths, whichever thread comes first.
  synchronized void imports(ProjectName project, Site site) {
    Site known = imports.get(project);
    if (known == null
        || site.path().compareTo(known.path()) < 0
        || (site.path().equals(known.path()) && site.line() < known.line())) {
      imports.put(project, site);
    }
  }

  /** Whether each file it says it has was seen. */
  synchronized boolean isWhole() {
    return present >= found.files().paths().size();
  }

  synchronized Extent extent() {
    return new Extent(found.files().recorded(), files, bytes, machineCode);
  }

  synchronized Map<ProjectName, Site> imports() {
    return new TreeMap<>(imports);
  }
}
