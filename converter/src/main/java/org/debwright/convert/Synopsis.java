package org.debwright.convert;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.python.CoreMetadata;

/** The first line of a description (Policy 3.4.1, Developer's Reference 6.2.2). */
final class Synopsis {
  private static final int LONGEST = 80;
  private static final int LONGEST_READ = 2000;
  private static final int SHORTEST_SENTENCE = 15;
  private static final Pattern ARTICLE = Pattern.compile("(?i)^(an?|the)\\s+(?=\\S)");
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "(?i)^(this|it|here)\\s+(is|provides|contains|implements|holds)\\s+"
              + "|^this\\s+(python\\s+)?(package|module|library|project|repo(sitory)?|tool)\\s+"
              + "(is|provides|contains|implements|holds|allows\\s+you\\s+to)\\s+");
  private static final Pattern SENTENCE =
      Pattern.compile("(.+?(?<!\\b[A-Za-z])[.!?])\\s+\\p{Lu}.*");
  private static final Pattern DANGLING =
      Pattern.compile(
          "(?i)(\\s+(and|or|with|for|in|of|to|the|an?|from|by|on|as|that|which|e\\.?g|i\\.?e|&|–|-)"
              + "|[\\s,;:(.–-])+$");
  private static final Pattern MARKUP = Pattern.compile("^[#*=_~>|\\s.:;,!?-]+");
  // Emoji and marks that only show with them.
  private static final Pattern PICTURES =
      Pattern.compile("[\\p{So}\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}\ufe0e\ufe0f]");

  private Synopsis() {}

  /**
   * One line: no article, no name of project or package before it, no full stop, at least two
   * words, at most 80 characters.
   */
  static String of(CoreMetadata metadata, String packageName) {
    String line = plain(metadata.summary());
    String before;
    do {
      before = line;
      line = ARTICLE.matcher(line).replaceFirst("");
      line = BOILERPLATE.matcher(line).replaceFirst("");
      line = withoutName(line, metadata.spelledName());
      line = withoutName(line, packageName);
    } while (!line.equals(before));
    line = withoutEnd(firstSentence(line));
    String project = metadata.name().normalized();
    if (line.codePoints().noneMatch(Character::isLetterOrDigit)
        || line.equalsIgnoreCase(metadata.spelledName())
        || isName(line, packageName)) {
      return shortened("Python distribution " + project);
    }
    if (!line.contains(" ")) {
      return shortened(line + " (Python distribution " + project + ")");
    }
    return shortened(line);
  }

  private static String plain(String summary) {
    String head = summary.substring(0, Math.min(summary.length(), LONGEST_READ));
    String text = PICTURES.matcher(PlainText.clean(head)).replaceAll("");
    return MARKUP.matcher(PlainText.oneLine(text)).replaceFirst("");
  }

  // "Foo is a ...", "Foo: ...", "Foo - ..."; a verb behind the name would lose its subject.
  private static String withoutName(String line, String name) {
    Pattern pattern =
        Pattern.compile(
            "(?i)^"
                + Pattern.quote(name)
                + "\\s*([:,]|[-–—]+(?=\\s)|is\\b|\\((?=[^)]*\\)))\\s*(?=\\S)");
    return pattern.matcher(line).replaceFirst("");
  }

  private static boolean isName(String line, String packageName) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.startsWith(packageName)
        && (lower.length() == packageName.length()
            || !Character.isLetterOrDigit(lower.charAt(packageName.length())));
  }

  private static String firstSentence(String line) {
    Matcher matcher = SENTENCE.matcher(line);
    return matcher.matches() && matcher.group(1).length() >= SHORTEST_SENTENCE
        ? matcher.group(1)
        : line;
  }

  static String withoutEnd(String text) {
    return text.replaceFirst("[\\s.:;,]+$", "");
  }

  static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    String cut = Wrap.lines(text, LONGEST - 3).get(0);
    return DANGLING.matcher(cut).replaceFirst("") + "...";
  }
}
