package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltWheelsTest {
  private static final String NAME = "demo-1.0-py3-none-any.whl";

  @TempDir Path directory;
  private Path wheel;
  private BuiltWheels built;

  @BeforeEach
  void writeWheel() throws IOException {
    wheel = Files.writeString(directory.resolve(NAME), "content");
    built = new BuiltWheels(directory.resolve("built"));
  }

  @Test
  void findsWhatItKept() throws IOException {
    Path kept = built.keep("key", wheel, List.of());

    assertThat(kept).hasFileName(NAME).hasContent("content");
    assertThat(built.find("key")).contains(kept);
    assertThat(built.find("other")).isEmpty();
  }

  @Test
  void believesNothingThatHasChanged() throws IOException {
    Files.writeString(built.keep("key", wheel, List.of()), "other");

    assertThat(built.find("key")).isEmpty();
    assertThat(built.keep("key", wheel, List.of())).hasContent("content");
  }

  @Test
  void letsTheFirstOfTwoRunsWin() throws IOException {
    built.keep("key", wheel, List.of());
    Files.writeString(wheel, "second");

    assertThat(built.keep("key", wheel, List.of())).hasContent("content");
    try (Stream<Path> entries = Files.list(directory.resolve("built"))) {
      assertThat(entries).extracting(Path::getFileName).containsExactly(Path.of("key"));
    }
  }

  @Test
  void passesOverEntriesThatAreNotWheels() throws IOException {
    Path kept = built.keep("key", wheel, List.of());
    Files.createSymbolicLink(kept.resolveSibling("evil-1.0-py3-none-any.whl"), wheel);
    assertThat(built.find("key")).contains(kept);

    Files.delete(kept);
    assertThat(built.find("key")).isEmpty();
  }
}
