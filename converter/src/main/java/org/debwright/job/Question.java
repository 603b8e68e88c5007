package org.debwright.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.python.PythonVersion;
import org.debwright.python.RequirementsOptions;
import org.debwright.resolve.Policy;

/**
 * What is asked: requirements, and what for.
 *
 * @param requirementsFiles paths or URLs
 * @param constraintsFiles paths or URLs
 * @param arguments requirements, paths or URLs as on a command line
 * @param options where to look and what to take, as the command line says it
 * @param sources whether source distributions may be built
 * @param builds what builds are given
 * @param policy which world projects are taken from
 * @param map what the user says of packages of the suite
 */
public record Question(
    List<String> requirementsFiles,
    List<String> constraintsFiles,
    List<String> arguments,
    RequirementsOptions options,
    Sources sources,
    Builds builds,
    Policy policy,
    ProjectMap map,
    Wish target) {

  /** Copies. */
  public Question {
    requirementsFiles = List.copyOf(requirementsFiles);
    constraintsFiles = List.copyOf(constraintsFiles);
    arguments = List.copyOf(arguments);
  }

  /** Whether anything is built from source. */
  public enum Sources {
    /** Where there is no wheel that fits. */
    BUILT,
    /** Never; without a wheel that fits, it is refused. */
    REFUSED
  }

  /**
   * The target as far as it was said.
   *
   * @param python the suite's own Python 3 where empty
   * @param archive a mirror to use in place of apt's configured one, URI
   * @param archiveKeyring keys that mirror is signed with
   * @param pockets of the suite that are asked for, such as {@code backports}
   * @param further archives beside, as lines of sources.list(5)
   */
  public record Wish(
      Suite suite,
      Architecture architecture,
      Optional<PythonVersion> python,
      Optional<String> archive,
      Optional<Path> archiveKeyring,
      List<String> pockets,
      List<String> further) {
    /** Copies. */
    public Wish {
      pockets = List.copyOf(pockets);
      further = List.copyOf(further);
    }
  }
}
