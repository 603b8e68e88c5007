package org.debwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.convert.FakeArchive;
import org.debwright.convert.Identity;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;
import org.junit.jupiter.api.Test;

class ImpactTest {
  private final FakeArchive archive =
      new FakeArchive()
          .withProject("b", "1.0", "python3-b", "1.0-1", "b")
          .withProject("user", "4.0", "python3-user", "4.0-1", "user")
          .withPackage("app", "1")
          .withPackage("other", "1");

  private Identity ours(String version, String name) {
    return new Identity(
        new ProjectName("b"),
        Pep440Version.parse(version),
        new PackageName(name),
        DebianVersion.parse(version + "-1+dw1"),
        0,
        archive.find(new PackageName("python3-b")),
        List.of("b"),
        List.of());
  }

  private List<String> impact(Impact.Lookup lookup, Identity... identities) {
    return new Impact(
            List.of(identities),
            archive,
            3,
            PythonTarget.of(PythonVersion.parse("3.11"), "3.11.2", "x86_64", 36).markers(),
            lookup)
        .told().stream().map(Diagnostic::why).toList();
  }

  private List<String> impact(String version) {
    return impact(Impact.Lookup.NONE, ours(version, "python3-b"));
  }

  @Test
  void namesEveryPackageThatAsksForAnotherVersion() {
    archive
        .withRelations("app", "python3-b (<< 2), python3-b (>= 0.5)", "")
        .withRelations("python3-user", "python3-b (>= 1)", "")
        .withRelations("other", "", "python3-b (>= 3)");
    assertThat(impact("1.5")).isEmpty();
    assertThat(impact("2.5")).containsExactly("`app` depends on `python3-b (<< 2)`");
    assertThat(impact("3.5"))
        .containsExactly("`app` depends on `python3-b (<< 2)`; `other` breaks `python3-b (>= 3)`");
  }

  @Test
  void saysTheSameOfSeveralOnce() {
    archive
        .withRelations("app", "python3-b (<< 2)", "")
        .withRelations("other", "python3-b (<< 2)", "");
    assertThat(impact("2.5")).containsExactly("`app`, `other` depend on `python3-b (<< 2)`");
  }

  @Test
  void isContentWithAnAlternative() {
    archive.withRelations("app", "python3-b (<< 2) | other", "");
    assertThat(impact("2.5")).isEmpty();
    archive.withRelations("app", "python3-b (<< 2) | missing", "");
    assertThat(impact("2.5")).hasSize(1);
  }

  @Test
  void looksThroughNamesThatAreProvided() {
    archive
        .withProvides("python3-b", "python3-bee (= 1.0-1)")
        .withRelations("app", "python3-bee (<< 2)", "");
    assertThat(impact("1.5")).isEmpty();
    assertThat(impact("2.5")).containsExactly("`app` depends on `python3-bee (<< 2)`");
  }

  @Test
  void countsThoseWhoAskForTheBinaryInterfaceOfTheReplacedOne() {
    archive
        .withProvides("python3-b", "python3-b-abi9")
        .withRelations("app", "python3-b-abi9", "")
        .withRelations("other", "python3-b-abi9 | app", "");
    assertThat(impact("1.0")).containsExactly("`app` depends on `python3-b-abi9`");
  }

  @Test
  void doesNotBlameWhatIsReplacedItself() {
    archive.withRelations("python3-user", "python3-b (<< 2)", "");
    Identity user =
        new Identity(
            new ProjectName("user"),
            Pep440Version.parse("5"),
            new PackageName("python3-user"),
            DebianVersion.parse("5-1"),
            0,
            archive.find(new PackageName("python3-user")),
            List.of(),
            List.of());
    assertThat(impact(Impact.Lookup.NONE, ours("2.5", "python3-b"), user)).isEmpty();
  }

  @Test
  void countsForPackagesWithAPrefixTheSame() {
    archive.withRelations("app", "python3-b (<< 2)", "");
    assertThat(impact(Impact.Lookup.NONE, ours("2.5", "own-python3-b"))).hasSize(1);
  }

  @Test
  void readsMetadataWhereAskedTo() {
    archive.withRelations("python3-user", "python3-b", "");
    Map<String, String> requires = Map.of("user 4.0", "b<2");
    Impact.Lookup lookup =
        (project, version) ->
            Optional.ofNullable(requires.get(project + " " + version))
                .map(
                    text ->
                        CoreMetadata.parse(
                            ("Metadata-Version: 2.1\nName: user\nVersion: 4.0\nRequires-Dist: "
                                    + text
                                    + "\n")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            "test"));
    assertThat(impact(lookup, ours("2.5", "python3-b")))
        .containsExactly("`python3-user` (user 4.0) requires `b<2`");
    assertThat(impact(lookup, ours("1.5", "python3-b"))).isEmpty();
    assertThat(impact("2.5")).isEmpty();
  }
}
