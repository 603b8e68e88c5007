package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AptMirrorTest {
  private static final String TARGETS =
      """
      https://tools.example/apt/ tools main
      http://mirror.example/debian/ bookworm contrib
      http://mirror.example/debian/ bookworm main
      http://security.example/debian-security/ bookworm-security main
      http://other.example/debian/ trixie main
      """;

  @Test
  void takesTheMirrorThatHasTheSuite() {
    assertThat(AptMirror.choose(TARGETS, "trixie", "bookworm"))
        .contains("http://other.example/debian/");
  }

  @Test
  void takesOtherSuitesFromTheMirrorOfItsOwn() {
    assertThat(AptMirror.choose(TARGETS, "bullseye", "bookworm"))
        .contains("http://mirror.example/debian/");
  }

  @Test
  void knowsNoneWhereAptKnowsNone() {
    assertThat(AptMirror.choose("", "bullseye", "bookworm")).isEmpty();
    assertThat(AptMirror.choose(TARGETS, "noble", "jammy")).isEmpty();
  }
}
