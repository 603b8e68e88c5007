package org.debwright.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;

/** PEP 508: what is written again in its normal form means the same. */
class RequirementFuzzTest {
  private static final int LONGEST = 1 << 14;
  private static final MarkerEnvironment ENVIRONMENT =
      PythonTarget.of(new PythonVersion(3, 11), "3.11.2", "x86_64", 36).markers();

  private static String text(byte[] data) {
    return new String(data, 0, Math.min(data.length, LONGEST), UTF_8);
  }

  @FuzzTest
  void requirementsAreWrittenAsRead(byte[] data) {
    try {
      Requirement requirement = Requirement.parse(text(data));
      Requirement again = Requirement.parse(requirement.toString());
      assertThat(again).isEqualTo(requirement).hasToString(requirement.toString());
    } catch (DebwrightException refused) {
      checkPlaces(refused);
    }
  }

  @FuzzTest
  void markersAreWrittenAsRead(byte[] data) {
    try {
      Marker marker = Marker.parse(text(data));
      Marker again = Marker.parse(marker.toString());
      assertThat(again).isEqualTo(marker).hasToString(marker.toString());
      assertThat(evaluated(again)).isEqualTo(evaluated(marker));
    } catch (DebwrightException refused) {
      checkPlaces(refused);
    }
  }

  // Empty where it is neither true nor false.
  private static Optional<Boolean> evaluated(Marker marker) {
    try {
      return Optional.of(marker.evaluate(ENVIRONMENT, Set.of()));
    } catch (DebwrightException undefined) {
      return Optional.empty();
    }
  }

  /** An input is two files that may include each other. */
  @FuzzTest
  void requirementsFilesAreReadOrRefused(byte[] data) {
    int half = Math.min(data.length, LONGEST) / 2;
    TextSource files =
        location ->
            switch (location) {
              case "a.txt" -> Arrays.copyOf(data, half);
              case "b.txt" -> Arrays.copyOfRange(data, half, 2 * half);
              default -> throw new NoSuchFileException(location);
            };
    checkFiles(files);
  }

  /** The same with one file, so that what is learnt of its lines is not cut in two. */
  @FuzzTest
  void requirementsLinesAreReadOrRefused(byte[] data) {
    checkFiles(
        location -> {
          if (location.equals("a.txt")) {
            return data;
          }
          throw new IOException("there is no other");
        });
  }

  private static void checkFiles(TextSource files) {
    try {
      RequirementsInput input =
          RequirementsFile.read(
              List.of("a.txt"), List.of(), RequirementsOptions.NONE, files, Map.of("HOST", "h"));
      input.requirements().forEach(each -> assertThat(each.toString()).isNotEmpty());
      input.constraints().forEach(each -> assertThat(each.project()).isPresent());
    } catch (DebwrightException refused) {
      checkPlaces(refused);
    }
  }

  private static void checkPlaces(DebwrightException refused) {
    assertThat(refused.diagnostics())
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.what()).isNotBlank();
              assertThat(each.where().column()).isBetween(0, each.where().text().length() + 1);
            });
  }
}
