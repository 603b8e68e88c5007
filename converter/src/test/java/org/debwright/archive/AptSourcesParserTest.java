package org.debwright.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** sources.list(5). */
class AptSourcesParserTest {
  @Test
  void readsTheOneLineForm() {
    String text =
        """
        # deb http://mirror.example/debian old main
        deb [arch=amd64,armhf signed-by=/k.gpg trusted=yes] http://mirror.example/debian bookworm main contrib # why
        deb-src http://mirror.example/debian bookworm main
        deb http://mirror.example/flat ./
        """;
    List<AptSource> sources = AptSourcesParser.parseLines(text);
    assertThat(sources)
        .containsExactly(
            new AptSource(
                "http://mirror.example/debian/",
                "bookworm",
                List.of("main", "contrib"),
                "/k.gpg",
                Optional.of(true),
                Optional.empty()),
            new AptSource(
                "http://mirror.example/flat/",
                ".",
                List.of(),
                "",
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void readsTheStanzaForm() {
    String text =
        """
        Types: deb deb-src
        # a comment
        URIs: http://one.example/debian http://two.example/debian/
        Suites: bookworm bookworm-updates
        Components: main
        Check-Valid-Until: no
        Signed-By:
         -----BEGIN PGP PUBLIC KEY BLOCK-----
         .
         AAAA
         -----END PGP PUBLIC KEY BLOCK-----

        Types: deb
        Enabled: no
        URIs: http://three.example/debian
        Suites: bookworm
        Components: main

        Types: deb-src
        URIs: http://four.example/debian
        Suites: bookworm
        Components: main
        """;
    List<AptSource> sources = AptSourcesParser.parseStanzas(text);
    assertThat(sources)
        .extracting(s -> s.uri() + " " + s.suite())
        .containsExactly(
            "http://one.example/debian/ bookworm",
            "http://one.example/debian/ bookworm-updates",
            "http://two.example/debian/ bookworm",
            "http://two.example/debian/ bookworm-updates");
    assertThat(sources.get(0).checkValidUntil()).contains(false);
    assertThat(sources.get(0).signedBy()).contains("BEGIN PGP").contains("\n\nAAAA");
  }

  @Test
  void readsWhatAptConfigDumps() {
    assertThat(
            AptConfiguration.dumped(
                "APT \"\";\nAcquire::Check-Valid-Until \"false\";\nAPT::Architectures:: \"amd64\";\n"))
        .containsEntry("Acquire::Check-Valid-Until", "false")
        .containsEntry("APT::Architectures", "amd64");
  }
}
