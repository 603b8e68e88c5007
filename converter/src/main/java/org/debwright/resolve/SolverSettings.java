package org.debwright.resolve;

import java.util.Map;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * What the user decided about candidates.
 *
 * @param prereleases which pre-releases are candidates
 * @param formats whether wheels and source distributions may be used
 * @param preference wheels or newer versions first
 * @param hashes whether every project must have been given hashes
 * @param policy which world a project is taken from
 * @param pins versions to try first, such as those of an earlier lock
 * @param lookahead how many answers may be asked for ahead at a time; 0 asks one after the other
 */
public record SolverSettings(
    Prereleases prereleases,
    FormatControl formats,
    Preference preference,
    HashPolicy hashes,
    Policy policy,
    Map<ProjectName, Pep440Version> pins,
    int lookahead) {
  /** Copies. */
  public SolverSettings {
    pins = Map.copyOf(pins);
  }

  /** What pip does without options. */
  public static final SolverSettings DEFAULT =
      new SolverSettings(
          Prereleases.WHERE_NEEDED,
          FormatControl.ANY,
          Preference.NEWEST,
          HashPolicy.WHERE_GIVEN,
          Policy.EXACT,
          Map.of(),
          // More connections than 20 at once overflow the queues of small servers.
          16);

  /** Which pre-releases are candidates (PEP 440, "Handling of pre-releases"). */
  public enum Prereleases {
    /** Where a specifier names one, or no final release satisfies the requirement. */
    WHERE_NEEDED,
    /** All of them, pip's {@code --pre}. */
    ALLOWED
  }

  /** In which order candidates of a project are tried. */
  public enum Preference {
    /** Newest version first. */
    NEWEST,
    /** Versions with a wheel first, pip's {@code --prefer-binary}. */
    BINARY
  }

  /** Which projects need hashes. */
  public enum HashPolicy {
    /** Those that were given some. */
    WHERE_GIVEN,
    /** All of them, pip's {@code --require-hashes}. */
    REQUIRED
  }

  /** These settings with other pre-releases. */
  public SolverSettings withPrereleases(Prereleases choice) {
    return new SolverSettings(choice, formats, preference, hashes, policy, pins, lookahead);
  }

  /** These settings with other formats. */
  public SolverSettings withFormats(FormatControl choice) {
    return new SolverSettings(prereleases, choice, preference, hashes, policy, pins, lookahead);
  }

  /** These settings with another preference. */
  public SolverSettings withPreference(Preference choice) {
    return new SolverSettings(prereleases, formats, choice, hashes, policy, pins, lookahead);
  }

  /** These settings with another rule for hashes. */
  public SolverSettings withHashes(HashPolicy choice) {
    return new SolverSettings(prereleases, formats, preference, choice, policy, pins, lookahead);
  }

  /** These settings with another policy. */
  public SolverSettings withPolicy(Policy choice) {
    return new SolverSettings(prereleases, formats, preference, hashes, choice, pins, lookahead);
  }

  /** These settings with other versions to try first. */
  public SolverSettings withPins(Map<ProjectName, Pep440Version> choice) {
    return new SolverSettings(prereleases, formats, preference, hashes, policy, choice, lookahead);
  }

  /** These settings with another number of questions asked ahead. */
  public SolverSettings withLookahead(int choice) {
    return new SolverSettings(prereleases, formats, preference, hashes, policy, pins, choice);
  }
}
