package org.debwright.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;

class PocketChoiceTest {
  private static AptSource source(String uri, String suite, String... components) {
    return new AptSource(uri, suite, List.of(components), "", Optional.empty(), Optional.empty());
  }

  private static List<String> chosen(String suite, String host, AptSource... sources) {
    AptConfiguration apt = new AptConfiguration(Map::of, List.of(sources), List.of(), host);
    return new PocketChoice(apt, Suite.parse(suite), ArchiveOptions.CONFIGURED)
        .choose().stream().map(p -> p.shown() + " " + p.suite() + " " + p.necessity()).toList();
  }

  private static final AptSource OTHER = source("http://other.example/", "nodistro", "main");
  private static final AptSource MAIN =
      source("http://me:secret@mirror.example/debian/", "bookworm", "main");
  private static final AptSource UPDATES =
      source("http://mirror.example/debian/", "bookworm-updates", "main");
  private static final AptSource SECURITY =
      source("http://security.example/", "bookworm-security", "main");

  @Test
  void takesTheConfiguredPocketsOfTheHostsSuite() {
    assertThat(chosen("bookworm", "bookworm", OTHER, MAIN, UPDATES, SECURITY))
        .containsExactly(
            "http://mirror.example/debian/ bookworm REQUIRED",
            "http://mirror.example/debian/ bookworm-updates OPTIONAL",
            "http://security.example/ bookworm-security OPTIONAL");
  }

  @Test
  void doesNotAddPocketsThatAptIsNotConfiguredFor() {
    assertThat(chosen("bookworm", "bookworm", MAIN))
        .containsExactly("http://mirror.example/debian/ bookworm REQUIRED");
  }

  @Test
  void exchangesTheSuiteForAnotherTarget() {
    assertThat(chosen("bullseye", "bookworm", OTHER, MAIN, SECURITY))
        .containsExactly(
            "http://mirror.example/debian/ bullseye REQUIRED",
            "http://mirror.example/debian/ bullseye-updates OPTIONAL",
            "http://security.example/ bullseye-security OPTIONAL");
  }

  @Test
  void prefersSourcesOfTheTargetsOwnSuite() {
    AptSource own = source("http://old.example/", "bullseye", "main");
    assertThat(chosen("bullseye", "bookworm", MAIN, own))
        .containsExactly("http://old.example/ bullseye REQUIRED");
  }

  @Test
  void recognisesADistributionBySuiteWhereTheHostSaysNothing() {
    assertThat(chosen("trixie", "", OTHER, source("http://mirror.example/", "stable", "main")))
        .first()
        .isEqualTo("http://mirror.example/ trixie REQUIRED");
  }

  @Test
  void saysWhatToDoWithoutSources() {
    assertThatThrownBy(() -> chosen("bookworm", "bookworm"))
        .isInstanceOfSatisfying(
            DebwrightException.class,
            e -> {
              assertThat(e.diagnostics().get(0).why())
                  .isEqualTo("apt has no sources on this machine");
              assertThat(e.diagnostics().get(0).fix()).isEqualTo("give one: `--archive URI`");
            });
  }

  @Test
  void givenArchiveOutranksSources() {
    AptConfiguration apt = new AptConfiguration(Map::of, List.of(MAIN), List.of(), "bookworm");
    ArchiveOptions options =
        new ArchiveOptions(
            Optional.of("/srv/mirror"), Optional.of("stable"), Optional.empty(), false);
    assertThat(new PocketChoice(apt, Suite.parse("trixie"), options).choose())
        .extracting(p -> p.base() + " " + p.suite())
        .containsExactly("file:///srv/mirror/ stable");
  }
}
