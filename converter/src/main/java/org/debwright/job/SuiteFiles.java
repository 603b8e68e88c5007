package org.debwright.job;

import java.util.List;
import org.debwright.archive.Archive;
import org.debwright.build.PackageFinder;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.jspecify.annotations.Nullable;

/** What the suite's Contents say, read when something is asked for the first time. */
final class SuiteFiles implements PackageFinder {
  private final Question.Wish wish;
  private final Surroundings surroundings;
  private @Nullable PackageFinder opened;

  SuiteFiles(Question.Wish wish, Surroundings surroundings) {
    this.wish = wish;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized List<PackageName> owners(String path) {
    if (opened == null) {
      opened = open();
    }
    return opened.owners(path);
  }

  // It only serves to say more of a build that failed; that it cannot be had is not what is wrong.
  private PackageFinder open() {
    try {
      Archive archive = Targets.archive(wish, surroundings);
      return path -> archive.owners(new TargetPath(path));
    } catch (DebwrightException unreachable) {
      return PackageFinder.NONE;
    }
  }
}
