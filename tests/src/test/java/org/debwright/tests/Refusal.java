package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.debwright.tests.Debwright.Run;
import tools.jackson.databind.JsonNode;

/**
 * A run with {@code --json} that ended as refusals must: exit 1, and each error with what, why and
 * fix.
 */
record Refusal(Run run, List<JsonNode> errors) {
  /** Checks the form. */
  static Refusal of(Run run) {
    assertThat(run.exit()).as("%s", run).isEqualTo(1);
    JsonNode document = run.json();
    assertThat(document.path("status").asString()).isEqualTo("refused");
    List<JsonNode> errors =
        document
            .path("diagnostics")
            .valueStream()
            .filter(d -> d.path("severity").asString().equals("error"))
            .toList();
    assertThat(errors).as("%s", run).isNotEmpty();
    for (JsonNode error : errors) {
      for (String part : new String[] {"code", "what", "why", "fix"}) {
        assertThat(error.path(part).asString()).as("`%s` of %s", part, error).isNotBlank();
      }
    }
    assertThat(run.stderr())
        .contains("error: ", "  why: ", "  fix: ")
        .doesNotContain("\tat ", "Exception");
    return new Refusal(run, errors);
  }

  /** Checks that there is an error of this code. */
  Refusal hasCode(String code) {
    assertThat(errors).extracting(e -> e.path("code").asString()).as("%s", run).contains(code);
    return this;
  }

  /** Checks what is shown to a person. */
  Refusal says(String... parts) {
    assertThat(run.stderr()).contains(parts);
    return this;
  }
}
