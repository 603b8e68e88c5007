package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Prose out of a README in Markdown or reStructuredText: whole paragraphs that say something, their
 * markup taken off. Where in doubt a paragraph is passed over.
 */
final class PlainText {
  // Readmes say what the thing is in their first screens.
  private static final int LONGEST_README = 20_000;
  private static final int MOST_READ = 6;
  private static final int SHORTEST = 50;
  private static final int LONGEST = 700;

  private static final Pattern BLOCK =
      Pattern.compile(
          "(#|=|-{3}|\\*\\s|-\\s|\\+\\s|\\d+[.)]\\s|\\||>|<|\\.\\.|:\\w|```|~~~|!\\[|\\[!\\[|\\[[^\\]]*\\]:|\\{|\\$|%|@).*",
          Pattern.DOTALL);
  private static final Pattern LIST_ITEM = Pattern.compile("([-*+•]|\\d+[.)])\\s");
  private static final Pattern UNDERLINE = Pattern.compile("([=\\-~^\"'#*+`_:.])\\1{2,}");
  private static final Pattern MARKDOWN_LINK =
      Pattern.compile("!?\\[([^\\[\\]]*)\\](\\([^()]*\\)|\\[[^\\[\\]]*\\])");
  private static final Pattern RST_LINK = Pattern.compile("`([^`<>]+?)\\s*<[^`<>]*>`_{1,2}");
  private static final Pattern RST_ROLE =
      Pattern.compile(":[\\w:+-]+:`~?([^`<>]+?)(\\s*<[^`<>]*>)?`");
  private static final Pattern RST_REFERENCE =
      Pattern.compile("`([^`]+)`_{1,2}(?!\\w)|(\\w+)_{1,2}(?=[\\s.,;:)]|$)");
  private static final Pattern COMMENT = Pattern.compile("<!--.{0,4000}?-->", Pattern.DOTALL);
  private static final Pattern HTML_BLOCK =
      Pattern.compile(
          "(?i)</?(p|div|h[1-6]|ul|ol|li|table|tr|td|details|summary|blockquote|center|hr)\\b[^<>]{0,300}>");
  // What readmes say of everything but the thing.
  private static final Pattern ASIDE =
      Pattern.compile(
          "(?i).*(code of conduct|stack ?overflow|issue tracker|bug reports?|pull"
              + " requests?|contribut(e|ing|ors|ions)|mailing"
              + " list|sponsor|donat(e|ion)|patreon|copyright|licen[cs]ed"
              + " under|discord|gitter|slack|pip install|pip3? |\\bdownloads?\\b|changelog|release"
              + " notes|get in touch|requires python|readthedocs|full documentation|for more"
              + " information|see the documentation).*");
  private static final Pattern TAG =
      Pattern.compile("</?[A-Za-z][^<>]{0,300}>|<https?://[^<>\\s]{1,300}>");
  private static final Pattern EMPHASIS =
      Pattern.compile("(\\*\\*|__|``|`|\\*)(?=\\S)(.{1,300}?)(?<=\\S)\\1");
  private static final Pattern ENTITY = Pattern.compile("&(nbsp|amp|lt|gt|quot|#\\d+);");

  private PlainText() {}

  /**
   * At most two paragraphs, each one line: from the first on that names {@code subject}, or the
   * first of all where none does.
   */
  static List<String> about(String subject, String readme) {
    List<String> all =
        paragraphs(readme, MOST_READ).stream().filter(p -> !ASIDE.matcher(p).matches()).toList();
    String wanted = subject.toLowerCase(Locale.ROOT);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).toLowerCase(Locale.ROOT).contains(wanted)) {
        return all.subList(i, Math.min(i + 2, all.size()));
      }
    }
    return all.subList(0, Math.min(1, all.size()));
  }

  /** Blanks and control characters as single blanks. */
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s\\p{Z}]+", " ").strip();
  }

  private static List<String> paragraphs(String readme, int most) {
    String head = blocks(readme.substring(0, Math.min(readme.length(), LONGEST_README)));
    List<String> paragraphs = new ArrayList<>();
    boolean inCode = false;
    for (String block : head.replace("\r", "").split("\n\\s*\n", -1)) {
      boolean fences = (block.length() - block.replace("```", "").length()) / 3 % 2 == 1;
      if (!inCode && !fences && isProse(block)) {
        String text = clean(block);
        if (isSentence(text)) {
          paragraphs.add(text);
        }
      }
      inCode ^= fences;
      if (paragraphs.size() == most) {
        break;
      }
    }
    return paragraphs;
  }

  // What HTML has as blocks; comments are none.
  private static String blocks(String text) {
    return HTML_BLOCK.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("\n\n");
  }

  private static boolean isProse(String block) {
    return !block.startsWith("    ")
        && !block.startsWith("\t")
        && !BLOCK.matcher(block.strip()).matches()
        && block.strip().lines().noneMatch(l -> isMarkup(l.strip()))
        && !block.contains("|")
        && !block.contains("```")
        && !block.strip().endsWith("::");
  }

  private static boolean isMarkup(String line) {
    return UNDERLINE.matcher(line).matches() || LIST_ITEM.matcher(line).lookingAt();
  }

  private static boolean isSentence(String text) {
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && text.chars().filter(Character::isLetter).count() * 10 > text.length() * 6L
        && text.split(" ").length >= 8
        && text.matches(".*[.!?)]");
  }

  /** Without markup, on one line. */
  static String clean(String block) {
    String text = block;
    text = MARKDOWN_LINK.matcher(text).replaceAll("$1");
    text = RST_LINK.matcher(text).replaceAll("$1");
    text = RST_ROLE.matcher(text).replaceAll("$1");
    text = RST_REFERENCE.matcher(text).replaceAll("$1$2");
    text = TAG.matcher(text).replaceAll("");
    text = EMPHASIS.matcher(text).replaceAll("$2");
    text = EMPHASIS.matcher(text).replaceAll("$2");
    text = ENTITY.matcher(text).replaceAll(" ");
    return oneLine(text.replaceAll("\\p{Cf}", "").replaceAll("\\\\([_*`#.\\[\\]-])", "$1"));
  }
}
