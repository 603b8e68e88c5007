package org.debwright.debian;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.debwright.diagnostic.DebwrightException;

/** deb822(5), Policy 7.1 and deb-version(7): read as written, and no value begins a field. */
class Deb822FuzzTest {
  private static final int LONGEST = 1 << 14;

  private static String text(byte[] data) {
    return new String(data, 0, Math.min(data.length, LONGEST), UTF_8);
  }

  @FuzzTest
  void paragraphsAreWrittenAsRead(byte[] data) {
    try {
      for (Stanza stanza : Stanza.parseAll(text(data))) {
        assertThat(Stanza.parse(stanza.toString())).isEqualTo(stanza);
      }
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
    }
  }

  @FuzzTest
  void noValueBeginsAnotherField(byte[] data) {
    String value = text(data);
    try {
      Stanza stanza = Stanza.empty().with("Package", "a").with("Description", value);
      Stanza again = Stanza.parse(stanza.with("Priority", "optional").toString());
      assertThat(again.fields().keySet()).containsExactly("Package", "Description", "Priority");
    } catch (IllegalArgumentException control) {
      assertThat(value.chars().anyMatch(Character::isISOControl)).isTrue();
    }
  }

  @FuzzTest
  void relationsAreWrittenAsRead(byte[] data) {
    try {
      Relations relations = Relations.parse(text(data));
      assertThat(Relations.parse(relations.toString())).isEqualTo(relations);
      assertThat(relations.toString()).doesNotContain("\n");
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
    }
  }

  @FuzzTest
  void versionsAreInOneOrder(byte[] data) {
    List<DebianVersion> versions =
        text(data).lines().limit(3).flatMap(line -> version(line).stream()).toList();
    for (DebianVersion left : versions) {
      assertThat(DebianVersion.parse(left.toString())).isEqualTo(left);
      for (DebianVersion right : versions) {
        int order = Integer.signum(left.compareTo(right));
        assertThat(Integer.signum(right.compareTo(left))).isEqualTo(-order);
        assertThat(left.equals(right)).isEqualTo(order == 0);
        assertThat(order != 0 || left.hashCode() == right.hashCode()).isTrue();
        for (DebianVersion third : versions) {
          boolean chain = order <= 0 && right.compareTo(third) <= 0;
          assertThat(!chain || left.compareTo(third) <= 0).isTrue();
        }
      }
    }
  }

  private static java.util.Optional<DebianVersion> version(String text) {
    try {
      return java.util.Optional.of(DebianVersion.parse(text));
    } catch (DebwrightException refused) {
      return java.util.Optional.empty();
    }
  }
}
