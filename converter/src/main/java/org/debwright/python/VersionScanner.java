package org.debwright.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a version by hand, since an index's page holds tens of thousands. The grammar is the
 * regular expression of PEP 440, appendix B; every method's comment is its part of it.
 */
final class VersionScanner {
  private static final String[] ALPHA = {"alpha", "a"};
  private static final String[] BETA = {"beta", "b"};
  private static final String[] CANDIDATE = {"preview", "pre", "rc", "c"};
  private static final String[] POST = {"post", "rev", "r"};
  private static final String[] DEV = {"dev"};

  private final String text;
  private int at;

  private VersionScanner(String text) {
    this.text = text;
  }

  /** The version that all of {@code text} is, or null; white space around it must be gone. */
  static @Nullable Pep440Version scan(String text) {
    return new VersionScanner(text).version();
  }

  /** {@code v? (epoch '!')? release pre? post? dev? ('+' local)?}. */
  private @Nullable Pep440Version version() {
    if (isLetter('v')) {
      at++;
    }
    String first = number();
    String epoch = "0";
    if (first != null && is('!')) {
      at++;
      epoch = first;
      first = number();
    }
    if (first == null) {
      return null;
    }
    List<String> release = release(first);
    PreRelease pre = pre();
    String post = post();
    String dev = suffix(DEV);
    List<String> local = local();
    return at < text.length() || local == null
        ? null
        : new Pep440Version(text, epoch, release, pre, post, dev, local);
  }

  /** {@code [0-9]+ ('.' [0-9]+)*}. */
  private List<String> release(String first) {
    if (!isDottedNumber()) {
      return List.of(first);
    }
    List<String> release = new ArrayList<>(4);
    release.add(first);
    while (isDottedNumber()) {
      at++;
      int start = at;
      skipDigits();
      release.add(Digits.of(text, start, at));
    }
    return List.copyOf(release);
  }

  /** {@code [-_.]? (alpha|a|beta|b|preview|pre|c|rc) [-_.]? [0-9]*}. */
  private @Nullable PreRelease pre() {
    String number = suffix(ALPHA);
    if (number != null) {
      return new PreRelease(PreRelease.Phase.A, number);
    }
    number = suffix(BETA);
    if (number != null) {
      return new PreRelease(PreRelease.Phase.B, number);
    }
    number = suffix(CANDIDATE);
    return number == null ? null : new PreRelease(PreRelease.Phase.RC, number);
  }

  /** {@code '-' [0-9]+ | [-_.]? (post|rev|r) [-_.]? [0-9]*}. */
  private @Nullable String post() {
    if (is('-') && at + 1 < text.length() && Digits.isDigit(text.charAt(at + 1))) {
      at++;
      return number();
    }
    return suffix(POST);
  }

  /**
   * {@code '+' [a-z0-9]+ ([-_.] [a-z0-9]+)*}; empty where there is none, null where it is broken.
   */
  private @Nullable List<String> local() {
    if (!is('+')) {
      return List.of();
    }
    List<String> segments = new ArrayList<>(2);
    do {
      at++;
      int start = at;
      boolean numeric = true;
      while (at < text.length() && isAlphanumeric(text.charAt(at))) {
        numeric &= Digits.isDigit(text.charAt(at));
        at++;
      }
      if (at == start) {
        return null;
      }
      segments.add(
          numeric
              ? Digits.of(text, start, at)
              : text.substring(start, at).toLowerCase(Locale.ROOT));
    } while (isSeparator());
    return List.copyOf(segments);
  }

  /** {@code [-_.]? word [-_.]? [0-9]*}: the number, 0 where none is written, or null. */
  private @Nullable String suffix(String[] words) {
    int start = at;
    if (isSeparator()) {
      at++;
    }
    if (!skipWord(words)) {
      at = start;
      return null;
    }
    if (isSeparator()) {
      at++;
    }
    String number = number();
    return number == null ? "0" : number;
  }

  private boolean skipWord(String[] words) {
    for (String word : words) {
      if (isWord(word)) {
        at += word.length();
        return true;
      }
    }
    return false;
  }

  private boolean isWord(String word) {
    if (text.length() - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      // Only ASCII letters fold: 0x20 maps no other character onto one of them.
      if ((text.charAt(at + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable String number() {
    int start = at;
    skipDigits();
    return at == start ? null : Digits.of(text, start, at);
  }

  private void skipDigits() {
    while (at < text.length() && Digits.isDigit(text.charAt(at))) {
      at++;
    }
  }

  private boolean isDottedNumber() {
    return is('.') && at + 1 < text.length() && Digits.isDigit(text.charAt(at + 1));
  }

  private boolean isSeparator() {
    return is('.') || is('-') || is('_');
  }

  private boolean is(char expected) {
    return at < text.length() && text.charAt(at) == expected;
  }

  private boolean isLetter(char expected) {
    return at < text.length() && (text.charAt(at) | 0x20) == expected;
  }

  private static boolean isAlphanumeric(char c) {
    return Digits.isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }
}
