package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a server is asked again, and how long it is left alone before. */
class WebClientTest {
  private static final Url PAGE = Url.parse("https://index.example/simple/demo/");

  private final List<Long> pauses = new ArrayList<>();

  private static Answer answer(int status, String... header) {
    Map<String, String> headers = header.length == 0 ? Map.of() : Map.of(header[0], header[1]);
    return new Answer(PAGE, status, headers, InputStream.nullInputStream());
  }

  /** The status that is taken in the end. */
  private int asked(int retries, Answer... answers) {
    Iterator<Answer> next = List.of(answers).iterator();
    WebClient web =
        new WebClient(
            (method, url, headers) -> next.next(),
            new Logins(List.of(), Map.of()),
            "test",
            retries,
            pauses::add);
    int status = web.ask(() -> Request.page(PAGE), Answer::status);
    assertThat(next).isExhausted();
    return status;
  }

  @ParameterizedTest
  @CsvSource({"1,1000", "0,0", "59,59000", "86400,60000", "-5,0", "1e9,0", "tomorrow,0", "'',0"})
  void waitsAsLongAsABusyServerAsksForButNoLongerThanAMinute(String asked, long millis) {
    assertThat(asked(5, answer(429, "retry-after", asked), answer(200))).isEqualTo(200);
    assertThat(pauses).containsExactly(millis);
  }

  @Test
  void waitsLongerEachTime() {
    Answer busy = answer(503);
    assertThat(asked(5, busy, busy, busy, busy, busy, answer(200))).isEqualTo(200);
    assertThat(pauses).containsExactly(0L, 500L, 1000L, 2000L, 4000L);
  }

  @Test
  void takesWhatIsNoPassingFailureAtOnce() {
    assertThat(asked(5, answer(404))).isEqualTo(404);
    assertThat(pauses).isEmpty();
  }

  @Test
  void saysWhatTheServerSaidLast() {
    assertThatThrownBy(() -> asked(1, answer(503), answer(504)))
        .isInstanceOfSatisfying(
            DebwrightException.class,
            refused -> assertThat(refused.diagnostics().get(0).why()).isEqualTo("it answers 504"));
  }

  @Test
  void asksAgainWhereTheConnectionBreaks() {
    List<Integer> attempts = new ArrayList<>();
    WebClient web =
        new WebClient(
            (method, url, headers) -> {
              attempts.add(attempts.size());
              if (attempts.size() < 3) {
                throw new IOException("Connection reset");
              }
              return answer(200);
            },
            new Logins(List.of(), Map.of()),
            "test",
            2,
            pauses::add);
    assertThat(web.ask(() -> Request.page(PAGE), Answer::status)).isEqualTo(200);
    assertThat(pauses).containsExactly(0L, 500L);
  }
}
