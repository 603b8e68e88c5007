package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names of files as text without loss: UTF-8, and each byte that is none as a lone surrogate {@code
 * U+DC80} to {@code U+DCFF}, as Python has it (PEP 383). Does not depend on the locale.
 */
public final class RawName {
  private static final char REPLACEMENT = '\uFFFD';
  private static final char ESCAPED = '\uDC00';
  private static final boolean UTF_8_NAMES =
      "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", ""));

  private RawName() {}

  /** The last name of a path. */
  public static String of(Path path) {
    String name = String.valueOf(path.getFileName());
    if (name.indexOf(REPLACEMENT) < 0) {
      return name;
    }
    // The only door to the bytes of a path.
    String raw = path.toUri().getRawPath();
    String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    return decode(percentDecoded(trimmed.substring(trimmed.lastIndexOf('/') + 1)));
  }

  /** A path as it is written, relative ones too. */
  public static String text(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(of(name)));
    return (path.isAbsolute() ? "/" : "") + String.join("/", names);
  }

  /** The bytes of an absolute path. */
  public static byte[] bytes(Path path) {
    return encode(text(path));
  }

  /** The path below {@code root} that an absolute path of the root names, no link followed. */
  public static Path resolve(Path root, String absolute) {
    String relative = absolute.startsWith("/") ? absolute.substring(1) : absolute;
    if (relative.isEmpty()) {
      return root;
    }
    if (isPlain(relative)) {
      return root.resolve(relative);
    }
    String base = root.toUri().getRawPath();
    return Path.of(
        URI.create(
            "file://" + (base.endsWith("/") ? base : base + "/") + percentEncoded(relative)));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && (!UTF_8_NAMES || Character.isSurrogate(c))) {
        return false;
      }
    }
    return true;
  }

  /** Bytes as text. */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** Bytes as text. */
  static String decode(byte[] bytes, int from, int to) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
    } catch (CharacterCodingException notUtf8) {
      return decodeEscaped(bytes, from, to);
    }
  }

  private static String decodeEscaped(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    int at = from;
    while (at < to) {
      int length = sequence(bytes, at, to);
      if (length == 0) {
        text.append((char) (ESCAPED + (bytes[at++] & 0xff)));
      } else {
        text.append(new String(bytes, at, length, UTF_8));
        at += length;
      }
    }
    return text.toString();
  }

  // Bytes of the well-formed sequence at `at`, 0 where there is none.
  private static int sequence(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    int length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (length == 0 || at + length > to) {
      return 0;
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
      return length;
    } catch (CharacterCodingException notUtf8) {
      return 0;
    }
  }

  /** Text as bytes again. */
  public static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text, i)) {
        bytes.writeBytes(text.substring(plain, i).getBytes(UTF_8));
        bytes.write(text.charAt(i) - ESCAPED);
        plain = i + 1;
      }
    }
    bytes.writeBytes(text.substring(plain).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static boolean isEscaped(String text, int at) {
    char c = text.charAt(at);
    return c >= ESCAPED + 0x80
        && c <= ESCAPED + 0xff
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /**
   * For people and for JSON: control characters, backslashes and bytes that are no text as {@code
   * \n}, {@code \\} and {@code \xff}.
   */
  public static String printable(String text) {
    StringBuilder printed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        printed.append("\\\\");
      } else if (c == '\n') {
        printed.append("\\n");
      } else if (c == '\t') {
        printed.append("\\t");
      } else if (isEscaped(text, i)) {
        printed.append(String.format(Locale.ROOT, "\\x%02x", c - ESCAPED));
      } else if (isUnprintable(c)) {
        for (byte each : String.valueOf(c).getBytes(UTF_8)) {
          printed.append(String.format(Locale.ROOT, "\\x%02x", each & 0xff));
        }
      } else {
        printed.append(c);
      }
    }
    return printed.toString();
  }

  // What moves the cursor, colours, or turns the direction of what follows.
  private static boolean isUnprintable(char c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || c == '\u2028'
        || c == '\u2029';
  }

  private static byte[] percentDecoded(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : encode(text)) {
      boolean isPlain =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9')
              || each == '/'
              || each == '.'
              || each == '-'
              || each == '_';
      encoded.append(isPlain ? String.valueOf((char) each) : String.format("%%%02X", each & 0xff));
    }
    return encoded.toString();
  }
}
