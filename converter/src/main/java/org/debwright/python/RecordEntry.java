package org.debwright.python;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A row of RECORD ("Recording installed projects", "The RECORD file"): CSV of path, hash and size.
 *
 * @param path as written
 * @param hash empty where the row has none
 * @param sizeBytes -1 where the row has none
 */
record RecordEntry(String path, Optional<Hash> hash, long sizeBytes) {

  /** All rows by path, in order. What is wrong goes to {@code problems}. */
  static Map<String, RecordEntry> parseAll(byte[] content, WheelProblem problems) {
    Map<String, RecordEntry> entries = new LinkedHashMap<>();
    for (List<String> row : rows(content, problems)) {
      // A row for a directory says nothing.
      if (row.get(0).endsWith("/")) {
        continue;
      }
      Optional<RecordEntry> entry = parse(row);
      if (entry.isEmpty()) {
        problems.add(
            "wheel-record-invalid",
            "RECORD has a row that is none: `" + String.join(",", row) + "`");
        continue;
      }
      RecordEntry earlier = entries.putIfAbsent(row.get(0), entry.get());
      if (earlier != null && !earlier.equals(entry.get())) {
        problems.add(
            "wheel-record-invalid", "RECORD has two different rows for `" + row.get(0) + "`");
      }
    }
    return entries;
  }

  private static List<List<String>> rows(byte[] content, WheelProblem problems) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return csv(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      problems.add("wheel-record-invalid", "RECORD is not UTF-8");
      return List.of();
    }
  }

  private static Optional<RecordEntry> parse(List<String> row) {
    String size = row.size() > 2 ? row.get(2).strip() : "";
    String digest = row.size() > 1 ? row.get(1).strip() : "";
    if (row.get(0).isEmpty() || !isSize(size) || row.size() > 3) {
      return Optional.empty();
    }
    Optional<Hash> hash = hash(digest);
    return hash.isEmpty() && !digest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RecordEntry(row.get(0), hash, size.isEmpty() ? -1 : Long.parseLong(size)));
  }

  // By hand: there are as many as files.
  private static boolean isSize(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() <= 18;
  }

  // PEP 376: algorithm, equals sign, URL-safe base 64 without padding.
  private static Optional<Hash> hash(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      return Optional.empty();
    }
    try {
      byte[] digest = Base64.getUrlDecoder().decode(text.substring(equals + 1));
      String algorithm = text.substring(0, equals).toLowerCase(Locale.ROOT);
      return digest.length == 0
          ? Optional.empty()
          : Optional.of(new Hash(algorithm, HexFormat.of().formatHex(digest)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Rows as Python's csv reads them; empty lines are none. */
  static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(text.charAt(++i));
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.isEmpty()) {
        quoted = true;
      } else if (c == ',') {
        endField(row, field);
      } else if (c == '\n' || c == '\r') {
        endRow(rows, row, field);
        row = new ArrayList<>();
      } else {
        field.append(c);
      }
    }
    endRow(rows, row, field);
    return rows;
  }

  private static void endField(List<String> row, StringBuilder field) {
    row.add(field.toString());
    field.setLength(0);
  }

  private static void endRow(List<List<String>> rows, List<String> row, StringBuilder field) {
    if (!row.isEmpty() || !field.isEmpty()) {
      endField(row, field);
      rows.add(row);
    }
  }
}
