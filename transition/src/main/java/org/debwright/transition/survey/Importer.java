package org.debwright.transition.survey;

import java.util.Comparator;
import org.debwright.python.ProjectName;

/** A program or a loose module that imports what pip installed. */
public record Importer(String path, int line, ProjectName project, String module, String owner)
    implements Comparable<Importer> {
  private static final Comparator<Importer> ORDER =
      Comparator.comparing(Importer::path)
          .thenComparingInt(Importer::line)
          .thenComparing(Importer::project);

  Importer ownedBy(String name) {
    return new Importer(path, line, project, module, name);
  }

  @Override
  public int compareTo(Importer other) {
    return ORDER.compare(this, other);
  }
}
