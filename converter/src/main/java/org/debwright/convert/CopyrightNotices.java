package org.debwright.convert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds copyright, as licence texts say in lines that begin with the word or the sign: years
 * and holders, as DEP 5 wants them. Those of the text itself, such as the Free Software
 * Foundation's, and places to fill in are passed over.
 */
final class CopyrightNotices {
  private static final Pattern NOTICE =
      Pattern.compile(
          "(?:[\\W\\d]{0,8}|.{0,40}\\bis )"
              + "(?:(?:copyright|copr\\.|©|\\(c\\))[\\s:,]*)+(?:by\\s+)?(?<rest>\\S.*)",
          Pattern.CASE_INSENSITIVE);
  // A licence numbers its clauses `(c)` too.
  private static final Pattern NAMED =
      Pattern.compile("copyright|copr\\.|©", Pattern.CASE_INSENSITIVE);
  private static final Pattern YEARS = Pattern.compile("(?:19|20)\\d\\d");
  private static final Pattern ONLY_YEARS = Pattern.compile("[\\d\\s,;–-]+(?:present|now)?[.,]?");
  // What follows the word in the sentences of a licence.
  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?:notices?|holders?|owners?|laws?|licen[cs]es?|statements?|and|or|in|of|on|to|is|are|"
              + "the|protection|interest|information|permission|claims?|treat(?:y|ies)|terms|file|"
              + "act|disclaimer|infring\\w*|resid\\w*|belongs|status|data)\\b.*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          ".*(?:\\[yyyy\\]|<year>|<years>|name of (?:author|copyright)|\\{yyyy\\}|\\[fullname\\]|"
              + "\\[year\\]|yyyy|<name of|Free Software Foundation, Inc\\.(?: <|,? ?$)).*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RIGHTS =
      Pattern.compile("[\\s.,;]*all rights reserved\\.?.*$", Pattern.CASE_INSENSITIVE);
  private static final int MOST = 40;
  private static final int LONGEST = 200;

  private CopyrightNotices() {}

  /** Each notice once, in the order of the texts; those that say when come first. */
  static List<String> in(Collection<String> texts) {
    Set<String> notices = new LinkedHashSet<>();
    for (String text : texts) {
      List<String> lines = text.lines().map(PlainText::oneLine).toList();
      for (int i = 0; i < lines.size() && notices.size() < MOST; i++) {
        String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
        String notice = notice(lines.get(i), next);
        if (!notice.isEmpty()) {
          notices.add(notice);
        }
      }
    }
    List<String> sorted = new ArrayList<>(notices);
    sorted.sort(Comparator.comparing(n -> !hasYear(n)));
    return sorted;
  }

  /** Whether a notice says when. */
  static boolean hasYear(String notice) {
    return YEARS.matcher(notice).find();
  }

  private static String notice(String line, String next) {
    Matcher matcher = NOTICE.matcher(line);
    if (line.length() > LONGEST || !matcher.matches() || PLACEHOLDER.matcher(line).matches()) {
      return "";
    }
    String rest = matcher.group("rest");
    if (ONLY_YEARS.matcher(rest).matches()) {
      rest = rest.replaceFirst("[\\s.,]+$", "") + " " + next;
    }
    boolean holder = rest.codePoints().anyMatch(Character::isLetter);
    boolean plausible =
        YEARS.matcher(rest).lookingAt()
            || (NAMED.matcher(line).find()
                && (hasYear(rest) || Character.isUpperCase(rest.codePointAt(0))));
    if (!holder || !plausible || SENTENCE.matcher(rest).matches() || rest.length() > LONGEST) {
      return "";
    }
    return RIGHTS
        .matcher(rest)
        .replaceFirst("")
        .replaceFirst("^((?:19|20)[\\d\\s,;–-]*\\d)\\s+by\\s+", "$1 ")
        .replaceFirst("[\\s,;*/#|]+$", "")
        .strip();
  }
}
