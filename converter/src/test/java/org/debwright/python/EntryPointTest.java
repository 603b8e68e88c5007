package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPointTest {
  @Test
  void readsWhatConfigparserReads() {
    String content =
        """
        # comment
        ; another
        [console_scripts]
        Black = black:patched_main [d, jupyter]
        pip3.11=pip._internal.cli.main : main
        [gui_scripts]\r
        a b = a:B.run

        [my.plugins]
        mod = package.module
        ünï = pakét:fünc
        """;

    assertThat(EntryPoint.parseAll(content, "entry_points.txt"))
        .containsExactly(
            new EntryPoint(
                "console_scripts", "Black", "black", "patched_main", List.of("d", "jupyter")),
            new EntryPoint(
                "console_scripts", "pip3.11", "pip._internal.cli.main", "main", List.of()),
            new EntryPoint("gui_scripts", "a b", "a", "B.run", List.of()),
            new EntryPoint("my.plugins", "mod", "package.module", "", List.of()),
            new EntryPoint("my.plugins", "ünï", "pakét", "fünc", List.of()));
  }

  @Test
  void anEmptyFileHasNone() {
    assertThat(EntryPoint.parseAll("\n[console_scripts]\n", "e")).isEmpty();
  }

  @Test
  void passesOverReferencesThatNobodyRuns() {
    assertThat(EntryPoint.parseAll("[plugins]\nx = not-a-module\n", "e")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = a:b",
        "[console_scripts]\nx",
        "[console_scripts]\n= a:b",
        "[console_scripts]\nx = a:b\nx = a:c",
        "[console_scripts]\n[console_scripts]",
        "[console_scripts]\nx = a",
        "[console_scripts]\nx = a:b()",
        "[console_scripts]\nx = a:b; import os",
        "[console_scripts]\nx = a-b:c",
        "[console_scripts]\nx = 1a:c",
        "[console_scripts]\nx = a..b:c",
        "[gui_scripts]\n../x = a:b",
        "[gui_scripts]\n.. = a:b",
      })
  void refusesAndSaysWhere(String content) {
    DebwrightException refusal =
        catchThrowableOfType(
            DebwrightException.class, () -> EntryPoint.parseAll(content, "entry_points.txt"));

    assertThat(refusal.diagnostics())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo("entry-points-invalid");
              assertThat(d.where().source()).isEqualTo("entry_points.txt");
              assertThat(d.where().line()).isEqualTo((int) content.lines().count());
            });
  }

  @Test
  void collectsAllThatIsWrong() {
    DebwrightException refusal =
        catchThrowableOfType(
            DebwrightException.class,
            () -> EntryPoint.parseAll("[console_scripts]\na\nb\nc = d:e\n", "e"));
    assertThat(refusal.diagnostics()).extracting(d -> d.where().line()).containsExactly(2, 3);
  }
}
