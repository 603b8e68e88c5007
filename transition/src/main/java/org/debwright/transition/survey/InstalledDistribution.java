package org.debwright.transition.survey;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/**
 * A distribution as it lies in a {@link Place}.
 *
 * @param spelling the version as written
 * @param version empty where what is written is no version of PEP 440
 * @param metadata absolute path of what says so: a dist-info, egg-info, egg or egg-link
 * @param installer as {@code INSTALLER} says, empty where it does not
 * @param editable where the code is instead; empty for what is installed as usual
 * @param requirements what it requires, extras left out of account
 * @param tops names in the place itself that it has, as it says itself
 * @param modules what it brings, as deep as it alone has them: {@code google.auth}
 * @param scripts commands, absolute
 * @param dataFiles what it put elsewhere, absolute
 * @param missing what it says it has and what is not there, absolute
 * @param imports modules of other distributions here that it imports, by project
 * @param owner the package that owns the metadata, empty for pip's
 */
public record InstalledDistribution(
    ProjectName project,
    String spelling,
    Optional<Pep440Version> version,
    Place place,
    Form form,
    String metadata,
    Optional<String> installer,
    Optional<String> editable,
    List<Requirement> requirements,
    SortedSet<String> tops,
    SortedSet<String> modules,
    List<String> scripts,
    List<String> dataFiles,
    List<String> missing,
    Extent extent,
    SortedMap<ProjectName, Site> imports,
    Optional<String> owner)
    implements Comparable<InstalledDistribution> {
  private static final Comparator<InstalledDistribution> ORDER =
      Comparator.comparing((InstalledDistribution d) -> d.place().path())
          .thenComparing(InstalledDistribution::project)
          .thenComparing(InstalledDistribution::metadata);

  /** Copies. */
  public InstalledDistribution {
    requirements = List.copyOf(requirements);
    tops = new TreeSet<>(tops);
    modules = new TreeSet<>(modules);
    scripts = List.copyOf(scripts);
    dataFiles = List.copyOf(dataFiles);
    missing = List.copyOf(missing);
    imports = new TreeMap<>(imports);
  }

  /** How it is recorded. */
  public enum Form {
    /** {@code *.dist-info} ("Recording installed projects"). */
    DIST_INFO("dist-info"),
    /** A directory {@code *.egg-info}. */
    EGG_INFO("egg-info"),
    /** A file {@code *.egg-info}, as distutils writes it: it does not say which files are its. */
    EGG_INFO_FILE("egg-info file"),
    /** A directory {@code *.egg}. */
    EGG("egg"),
    /** An archive {@code *.egg}. */
    ZIPPED_EGG("zipped egg"),
    /** A file {@code *.egg-link} of {@code setup.py develop}. */
    EGG_LINK("egg-link");

    private final String word;

    Form(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * How much of it there is.
   *
   * @param recorded whether it says itself which files are its
   * @param machineCode how many files are shared libraries
   */
  public record Extent(boolean recorded, int files, long bytes, int machineCode) {
    static final Extent NONE = new Extent(true, 0, 0, 0);
  }

  /** A line of a file. */
  public record Site(String path, int line) {
    @Override
    public String toString() {
      return path + ":" + line;
    }
  }

  InstalledDistribution with(List<String> absent, Extent found, Map<ProjectName, Site> imported) {
    return new InstalledDistribution(
        project,
        spelling,
        version,
        place,
        form,
        metadata,
        installer,
        editable,
        requirements,
        tops,
        modules,
        scripts,
        dataFiles,
        absent,
        found,
        new TreeMap<>(imported),
        owner);
  }

  /** {@code name version}. */
  public String label() {
    return project + " " + spelling;
  }

  @Override
  public int compareTo(InstalledDistribution other) {
    return ORDER.compare(this, other);
  }
}
