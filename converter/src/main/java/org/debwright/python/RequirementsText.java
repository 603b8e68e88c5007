package org.debwright.python;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * The text of a requirements file, prepared as pip prepares it: decoded, joined at {@code \}, rid
 * of comments, variables replaced, in this order.
 */
final class RequirementsText {
  // What str.splitlines of Python splits at.
  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029]");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)\\}");
  // PEP 263, in the first two lines.
  private static final Pattern CODING = Pattern.compile("coding[:=]\\s*([-\\w.]+)");

  private static final Pattern LEGAL_CHARSET = Pattern.compile("[A-Za-z0-9]");

  private final String file;
  private final Map<String, String> environment;

  RequirementsText(String file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * The lines that say something.
   *
   * @throws DebwrightException if the bytes are no text
   */
  List<LogicalLine> lines(byte[] content) {
    return lines(decoded(content));
  }

  private List<LogicalLine> lines(String content) {
    String[] physical = LINE_END.split(content, -1);
    List<LogicalLine> found = new ArrayList<>();
    LogicalLine current = new LogicalLine(file, physical);
    for (int i = 0; i < physical.length; i++) {
      String line = physical[i];
      boolean comment = isComment(line);
      boolean continued = line.endsWith("\\") && !comment;
      // The blank makes the comment one that begins inside the joined line.
      current.append(comment ? " " : "", i, 0);
      appendBare(current, line, i, continued);
      if (!continued || i == physical.length - 1) {
        finished(current).ifPresent(found::add);
        current = current.fresh();
      }
    }
    return found;
  }

  private static void appendBare(LogicalLine current, String line, int number, boolean continued) {
    int from = 0;
    int to = line.length();
    // pip strips backslashes at both ends of a continued line.
    while (continued && to > 0 && line.charAt(to - 1) == '\\') {
      to--;
    }
    while (continued && from < to && line.charAt(from) == '\\') {
      from++;
    }
    current.append(line.substring(from, to), number, from);
  }

  private static boolean isComment(String line) {
    return PythonText.strip(line).startsWith("#");
  }

  private Optional<LogicalLine> finished(LogicalLine line) {
    String text = line.text();
    int end = commentStart(text);
    while (end > 0 && PythonText.isSpace(text.charAt(end - 1))) {
      end--;
    }
    int start = 0;
    while (start < end && PythonText.isSpace(text.charAt(start))) {
      start++;
    }
    return start == end ? Optional.empty() : Optional.of(expanded(line, start, end));
  }

  // A # inside a word belongs to it: URLs have them.
  private static int commentStart(String text) {
    int hash = text.indexOf('#');
    while (hash > 0 && !PythonText.isSpace(text.charAt(hash - 1))) {
      hash = text.indexOf('#', hash + 1);
    }
    return hash < 0 ? text.length() : hash;
  }

  // As pip: a variable that is not set, or empty, stays as written.
  private LogicalLine expanded(LogicalLine line, int start, int end) {
    LogicalLine result = line.fresh();
    Matcher matcher = VARIABLE.matcher(line.text()).region(start, end);
    int from = start;
    while (matcher.find()) {
      String value = environment.getOrDefault(matcher.group(1), "");
      if (!value.isEmpty()) {
        result.append(line, from, matcher.start());
        result.appendInstead(value, line, matcher.start());
        from = matcher.end();
      }
    }
    result.append(line, from, end);
    return result;
  }

  private String decoded(byte[] content) {
    for (Map.Entry<String, Charset> mark : byteOrderMarks().entrySet()) {
      byte[] bytes = mark.getKey().getBytes(StandardCharsets.ISO_8859_1);
      ByteBuffer buffer = ByteBuffer.wrap(content);
      if (content.length >= bytes.length
          && buffer.slice(0, bytes.length).equals(ByteBuffer.wrap(bytes))) {
        return decoded(buffer.position(bytes.length), mark.getValue());
      }
    }
    return decoded(ByteBuffer.wrap(content), declaredCharset(content));
  }

  // UTF-32 first: the mark of UTF-16LE begins that of UTF-32LE.
  private static Map<String, Charset> byteOrderMarks() {
    Map<String, Charset> marks = new LinkedHashMap<>();
    marks.put("\u00ef\u00bb\u00bf", StandardCharsets.UTF_8);
    marks.put("\u00ff\u00fe\0\0", Charset.forName("UTF-32LE"));
    marks.put("\0\0\u00fe\u00ff", Charset.forName("UTF-32BE"));
    marks.put("\u00ff\u00fe", StandardCharsets.UTF_16LE);
    marks.put("\u00fe\u00ff", StandardCharsets.UTF_16BE);
    return marks;
  }

  private Charset declaredCharset(byte[] content) {
    String[] lines = new String(content, StandardCharsets.ISO_8859_1).split("\n", 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher matcher = CODING.matcher(lines[i]);
      if (lines[i].startsWith("#") && matcher.find()) {
        return charset(matcher.group(1), Location.of(file, i + 1, lines[i].strip()));
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static Charset charset(String name, Location where) {
    // Python takes hyphens and underscores in names of encodings as they come: latin-1, utf_8.
    return Stream.of(name, name.replace('_', '-'), name.replaceAll("[-_]", ""))
        .filter(spelling -> LEGAL_CHARSET.matcher(spelling).lookingAt())
        .filter(Charset::isSupported)
        .findFirst()
        .map(Charset::forName)
        .orElseThrow(
            () ->
                Diagnostic.error(
                        "requirements-encoding", "the encoding `" + name + "` is not known")
                    .at(where)
                    .toException());
  }

  private String decoded(ByteBuffer content, Charset charset) {
    try {
      return charset.newDecoder().decode(content).toString();
    } catch (CharacterCodingException e) {
      throw new DebwrightException(
          Diagnostic.error("requirements-encoding", "`" + file + "` is not " + charset + " text")
              .because("some of its bytes are no characters of that encoding")
              .mend(
                  "save it as UTF-8, or name its encoding in the first line: `# -*- coding: … -*-`")
              .at(Location.of(file)),
          e);
    }
  }
}
