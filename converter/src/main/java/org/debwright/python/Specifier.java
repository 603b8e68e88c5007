package org.debwright.python;

import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * One clause of a {@link SpecifierSet}, for example {@code ~=1.4.2}. PEP 440, "Version specifiers".
 * Equality is that of {@code packaging}: {@code ==1.0} equals {@code ==1.0.0}, but the number of
 * components counts with {@code ~=}, and the spelling with {@code ===} and {@code .*}.
 */
public final class Specifier {
  private static final String WILDCARD = ".*";

  private final Operator operator;
  private final String versionText;
  private final @Nullable Pep440Version version;
  private final boolean prefix;

  private Specifier(
      Operator operator, String versionText, @Nullable Pep440Version version, boolean prefix) {
    this.operator = operator;
    this.versionText = versionText;
    this.version = version;
    this.prefix = prefix;
  }

  /** The comparison operators of PEP 440. */
  public enum Operator {
    /** {@code ~=}. */
    COMPATIBLE("~="),
    /** {@code ==}, with or without a trailing {@code .*}. */
    EQUAL("=="),
    /** {@code !=}, with or without a trailing {@code .*}. */
    NOT_EQUAL("!="),
    /** {@code <=}. */
    AT_MOST("<="),
    /** {@code >=}. */
    AT_LEAST(">="),
    /** {@code <}. */
    LESS("<"),
    /** {@code >}. */
    GREATER(">"),
    /** {@code ===}. */
    ARBITRARY("===");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As written in a requirement. */
    public String symbol() {
      return symbol;
    }

    /** Whether some operator begins with {@code c}. */
    static boolean startsAt(char c) {
      return c == '=' || c == '<' || c == '>' || c == '~' || c == '!';
    }

    /** The longest operator that stands at {@code position} of {@code text}, if any. */
    static Optional<Operator> at(String text, int position) {
      if (position >= text.length() || !startsAt(text.charAt(position))) {
        return Optional.empty();
      }
      Operator longest = null;
      for (Operator operator : values()) {
        if (text.startsWith(operator.symbol, position)
            && (longest == null || longest.symbol.length() < operator.symbol.length())) {
          longest = operator;
        }
      }
      return Optional.ofNullable(longest);
    }
  }

  /**
   * Reads one clause.
   *
   * @throws DebwrightException if it is none
   */
  public static Specifier parse(String text) {
    SourceText source = SourceText.of(text, "specifier");
    return new SpecifierParser(source).clause(0, text.length());
  }

  /**
   * A clause of its two parts.
   *
   * @throws DebwrightException if PEP 440 does not allow them together; the caller adds the place
   */
  static Specifier of(Operator operator, String versionText) {
    Specifier specifier = unchecked(operator, versionText);
    String objection = specifier.objection();
    if (objection != null) {
      throw Diagnostic.error("specifier-invalid", "`" + specifier + "` is not a version specifier")
          .because(objection)
          .toException();
    }
    return specifier;
  }

  /** As {@link #of}, empty where PEP 440 does not allow the parts together. */
  static Optional<Specifier> tryOf(Operator operator, String versionText) {
    Specifier specifier = unchecked(operator, versionText);
    return specifier.objection() == null ? Optional.of(specifier) : Optional.empty();
  }

  private static Specifier unchecked(Operator operator, String versionText) {
    boolean prefix = operator != Operator.ARBITRARY && versionText.endsWith(WILDCARD);
    String bare =
        prefix ? versionText.substring(0, versionText.length() - WILDCARD.length()) : versionText;
    return new Specifier(operator, versionText, VersionScanner.scan(bare), prefix);
  }

  // PEP 440, "Version specifiers": what each operator may be followed by.
  private @Nullable String objection() {
    if (operator == Operator.ARBITRARY) {
      boolean whole = versionText.chars().noneMatch(c -> isEnd((char) c));
      return whole ? null : "`===` is followed by one word";
    }
    if (version == null) {
      return versionText.isEmpty()
          ? "a version is missing after `" + operator.symbol + "`"
          : "`" + versionText + "` is not a version (PEP 440)";
    }
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    if (prefix && !equality) {
      return "`.*` can only stand after `==` and `!=`";
    }
    if (prefix && (version.isPrerelease() || version.isPostRelease() || version.hasLocal())) {
      return "`.*` cannot follow a pre-release, a post-release, a development release or a local"
          + " label";
    }
    if (version.hasLocal() && !equality) {
      return "a local label (`+…`) can only be compared with `==`, `!=` and `===`";
    }
    if (operator == Operator.COMPATIBLE && version.release().size() < 2) {
      return "`~=` needs at least two numbers, for example `~=1.0`";
    }
    return null;
  }

  /** Whether {@code c} ends the text after {@code ===}: anything else may belong to it. */
  static boolean isEnd(char c) {
    return c == ';' || c == ')' || PythonText.isSpace(c);
  }

  /** The comparison. */
  public Operator operator() {
    return operator;
  }

  /**
   * The version compared with, without {@code .*}; empty only for {@code ===} of something that is
   * no version.
   */
  public Optional<Pep440Version> version() {
    return Optional.ofNullable(version);
  }

  /** Whether the version ends in {@code .*}. */
  public boolean isPrefix() {
    return prefix;
  }

  /** The version text as written, {@code .*} included. */
  public String versionText() {
    return versionText;
  }

  /**
   * Whether {@code candidate} satisfies the clause, pre-releases not excluded. {@code ===} compares
   * with the text that {@code candidate} was read from.
   */
  public boolean contains(Pep440Version candidate) {
    if (version == null) {
      return isSpelled(candidate);
    }
    return switch (operator) {
      case COMPATIBLE ->
          candidate.compareTo(version) >= 0
              && candidate.startsWith(version, version.release().size() - 1);
      case EQUAL -> matches(version, candidate);
      case NOT_EQUAL -> !matches(version, candidate);
      case AT_MOST -> candidate.comparePublic(version) <= 0;
      case AT_LEAST -> candidate.compareTo(version) >= 0;
      case LESS -> isLess(version, candidate);
      case GREATER -> isGreater(version, candidate);
      case ARBITRARY -> isSpelled(candidate);
    };
  }

  // PEP 440, "Arbitrary equality": strings, case aside.
  private boolean isSpelled(Pep440Version candidate) {
    return candidate.spelled().equalsIgnoreCase(versionText);
  }

  /** As {@link #contains(Pep440Version)}; of what is no version only {@code ===} can hold. */
  boolean containsText(String candidate) {
    return operator == Operator.ARBITRARY
        ? candidate.equalsIgnoreCase(versionText)
        : Pep440Version.tryParse(candidate).map(this::contains).orElse(false);
  }

  // PEP 440, "Version matching": the candidate's local label counts only where one is asked for.
  private boolean matches(Pep440Version version, Pep440Version candidate) {
    if (prefix) {
      return candidate.startsWith(version, version.release().size());
    }
    return version.hasLocal()
        ? candidate.compareTo(version) == 0
        : candidate.comparePublic(version) == 0;
  }

  // PEP 440, "Exclusive ordered comparison": <V excludes the pre-releases of V unless V is one.
  private static boolean isLess(Pep440Version version, Pep440Version candidate) {
    if (candidate.compareTo(version) >= 0) {
      return false;
    }
    if (version.isPrerelease() || !candidate.hasReleaseOf(version)) {
      return true;
    }
    return version.isPostRelease()
        && !(candidate.isDevRelease()
            && candidate.hasPostOf(version)
            && candidate.hasPreOf(version));
  }

  // PEP 440, "Exclusive ordered comparison": >V excludes V+local, and V.postN unless V is one.
  private static boolean isGreater(Pep440Version version, Pep440Version candidate) {
    if (candidate.comparePublic(version) <= 0) {
      return false;
    }
    return version.isPostRelease()
        || version.isDevRelease()
        || !(candidate.hasReleaseOf(version) && candidate.hasPreOf(version));
  }

  /** Whether the clause itself names a pre-release, which admits pre-releases (PEP 440). */
  public boolean admitsPrereleases() {
    return operator != Operator.NOT_EQUAL && version != null && version.isPrerelease();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Specifier specifier
            && operator == specifier.operator
            && comparedText().equals(specifier.comparedText()));
  }

  @Override
  public int hashCode() {
    return 31 * operator.hashCode() + comparedText().hashCode();
  }

  private String comparedText() {
    if (operator == Operator.ARBITRARY || prefix || version == null) {
      return versionText;
    }
    return operator == Operator.COMPATIBLE ? version.toString() : version.toTrimmedString();
  }

  /** {@code ~=1.4.2}, the version as written. */
  @Override
  public String toString() {
    return operator.symbol + versionText;
  }
}
