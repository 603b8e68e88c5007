package org.debwright.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.debwright.diagnostic.DebwrightException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cases that {@code packaging} decided, one JSON array a line, the answer last; {@code
 * generate_vectors.py} beside them wrote them.
 */
final class Vectors {
  private static final JsonMapper JSON = new JsonMapper();

  private Vectors() {}

  static List<JsonNode> read(String name) {
    try (InputStream stream = Objects.requireNonNull(Vectors.class.getResourceAsStream(name));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
      return lines.lines().map(JSON::readTree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every case whose answer is not ours, with both. */
  static List<String> differences(String name, Function<JsonNode, String> ours) {
    List<String> differences = new ArrayList<>();
    for (JsonNode vector : read(name)) {
      JsonNode answer = vector.get(vector.size() - 1);
      String expected = answer.isString() ? answer.stringValue() : answer.toString();
      String actual = answer(vector, ours);
      if (!expected.equals(actual)) {
        differences.add(vector + " but ours: " + actual);
      }
    }
    return differences;
  }

  private static String answer(JsonNode vector, Function<JsonNode, String> ours) {
    try {
      return ours.apply(vector);
    } catch (DebwrightException e) {
      return e.diagnostics().get(0).code().equals("marker-undefined") ? "undefined" : "refused";
    }
  }
}
