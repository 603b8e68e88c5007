package org.debwright.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {
  @Test
  void fillsEveryHole() {
    assertThat(
            Template.POSTINST.render(
                Map.of("package", "python3-six", "directories", List.of(), "links", List.of())))
        .startsWith("#!/bin/sh\nset -e\n")
        .endsWith("then\n\tpy3compile -p python3-six\nfi\n");
  }

  @Test
  void writesValuesAsTheyAre() {
    assertThat(Template.PRERM.render(Map.of("package", "a&b<c>", "links", List.of())))
        .contains("py3clean -p a&b<c>");
  }

  @Test
  void writesOneLineForEachChange() {
    String text =
        Template.CHANGELOG.render(
            Map.of(
                "source", "x",
                "version", "1-1",
                "suite", "bookworm",
                "changes", List.of("  * One.", "    Two."),
                "maintainer", "A <a@b>",
                "date", "Thu, 01 Jan 1970 00:00:00 +0000"));
    assertThat(text)
        .isEqualTo(
            """
            x (1-1) bookworm; urgency=medium

              * One.
                Two.

             -- A <a@b>  Thu, 01 Jan 1970 00:00:00 +0000
            """);
  }

  /** One that is left out, or put in twice, and the script lacks a function or has it twice. */
  @Test
  void putsInEachPartOfTheEngineOnce() throws Exception {
    String engine =
        Template.TRANSITION_ENGINE.render(
            Map.of(
                "package", "p",
                "suffix", "f",
                "state", "/s",
                "line", "l.pth",
                "text", "import p\n",
                "verifier", "pass\n",
                "requirer", "pass\n",
                "places", List.of("/usr/lib/python3/dist-packages")));
    assertThat(engine).startsWith("#!/bin/sh\n").endsWith("\nesac\n").doesNotContain("{{", "}}");
    Path parts = Path.of(Template.class.getResource("transition-engine").toURI());
    try (Stream<Path> files = Files.list(parts)) {
      assertThat(files)
          .hasSizeGreaterThan(10)
          .allSatisfy(
              file -> {
                String part = Files.readString(file);
                // After the comment that says what it is for.
                String text = part.substring(part.indexOf(" }}\n") + 4);
                assertThat(engine.split(Pattern.quote(text), -1)).as(file.toString()).hasSize(2);
              });
    }
  }

  // The others are texts without a place for a value.
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DESCRIPTION_TRANSITION", "TRANSITION_VERIFY", "TRANSITION_REQUIRES"})
  void refusesAMissingValue(Template template) {
    assertThatThrownBy(() -> template.render(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".mustache");
  }
}
