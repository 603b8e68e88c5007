package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * The tags of an HTML document, one after the other, out of its bytes. Comments, scripts and styles
 * are skipped; nothing is nested or repaired, as a page of links needs none of it. Attributes may
 * be quoted either way, or not at all.
 */
final class HtmlTags {
  private static final int MOST_ATTRIBUTES = 32;

  private final byte[] text;
  private int at;
  private int nameStart;
  private int nameEnd;
  private boolean closing;
  private int attributes;
  // Four offsets an attribute: begin and end of its name, begin and end of its value.
  private final int[] offsets = new int[4 * MOST_ATTRIBUTES];

  HtmlTags(byte[] text) {
    this.text = text;
  }

  /** Whether a document says where it begins and not where it ends. */
  static boolean isCutOff(byte[] text) {
    HtmlTags tags = new HtmlTags(text);
    boolean open = false;
    while (tags.next()) {
      open = tags.is("html") ? !tags.isClosing() : open;
    }
    return open;
  }

  /** Goes to the next tag; false at the end of the document. */
  boolean next() {
    while (at < text.length) {
      if (text[at++] != '<' || at >= text.length) {
        continue;
      }
      if (startsWith("!--", at)) {
        at = find("-->", at + 3);
        continue;
      }
      closing = text[at] == '/';
      nameStart = closing ? at + 1 : at;
      if (nameStart < text.length && isLetter(text[nameStart])) {
        readTag();
        return true;
      }
    }
    return false;
  }

  /** Whether the tag is {@code </…>}. */
  boolean isClosing() {
    return closing;
  }

  /** Whether the tag has this name, given in lower case. */
  boolean is(String name) {
    return equalsIgnoringCase(nameStart, nameEnd, name);
  }

  /** The value of an attribute, its entities resolved; null where the tag has none of that name. */
  @org.jspecify.annotations.Nullable
  String attribute(String name) {
    for (int i = 0; i < attributes; i++) {
      if (equalsIgnoringCase(offsets[4 * i], offsets[4 * i + 1], name)) {
        int start = offsets[4 * i + 2];
        return HtmlEntities.resolve(new String(text, start, offsets[4 * i + 3] - start, UTF_8));
      }
    }
    return null;
  }

  /** Where the value of an attribute begins and ends; -1 where the tag has none of that name. */
  void find(String name, int[] into, int at) {
    into[at] = -1;
    into[at + 1] = -1;
    for (int i = 0; i < attributes; i++) {
      if (equalsIgnoringCase(offsets[4 * i], offsets[4 * i + 1], name)) {
        into[at] = offsets[4 * i + 2];
        into[at + 1] = offsets[4 * i + 3];
        return;
      }
    }
  }

  byte[] text() {
    return text;
  }

  private void readTag() {
    at = nameStart;
    while (at < text.length && !isSpace(text[at]) && text[at] != '>' && text[at] != '/') {
      at++;
    }
    nameEnd = at;
    attributes = 0;
    while (at < text.length && text[at] != '>') {
      if (isSpace(text[at]) || text[at] == '/') {
        at++;
      } else {
        readAttribute();
      }
    }
    if (!closing && (is("script") || is("style"))) {
      at = find("</" + new String(text, nameStart, nameEnd - nameStart, UTF_8), at);
    }
  }

  private void readAttribute() {
    int start = at++;
    while (at < text.length && !isSpace(text[at]) && "=>/".indexOf(text[at]) < 0) {
      at++;
    }
    int end = at;
    int look = at;
    while (look < text.length && isSpace(text[look])) {
      look++;
    }
    int valueStart = end;
    int valueEnd = end;
    if (look < text.length && text[look] == '=') {
      at = look + 1;
      while (at < text.length && isSpace(text[at])) {
        at++;
      }
      valueStart = at < text.length && isQuote(text[at]) ? at + 1 : at;
      valueEnd = readValue();
    }
    if (attributes < MOST_ATTRIBUTES) {
      offsets[4 * attributes] = start;
      offsets[4 * attributes + 1] = end;
      offsets[4 * attributes + 2] = valueStart;
      offsets[4 * attributes++ + 3] = valueEnd;
    }
  }

  /** Goes behind a value and returns where it ends. */
  private int readValue() {
    if (at < text.length && isQuote(text[at])) {
      byte quote = text[at++];
      while (at < text.length && text[at] != quote) {
        at++;
      }
      return at < text.length ? at++ : at;
    }
    while (at < text.length && !isSpace(text[at]) && text[at] != '>') {
      at++;
    }
    return at;
  }

  /** Index of {@code needle}, case ignored, from {@code from} on; the end where it is not found. */
  private int find(String needle, int from) {
    String lower = needle.toLowerCase(Locale.ROOT);
    for (int i = from; i + lower.length() <= text.length; i++) {
      if (equalsIgnoringCase(i, i + lower.length(), lower)) {
        return i;
      }
    }
    return text.length;
  }

  private boolean startsWith(String prefix, int from) {
    return from + prefix.length() <= text.length
        && equalsIgnoringCase(from, from + prefix.length(), prefix);
  }

  private boolean equalsIgnoringCase(int start, int end, String lower) {
    if (end - start != lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      int c = text[start + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isQuote(byte c) {
    return c == '"' || c == '\'';
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
