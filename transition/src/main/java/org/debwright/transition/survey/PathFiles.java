package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.List;
import org.debwright.transition.survey.Survey.PathEntry;

/** What the {@code .pth} files of a place put on {@code sys.path}, or run (module {@code site}). */
final class PathFiles {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_LINES = 1000;

  private PathFiles() {}

  static List<PathEntry> of(Root root, Place place) {
    List<PathEntry> entries = new ArrayList<>();
    for (String name : root.list(place.path())) {
      if (!name.endsWith(".pth") || name.startsWith(".")) {
        continue;
      }
      String file = place.path() + "/" + name;
      String[] lines = root.text(file, MOST_BYTES).orElse("").split("\n", -1);
      for (int i = 0; i < Math.min(MOST_LINES, lines.length); i++) {
        String line = lines[i].strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          boolean runs = line.startsWith("import ") || line.startsWith("import\t");
          entries.add(new PathEntry(file, i + 1, line, runs));
        }
      }
    }
    return entries;
  }
}
