package org.debwright.diagnostic;

import static java.util.Objects.requireNonNull;

/**
 * One thing that went wrong or is worth knowing: what, why, and how to mend it.
 *
 * <p>Texts are plain sentences without a full stop; names, commands and paths stand in backticks.
 * No text ever holds credentials. {@code what} and {@code why} come from the core; {@code fix} may
 * be left empty there and is then added by the command line, which knows the options, by {@code
 * code}.
 *
 * @param code stable kebab-case word, for example {@code wheel-hash-mismatch}
 * @param what what is wrong, always present
 * @param why the reason, empty where {@code what} says it all
 * @param fix what to do, empty where the core cannot know
 * @param where the place to look at, {@link Location#NONE} where there is none
 */
public record Diagnostic(
    String code, Severity severity, String what, String why, String fix, Location where) {

  /** Rejects nulls. */
  public Diagnostic {
    requireNonNull(code);
    requireNonNull(severity);
    requireNonNull(what);
    requireNonNull(why);
    requireNonNull(fix);
    requireNonNull(where);
  }

  /**
   * An error that says only what; add the rest with {@link #because}, {@link #mend}, {@link #at}.
   */
  public static Diagnostic error(String code, String what) {
    return new Diagnostic(code, Severity.ERROR, what, "", "", Location.NONE);
  }

  /** A warning that says only what. */
  public static Diagnostic warning(String code, String what) {
    return new Diagnostic(code, Severity.WARNING, what, "", "", Location.NONE);
  }

  /** A note that says only what. */
  public static Diagnostic note(String code, String what) {
    return new Diagnostic(code, Severity.NOTE, what, "", "", Location.NONE);
  }

  /** This diagnostic with its reason. */
  public Diagnostic because(String reason) {
    return new Diagnostic(code, severity, what, reason, fix, where);
  }

  /** This diagnostic with its remedy. */
  public Diagnostic mend(String remedy) {
    return new Diagnostic(code, severity, what, why, remedy, where);
  }

  /** This diagnostic with its place. */
  public Diagnostic at(Location place) {
    return new Diagnostic(code, severity, what, why, fix, place);
  }

  /** This diagnostic as an exception to throw. */
  public DebwrightException toException() {
    return new DebwrightException(this);
  }
}
