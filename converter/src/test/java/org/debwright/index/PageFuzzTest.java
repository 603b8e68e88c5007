package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;

/** PEP 503 and 691: a page of an index gives links to files on the web, or is refused. */
class PageFuzzTest {
  private static final Url PAGE = Url.parse("https://index.example/simple/demo/");
  private static final ProjectName DEMO = new ProjectName("demo");

  @FuzzTest
  void htmlGivesLinksOrIsRefused(byte[] data) {
    check(data, "text/html");
  }

  @FuzzTest
  void jsonGivesLinksOrIsRefused(byte[] data) {
    check(data, "application/json");
  }

  private static void check(byte[] data, String mediaType) {
    try {
      for (Link link :
          LinkSorter.links(
              PageReader.parse(data, mediaType, PAGE, LinkSorter.ofAll(), Reporter.SILENT))) {
        if (!link.url().matches("https?://[^\\x00-\\x20\\x7f]*")
            || !Url.parse(link.url()).toString().equals(link.url())) {
          fail(link.url());
        }
        link.distribution(DEMO)
            .ifPresent(file -> assertThat(file.filename().project()).isEqualTo(DEMO));
      }
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics())
          .allSatisfy(
              each ->
                  assertThat((each.what() + each.why()).chars().noneMatch(Character::isISOControl))
                      .isTrue());
    }
  }
}
