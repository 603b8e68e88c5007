package org.debwright.manual;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that comes with a distribution. */
public final class AuthorsPage {
  // mandb(8) wants `name \- what it does`; some have the name alone.
  private static final Pattern BARE_NAME =
      Pattern.compile(
          "(?m)^(\\.SH +\"?NAME\"?\\s*\\n)([\\w.+, -]*\\w)[ \\t]*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME_SECTION =
      Pattern.compile("(?mi)^[.']\\s*(SH\\s+\"?NAME|Sh\\s+NAME|so\\s)");
  // The line that belongs there stands bare in pages that some versions of pod2man wrote.
  private static final Pattern LOST_NAME =
      Pattern.compile("(?m)^[\\w.+, -]*\\w \\\\?- .+\\n(?=[.']\\s*SH\\b)");

  private AuthorsPage() {}

  /**
   * The page with {@code synopsis} behind its name where it says nothing there, and with the
   * section for it where that is missing but for its heading (man-pages(7), "Sections within a
   * manual page").
   */
  public static byte[] named(byte[] page, String synopsis) {
    String text = new String(page, StandardCharsets.ISO_8859_1);
    Matcher lost = LOST_NAME.matcher(text);
    if (!NAME_SECTION.matcher(text).find() && lost.find()) {
      return (text.substring(0, lost.start()) + ".SH NAME\n" + text.substring(lost.start()))
          .getBytes(StandardCharsets.ISO_8859_1);
    }
    Matcher matcher = BARE_NAME.matcher(text);
    if (!matcher.find() || matcher.group(2).contains(" - ")) {
      return page;
    }
    String head = text.substring(0, matcher.end());
    String added = " \\- " + Roff.plain(synopsis);
    byte[] middle = added.getBytes(StandardCharsets.UTF_8);
    byte[] begin = head.stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
    byte[] end = text.substring(matcher.end()).getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[begin.length + middle.length + end.length];
    System.arraycopy(begin, 0, whole, 0, begin.length);
    System.arraycopy(middle, 0, whole, begin.length, middle.length);
    System.arraycopy(end, 0, whole, begin.length + middle.length, end.length);
    return whole;
  }
}
