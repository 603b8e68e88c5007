package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final Url PAGE = Url.parse("https://index.example/simple/demo/");
  private static final ProjectName DEMO = new ProjectName("demo");
  private final Collecting reporter = new Collecting();

  private List<Link> html(String text) {
    return LinkSorter.links(groups(text));
  }

  private List<LinkGroup> groups(String html) {
    return HtmlPage.parse(html.getBytes(UTF_8), PAGE, LinkSorter.of(DEMO), reporter);
  }

  private List<Link> json(String text) {
    return LinkSorter.links(
        JsonPage.parse(text.getBytes(UTF_8), PAGE, LinkSorter.of(DEMO), reporter));
  }

  @Test
  void readsEveryKindOfQuoting() {
    List<Link> links =
        html(
            "<!DOCTYPE html><A HREF = 'demo-1.0.tar.gz' >x</A><a class=x href=demo-2.0.tar.gz>y"
                + "</a><a data-requires-python=\"&gt;=3.8,&lt;4\" href=\"demo-3.0.tar.gz\">");
    assertThat(links)
        .extracting(Link::filename)
        .containsExactly("demo-1.0.tar.gz", "demo-2.0.tar.gz", "demo-3.0.tar.gz");
    assertThat(links.get(2).requiresPython()).isEqualTo(">=3.8,<4");
  }

  @Test
  void readsAttributesOfAllTheProposals() {
    Link link =
        html("<a href='../../f/demo-1.0%2Bx-py3-none-any.whl#sha256="
                + "ab".repeat(32)
                + "' data-yanked='' data-core-metadata='true' data-gpg-sig=true"
                + " data-upload-time='2013-07-16T19:29:45.445020Z'>")
            .get(0);
    assertThat(link.filename()).isEqualTo("demo-1.0+x-py3-none-any.whl");
    assertThat(link.url()).isEqualTo("https://index.example/f/demo-1.0%2Bx-py3-none-any.whl");
    assertThat(link.hashes()).hasToString("[sha256:" + "ab".repeat(32) + "]");
    assertThat(link.yanked()).contains("");
    assertThat(link.metadataHashes()).contains(Link.NO_HASHES);
    assertThat(link.uploaded()).contains(Instant.parse("2013-07-16T19:29:45.445020Z"));
  }

  @Test
  void skipsCommentsAndScripts() {
    assertThat(
            html(
                "<!-- <a href='demo-1.0.tar.gz'> --><script>'<a href=\"demo-2.0.tar.gz\">'</script>"
                    + "<p title='>'><a href='demo-3.0.tar.gz'>"))
        .extracting(Link::filename)
        .containsExactly("demo-3.0.tar.gz");
  }

  @Test
  void resolvesAgainstTheBase() {
    assertThat(html("<base href='https://files.example/a/'><a href='../b/demo-1.0.tar.gz'>"))
        .extracting(Link::url)
        .containsExactly("https://files.example/b/demo-1.0.tar.gz");
  }

  @Test
  void dropsLinksOfOtherProjectsAndOfOtherSchemes() {
    assertThat(
            html(
                "<a href='evil-1.0.tar.gz'><a href='file:///etc/demo-1.0.tar.gz'>"
                    + "<a href='javascript:demo-1.0.tar.gz'><a href='demo-1.0.exe'><a href='..'>"
                    + "<a href='demo-1.0.tar.gz/..%2f..%2fevil'><a href='ftp://h/demo-1.0.zip'>"))
        .isEmpty();
  }

  @Test
  void refusesAnotherMajorVersion() {
    assertThatThrownBy(() -> html("<meta name='pypi:repository-version' content='2.0'><a href=x>"))
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("cannot be understood");
  }

  @Test
  void warnsOfANewerMinorVersion() {
    html("<meta name='pypi:repository-version' content='1.99'><a href=x>");
    assertThat(reporter.codes()).containsExactly("index-version-newer");
  }

  @Test
  void readsJson() {
    List<Link> links =
        json(
            "{'meta':{'api-version':'1.1','x':[{}]},'name':'demo','versions':['1.0'],'files':["
                    .replace('\'', '"')
                + """
                {"filename":"demo-1.0.tar.gz","url":"https://f.example/demo-1.0.tar.gz","size":7,
                 "hashes":{"sha256":"%s","odd":"zz"},"requires-python":">=3","yanked":"broken",
                 "upload-time":"2020-01-02T03:04:05Z","gpg-sig":true,"new":{"a":[1,{"b":2}]}},
                {"filename":"demo-2.0-py3-none-any.whl","url":"../demo-2.0-py3-none-any.whl",
                 "hashes":{},"dist-info-metadata":{"sha256":"%s"},"core-metadata":false,
                 "yanked":{"strange":[]},"requires-python":null},
                {"filename":"evil-2.0.tar.gz","url":"https://f.example/demo-1.0.tar.gz"}]}
                """
                    .formatted("a".repeat(64), "b".repeat(64)));
    assertThat(links).hasSize(2);
    assertThat(links.get(0).sizeBytes()).isEqualTo(7);
    assertThat(links.get(0).yanked()).contains("broken");
    assertThat(links.get(0).hashes()).hasSize(1);
    assertThat(links.get(1).metadataHashes()).isEmpty();
    assertThat(links.get(1).yanked()).isEmpty();
  }

  @Test
  void refusesJsonThatIsCutOffOrSomethingElse() {
    for (String text :
        List.of(
            "{\"meta\":{\"api-version\":\"1.0\"},\"files\":[",
            "{\"meta\":{\"api-version\":\"1.0\"}}",
            "{\"files\":[]}",
            "[]",
            "{\"meta\":{\"api-version\":\"2.0\"},\"files\":[]}")) {
      assertThatThrownBy(() -> json(text)).as(text).isInstanceOf(DebwrightException.class);
    }
  }

  @Test
  void anyBytesArePageOrRefusal() {
    String page = "<html><a href='demo-1.0.tar.gz' data-yanked=\"x\">&#x41;</a><!-- --></html>";
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = page.getBytes(UTF_8);
      for (int j = random.nextInt(1, 6); j > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) "<>'\"=/ &#;-!a".charAt(random.nextInt(13));
      }
      try {
        LinkSorter.links(HtmlPage.parse(bytes, PAGE, LinkSorter.of(DEMO), reporter));
      } catch (DebwrightException refused) {
        assertThat(refused.diagnostics()).isNotEmpty();
      }
    }
  }

  @Test
  void comesBackFromTheCacheAsItWas() {
    List<LinkGroup> links =
        groups(
            "<a href='demo-1.0+l.1.tar.gz#md5="
                + "0".repeat(32)
                + "'><a href='https://o.example/demo-2.0-1-py2.py3-none-any.whl#sha256="
                + "ab".repeat(32)
                + "' data-yanked='why' data-requires-python='>=3' data-core-metadata='sha256="
                + "cd".repeat(32)
                + "' data-upload-time='2020-01-02T03:04:05.678Z'><a"
                + " href='demo-3_l-py3-none-any.whl'>");
    StoredPage page =
        new StoredPage(
            true, Instant.ofEpochMilli(5), Duration.ofMinutes(1), "\"tag\"", "then", links);
    assertThat(links).hasSize(3);
    StoredPage read = StoredPageFormat.read(StoredPageFormat.write(page)).orElseThrow();
    assertThat(read.groups()).hasSize(3);
    assertThat(LinkSorter.links(read.groups())).hasSize(3).isEqualTo(LinkSorter.links(links));
    assertThat(read).usingRecursiveComparison().ignoringFields("groups").isEqualTo(page);
  }

  @Test
  void aStoredPageThatIsCutOffIsNone() {
    StoredPage page =
        new StoredPage(
            true,
            Instant.EPOCH,
            Duration.ZERO,
            "",
            "",
            groups("<a href='demo-1.0.tar.gz'><a href='demo-2.0.tar.gz'>"));
    byte[] whole = StoredPageFormat.write(page);
    for (int i = 0; i < whole.length; i++) {
      assertThat(StoredPageFormat.read(java.util.Arrays.copyOf(whole, i)))
          .isEqualTo(Optional.empty());
    }
  }
}
