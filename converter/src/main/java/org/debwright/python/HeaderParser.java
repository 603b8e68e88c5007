package org.debwright.python;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits METADATA, PKG-INFO and WHEEL into headers and body as Python's email parser does: a line
 * that begins with a blank continues the header above, the first empty line or the first that is no
 * header ends them.
 */
final class HeaderParser {
  /**
   * One header.
   *
   * @param name as written
   * @param value with its line breaks, which are {@code \n}; further lines keep their blanks
   * @param line 1-based
   */
  record Header(String name, String value, int line) {}

  /** What a file holds. */
  record Message(List<Header> headers, String body) {}

  private static final char REPLACEMENT = '\uFFFD';

  private final List<Header> headers = new ArrayList<>();
  private final List<String> lines;

  private HeaderParser(byte[] content) {
    this.lines = lines(content);
  }

  static Message parse(byte[] content) {
    return new HeaderParser(content).message();
  }

  private Message message() {
    int at = 0;
    while (at < lines.size() && !lines.get(at).isEmpty()) {
      int next = header(at);
      if (next == at) {
        // No header and no blank line: the body begins without one.
        return new Message(headers, body(at));
      }
      at = next;
    }
    return new Message(headers, body(at + 1));
  }

  // The line behind the header at `at`, or `at` where none begins.
  private int header(int at) {
    String line = lines.get(at);
    if (isContinuation(line)) {
      return at + 1;
    }
    int colon = endOfName(line);
    if (colon < 0) {
      return at;
    }
    int next = at + 1;
    StringBuilder value = new StringBuilder(stripBlanks(line.substring(colon + 1)));
    while (next < lines.size() && isContinuation(lines.get(next))) {
      value.append('\n').append(lines.get(next++));
    }
    if (colon > 0) {
      headers.add(new Header(line.substring(0, colon), value.toString(), at + 1));
    }
    return next;
  }

  // RFC 5322, 2.2: printable ASCII without the colon; -1 where there is no such name.
  private static int endOfName(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':') {
        return i;
      }
      if (c <= ' ' || c > '~') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isContinuation(String line) {
    return !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
  }

  private static String stripBlanks(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    return text.substring(start);
  }

  private String body(int from) {
    return from >= lines.size() ? "" : String.join("\n", lines.subList(from, lines.size()));
  }

  // Lines end as Python's email has it: \r\n, \n or \r. Each is decoded on its own, so that one in
  // an old encoding does not spoil the others.
  private static List<String> lines(byte[] content) {
    List<String> lines = new ArrayList<>();
    int start = startBehindByteOrderMark(content);
    for (int i = start; i < content.length; i++) {
      if (content[i] == '\n' || content[i] == '\r') {
        lines.add(decode(content, start, i));
        if (content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    if (start < content.length) {
      lines.add(decode(content, start, content.length));
    }
    return lines;
  }

  private static int startBehindByteOrderMark(byte[] content) {
    return content.length >= 3
            && (content[0] & 0xff) == 0xef
            && (content[1] & 0xff) == 0xbb
            && (content[2] & 0xff) == 0xbf
        ? 3
        : 0;
  }

  private static String decode(byte[] content, int from, int to) {
    String text = new String(content, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(content, from, to);
  }

  private static String decodeStrictly(byte[] content, int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      // Metadata 1.x named no encoding; Latin-1 gives every byte a character.
      return new String(content, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }
}
