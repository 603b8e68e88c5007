package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * PEP 425: "the tags are used by installers to decide which built distribution (if any) to download
 * from a list of potential built distributions".
 */
class PythonTargetTest {
  @Test
  void ranksTagsAsPackaging() {
    assertThat(Vectors.differences("tags.jsonl", PythonTargetTest::rank)).isEmpty();
  }

  private static String rank(JsonNode vector) {
    String python = vector.get(0).stringValue();
    PythonTarget target =
        PythonTarget.of(
            PythonVersion.parse(python),
            python + ".1",
            vector.get(1).stringValue(),
            vector.get(2).intValue());
    return String.valueOf(target.rank(List.of(tag(vector.get(3).stringValue()))).orElse(-1));
  }

  private static Tag tag(String text) {
    String[] parts = text.split("-", -1);
    return new Tag(parts[0], parts[1], parts[2]);
  }

  @Test
  void ranksAWheelByItsBestTag() {
    PythonTarget target = PythonTarget.of(new PythonVersion(3, 11), "3.11.2", "x86_64", 36);
    int best = target.rank(List.of(tag("cp311-cp311-manylinux_2_17_x86_64"))).orElseThrow();

    assertThat(target.rank(List.of(tag("py3-none-any"), tag("cp311-cp311-manylinux_2_17_x86_64"))))
        .hasValue(best);
    assertThat(target.rank(List.of())).isEmpty();
  }

  @Test
  void declaresTheMarkersOfPython2() {
    PythonTarget target = PythonTarget.of(new PythonVersion(2, 7), "2.7.18", "x86_64", 31);

    assertThat(target.markers().values())
        .containsEntry("sys_platform", "linux2")
        .containsEntry("python_version", "2.7")
        .containsEntry("python_full_version", "2.7.18")
        .containsEntry("platform_release", "")
        .hasSize(11);
    assertThat(target.fullVersion()).isEqualTo(Pep440Version.parse("2.7.18"));
  }
}
