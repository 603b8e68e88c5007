package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.SpecifierSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seventeen requirements that every other converter gets wrong somewhere, judged by dpkg. */
class SeventeenRequirementsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a==1.2.3      | 1.2.3-1 1.2.3-2+b1 1.2.3+dfsg-1            | 1.2.2-1 1.2.3.~post1-1 1.2.4-1 0.1-1",
        "b~=1.4.2      | 1.4.2-1 1.4.9-1                            | 1.4.1-1 1.5.0-1 1.5.0~rc1-1 2.0.0-1",
        "c!=1.5        | 1.4.0-1 1.5.1-1                            | 1.5.0-1 1.5-1",
        "c!=1.5.*      | 1.4.9-1 1.6.0-1                            | 1.5.0-1 1.5.2-1 1.5.0~rc1-1",
        "z==1.2.*      | 1.2.0-1 1.2.9-1                            | 0.1-1 1.1.9-1 1.3.0-1 1.3.0~a1-1",
        "e===1.0       | 1.0.0-1                                    | 1.0.1-1 1.0.0+localA1-1 0.9-1",
        "d<2.0         | 1.9.9-1                                    | 2.0.0~rc1-1 2.0.0-1",
        "t>1.0         | 1.0.1-1                                    | 1.0.0-1 1.0.0.~post1-1 1.0-1",
        "o<=2.0        | 2.0.0-1 2.0-1 2.0+dfsg-1                   | 2.0.1-1",
        "e>=1.0rc1     | 1.0.0~rc1-1 1.0.0-1                        | 1.0.0~b1-1",
        "e==1.0rc1     | 1.0.0~rc1-1                                | 1.0.0-1 1.0.0~rc2-1",
        "l>=1!2.0      | 1:2.0.0-1                                  | 2.0.0-1 1:1.9.0-1",
        "m>=1.0.dev3   | 1.0.0~~dev3-1 1.0.0-1                      | 1.0.0~~dev2-1",
        "k>=1.0.post1  | 1.0.0.~post1-1 1.0.1-1                     | 1.0.0-1",
        "i>=1,!=1.5,<3 | 1.0.0-1 2.9.9-1                            | 0.9.0-1 1.5.0-1 3.0.0-1 3.0.0~rc1-1"
      })
  void meansTheSame(String requirement, String admitted, String excluded) {
    Relations relations = translate(requirement);
    for (String version : admitted.split(" +", -1)) {
      assertThat(Dpkg.admits(relations, version)).as("%s in %s", version, relations).isTrue();
    }
    for (String version : excluded.split(" +", -1)) {
      assertThat(Dpkg.admits(relations, version)).as("%s in %s", version, relations).isFalse();
    }
  }

  @Test
  void meansTheVersionBuiltFromAnAddress() {
    assertThat(translate("u @ https://files.example/u-2.0-py3-none-any.whl"))
        .hasToString("python3-u (= 2.0.0-1+dw1+deb12)");
  }

  @Test
  void meansWhatTheExtraNeedsToo() {
    assertThat(translate("iota[opt]>=1.2.3"))
        .hasToString("python3-a (>= 1.2.3), python3-iota (>= 1.2.3)");
  }

  private static Relations translate(String requirement) {
    DependencyRelations relations =
        new DependencyRelations(
            Targets.BOOKWORM.python().markers(),
            p -> Optional.of(made(p)),
            p -> new PackageName("python3-" + p));
    relations.require(metadata("requirer", "1.0", requirement));
    return relations.relations();
  }

  private static Dependency made(ProjectName project) {
    Identity identity =
        new Identity(
            project,
            Pep440Version.parse("2.0"),
            new PackageName("python3-" + project),
            DebianVersion.parse("2.0.0-1+dw1+deb12"),
            0,
            Optional.empty(),
            List.of(),
            List.of());
    CoreMetadata metadata =
        project.normalized().equals("iota")
            ? metadata("iota", "2.0", "a>=1.2.3; extra == 'opt'")
            : metadata(project.normalized(), "2.0");
    return new Dependency.Made(identity, metadata, false);
  }

  static CoreMetadata metadata(String name, String version, String... requirements) {
    return new CoreMetadata(
        "2.1",
        new ProjectName(name),
        name,
        Pep440Version.parse(version),
        Arrays.stream(requirements).map(Requirement::parse).toList(),
        SpecifierSet.ANY,
        List.of(),
        "",
        "",
        Map.of());
  }
}
