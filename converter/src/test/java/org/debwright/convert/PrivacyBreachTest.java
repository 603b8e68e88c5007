package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages that fetch from elsewhere, by the tags lintian has for them. */
final class PrivacyBreachTest {
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--(?!\\[if).*?--\\s*>|/\\*.*?\\*/");
  private static final List<String> PIECES =
      List.of("<!--", "-->", "-- \n>", "--", "-", ">", "[if", "/*", "*/", "/", "*", "a", "É", "\n");

  private static Set<LintianOverride> in(String page) {
    return PrivacyBreach.in(page.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsWhatIsFetched() {
    assertThat(in("<p>Text</p><SCRIPT async SRC=\"https://example.org/x.js\"></script>"))
        .containsExactly(LintianOverride.PRIVACY_BREACH_GENERIC);
    assertThat(in("@import url(\"//fonts.example.org/a\");"))
        .containsExactly(LintianOverride.PRIVACY_BREACH_GENERIC);
    assertThat(in("<img src=\"http://example.org/logo.png\"><img src=\"//a/donate.png\">"))
        .containsExactlyInAnyOrder(
            LintianOverride.PRIVACY_BREACH_LOGO, LintianOverride.PRIVACY_BREACH_DONATION);
  }

  @Test
  void leavesWhatIsOnlyNamedOrCommentedOut() {
    assertThat(in("<a href=\"https://example.org/\">there</a> // not fetched")).isEmpty();
    assertThat(in("<link rel=\"license\" href=\"https://example.org/\">")).isEmpty();
    assertThat(in("<img src=\"http://localhost:80/x.png\">")).isEmpty();
    assertThat(in("<!-- <img src=\"http://example.org/x.png\"> -- >")).isEmpty();
    assertThat(in("/* @import url(\"//fonts.example.org/a\"); */ // none")).isEmpty();
  }

  @Test
  void findsFragmentsByTheirMarks() {
    assertThat(in("//\n_paq; PIWIK_URL = 1;"))
        .containsExactly(LintianOverride.PRIVACY_BREACH_PIWIK);
    assertThat(in("x = fb.init;")).containsExactly(LintianOverride.PRIVACY_BREACH_FACEBOOK);
    assertThat(in("//\nvar sc_project = 1;"))
        .containsExactly(LintianOverride.PRIVACY_BREACH_STATISTICS_WEBSITE);
    assertThat(in("goo/* a comment between */gle_ad_client = google"))
        .containsExactly(LintianOverride.PRIVACY_BREACH_GOOGLE_ADSENSE);
    assertThat(in("// piwik")).isEmpty();
  }

  @Test
  void takesCommentsOutAsThePatternOfLintianDoes() {
    long seed = Long.getLong("debwright.seed", 4);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(14); length > 0; length--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
      assertThat(WebPage.of(bytes).withoutComments().text())
          .as("seed %d, %s", seed, text)
          .isEqualTo(COMMENT.matcher(text).replaceAll(""));
    }
  }
}
