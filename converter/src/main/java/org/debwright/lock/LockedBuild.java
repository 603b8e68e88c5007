package org.debwright.lock;

import java.util.Comparator;
import java.util.List;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * The environment that a source was built in.
 *
 * @param source its name, for reading
 * @param sha256 64 hexadecimal digits: of the file, or over what a checkout or directory holds
 * @param inputs every release file that was installed there, sorted by project
 */
public record LockedBuild(String source, String sha256, List<Input> inputs)
    implements Comparable<LockedBuild> {
  private static final Comparator<LockedBuild> ORDER =
      Comparator.comparing(LockedBuild::source).thenComparing(LockedBuild::sha256);

  /** Copies. */
  public LockedBuild {
    inputs = List.copyOf(inputs);
  }

  /** One release: its wheel, or the source distribution that was built for it. */
  public record Input(ProjectName project, Pep440Version version, LockedFile file) {}

  @Override
  public int compareTo(LockedBuild other) {
    return ORDER.compare(this, other);
  }
}
