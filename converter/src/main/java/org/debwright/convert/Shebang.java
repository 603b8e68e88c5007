package org.debwright.convert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.debian.Entry;

/**
 * The first line of a script as wheels have it, {@code #!python} or {@code #!pythonw}, which the
 * installer completes (PEP 427, "Recommended installer features"). Any other stays as it is.
 *
 * @param old the line's beginning in the wheel, {@code #!python}
 * @param line the beginning on the target, {@code #!/usr/bin/python3}
 */
record Shebang(String old, String line) {
  private static final Pattern PLACEHOLDER = Pattern.compile("#!pythonw?(?=\\s|$)");
  // Linux reads no more of a first line.
  private static final int LONGEST = 256;

  /** What {@code content} begins with, empty where nothing is to be completed. */
  static Optional<Shebang> find(Entry.Content content, String interpreter) throws IOException {
    try (InputStream in = content.open()) {
      String head = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
      Matcher matcher = PLACEHOLDER.matcher(head);
      return matcher.lookingAt()
          ? Optional.of(new Shebang(matcher.group(), "#!" + interpreter))
          : Optional.empty();
    }
  }

  /** By how much the script grows. */
  int growth() {
    return line.length() - old.length();
  }

  /** The script with its line completed. */
  Entry.Content complete(Entry.Content content) {
    return () -> {
      InputStream in = content.open();
      in.skipNBytes(old.length());
      return new SequenceInputStream(
          new ByteArrayInputStream(line.getBytes(StandardCharsets.US_ASCII)), in);
    };
  }
}
