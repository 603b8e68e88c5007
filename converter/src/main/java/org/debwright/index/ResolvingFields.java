package org.debwright.index;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Set;

/**
 * Leaves of METADATA what a resolution asks for: a twentieth of it, which is read again at every
 * run. Lines left out become blank lines that go on the header above, which means nothing there
 * (RFC 5322, 2.2.3), so that all others keep their numbers.
 */
final class ResolvingFields {
  private static final Set<String> KEPT =
      Set.of(
          "metadata-version",
          "name",
          "version",
          "requires-dist",
          "requires-python",
          "provides-extra");

  private final byte[] metadata;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 10);

  private ResolvingFields(byte[] metadata) {
    this.metadata = metadata;
  }

  static byte[] of(byte[] metadata) {
    return new ResolvingFields(metadata).fields();
  }

  private byte[] fields() {
    int pendingBlank = 0;
    boolean keeps = false;
    for (int at = 0; at < metadata.length; ) {
      int end = endOfLine(at);
      if (!isContinuation(at)) {
        int colon = colon(at, end);
        if (colon < 0) {
          // The headers end at an empty line, or where something else begins.
          break;
        }
        String name = new String(metadata, at, colon - at, US_ASCII);
        keeps = KEPT.contains(name.toLowerCase(Locale.ROOT));
      }
      if (keeps) {
        blank(pendingBlank);
        pendingBlank = 0;
        out.write(metadata, at, end - at);
        out.write('\n');
      } else {
        pendingBlank++;
      }
      at = behindBreak(end);
    }
    return out.toByteArray();
  }

  private void blank(int lines) {
    for (int i = 0; i < lines; i++) {
      out.write(' ');
      out.write('\n');
    }
  }

  private boolean isContinuation(int at) {
    return metadata[at] == ' ' || metadata[at] == '\t';
  }

  /** Where a header's name ends, -1 where none begins. A byte order mark belongs to no name. */
  private int colon(int from, int end) {
    for (int i = from; i < end; i++) {
      if (metadata[i] == ':') {
        return i;
      }
      if (metadata[i] <= ' ' || metadata[i] > '~') {
        return -1;
      }
    }
    return -1;
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < metadata.length && metadata[at] != '\n' && metadata[at] != '\r') {
      at++;
    }
    return at;
  }

  private int behindBreak(int end) {
    boolean both = end + 1 < metadata.length && metadata[end] == '\r' && metadata[end + 1] == '\n';
    return both ? end + 2 : end + 1;
  }
}
