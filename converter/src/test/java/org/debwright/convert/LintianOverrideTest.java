package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.debwright.debian.PackageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lintian User's Manual, 2.4: one override a line, what stands above it as comment is its why. */
class LintianOverrideTest {
  private static final PackageName NAME = new PackageName("python3-sample");

  @ParameterizedTest
  @EnumSource(LintianOverride.class)
  void arguesEachTagInCommentsAboveItsLine(LintianOverride override) throws IOException {
    List<String> lines = text(EnumSet.of(override)).lines().toList();

    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.startsWith("# "));
    assertThat(lines).allMatch(line -> line.length() < 80);
    assertThat(lines.get(lines.size() - 1))
        .isIn(
            "python3-sample: " + override.tag().value(),
            "python3-sample: " + override.tag().value() + " *");
  }

  @ParameterizedTest
  @EnumSource(LintianOverride.class)
  void namesOnlyTagsThatLintianKnows(LintianOverride override) {
    Path tags = Path.of("/usr/share/lintian/tags");
    assumeThat(tags).as("lintian is installed").exists();
    String tag = override.tag().value();

    assertThat(Files.exists(tags.resolve(tag.substring(0, 1)).resolve(tag + ".tag"))).isTrue();
  }

  @Test
  void writesNoFileWhereNothingIsOverridden() {
    assertThat(LintianOverride.file(NAME, EnumSet.noneOf(LintianOverride.class))).isEmpty();
  }

  @Test
  void putsTheFileWhereLintianLooks() {
    assertThat(LintianOverride.file(NAME, EnumSet.allOf(LintianOverride.class)))
        .map(file -> file.path().value())
        .hasValue("/usr/share/lintian/overrides/python3-sample");
  }

  private static String text(EnumSet<LintianOverride> overrides) throws IOException {
    PlacedFile file = LintianOverride.file(NAME, overrides).orElseThrow();
    try (var in = file.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
