package org.debwright.python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;

/**
 * Specifiers that old tools took and PEP 440 does not. Their meaning is not in doubt, and releases
 * that have them cannot be mended any more, so they are read as what they meant.
 */
final class LegacySyntax {
  private record Repair(Pattern pattern, String replacement) {}

  private static final List<Repair> REPAIRS =
      List.of(
          // >=3.6.* was taken as >=3.6; setuptools wrote what it was given.
          repair("(>=|<=|~=|>|<)(\\s*[0-9][0-9a-zA-Z.!+]*?)\\.\\*", "$1$2"),
          // !=3.0* for !=3.0.*
          repair("(==|!=)(\\s*[0-9]+(?:\\.[0-9]+)*)\\*", "$1$2.*"),
          // >='2.7' and >="2.7", before the marker
          repair("(>=|<=|~=|==|!=|>|<)\\s*(['\"])([0-9][^'\"]*)\\2", "$1$3"),
          // >=1.0<2.0 and >=1.0 <2.0: a comma is missing
          repair(
              "((?:>=|<=|~=|==|!=|>|<)\\s*[0-9][\\w.!+*]*)\\s*(?=(?:>=|<=|~=|==|!=|>|<)\\s*[0-9])",
              "$1,"),
          // => and =< for >= and <=
          repair("=>(\\s*[0-9])", ">=$1"),
          repair("(?<![<>=!~])=<(\\s*[0-9])", "<=$1"),
          // >dev: any release
          repair(">\\s*dev\\b", ">0.0.0.dev0"),
          // >=1.0, : a clause is missing
          repair(",\\s*(?=\\)|$)", ""));

  private LegacySyntax() {}

  private static Repair repair(String pattern, String replacement) {
    return new Repair(Pattern.compile(pattern), replacement);
  }

  /** A requirement with its specifiers repaired, empty where nothing of the above is wrong. */
  static Optional<String> mend(String requirement) {
    int marker = requirement.indexOf(';');
    String specifiers = marker < 0 ? requirement : requirement.substring(0, marker);
    String mended = repaired(specifiers.strip());
    return mended.equals(specifiers.strip())
        ? Optional.empty()
        : Optional.of(mended + (marker < 0 ? "" : requirement.substring(marker)));
  }

  /** A specifier set repaired, empty where that does not help. */
  static Optional<SpecifierSet> mendSpecifiers(String text) {
    try {
      return Optional.of(SpecifierSet.parse(repaired(text.strip())));
    } catch (DebwrightException e) {
      return Optional.empty();
    }
  }

  private static String repaired(String text) {
    String repaired = text;
    for (Repair repair : REPAIRS) {
      repaired = repair.pattern().matcher(repaired).replaceAll(repair.replacement());
    }
    return repaired;
  }
}
