package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {
  @Test
  void takesTheSuitesNameForTheProject() {
    Identity identity =
        identify(
            new FakeArchive().withProject("pyyaml", "6.0", "python3-yaml", "6.0-3+b2", "yaml"),
            "pyyaml",
            "6.0.3",
            "yaml");
    assertThat(identity.name()).hasToString("python3-yaml");
    assertThat(identity.version()).hasToString("6.0.3-1+dw1+deb12");
  }

  @Test
  void refusesTheNameOfOtherSoftware() {
    FakeArchive archive =
        new FakeArchive().withProject("pam", "0.4.2", "python3-pam", "0.4.2-13.2", "PAM");
    assertThatThrownBy(() -> identify(archive, "pam", "0.1.4", "pam"))
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("`python3-pam`");
  }

  @Test
  void takesTheNameOfTheModuleWhereOtherSoftwareHasTheProjects() {
    FakeArchive archive =
        new FakeArchive()
            .withProject(
                "pycryptodomex", "3.11.0", "python3-pycryptodome", "3.11.0-1", "Cryptodome");
    assertThat(identify(archive, "pycryptodome", "3.20", "Crypto").name())
        .hasToString("python3-crypto");
    assertThatThrownBy(() -> identify(archive, "pycryptodome", "3.20", "one", "two"))
        .hasMessageContaining("`python3-pycryptodome`");
  }

  /** As python3-typeshed of bookworm, which holds 134 distributions and provides each. */
  @Test
  void takesANameThatOnlyABundleOfTheProjectProvides() {
    FakeArchive archive =
        new FakeArchive()
            .withProject("types-six", "1.16", "python3-typeshed", "0.0~git20221107-1")
            .withProject("types-toml", "0.10", "python3-typeshed", "0.0~git20221107-1")
            .withProvides("python3-typeshed", "python3-types-six, python3-types-toml, python3-x");
    assertThat(identify(archive, "types-six", "1.17").name()).hasToString("python3-types-six");
    assertThatThrownBy(() -> identify(archive, "x", "1", "x")).hasMessageContaining("`python3-x`");
  }

  @Test
  void takesTheNameOfAPackageThatOwnsTheModuleWithoutMetadata() {
    FakeArchive archive =
        new FakeArchive()
            .withPackage("python3-h5py", "3.7.0-8")
            .withOwner("/usr/lib/python3/dist-packages/h5py/__init__.py", "python3-h5py");
    Identity identity = identify(archive, "h5py", "3.7.0", "h5py");
    assertThat(identity.name()).hasToString("python3-h5py");
    assertThat(identity.version()).hasToString("3.7.0-8+dw1+deb12");
    assertThatThrownBy(() -> identify(archive, "h5py", "3.7.0", "other", "another"))
        .hasMessageContaining("`python3-h5py`");
  }

  @Test
  void takesTheNameOfAPackageOneOfWhosePartsOwnsTheModule() {
    FakeArchive archive =
        new FakeArchive()
            .withPackage("python3-h5py", "3.7.0-8")
            .withOwner("/usr/lib/python3/dist-packages/h5py/__init__.py", "python3-h5py-serial");
    assertThat(identify(archive, "h5py", "3.7.0", "h5py").name()).hasToString("python3-h5py");
    FakeArchive other =
        new FakeArchive()
            .withPackage("python3-h5py", "3.7.0-8")
            .withOwner("/usr/lib/python3/dist-packages/h5py/__init__.py", "python3-h5pyx");
    assertThatThrownBy(() -> identify(other, "h5py", "3.7.0", "h5py", "more"))
        .hasMessageContaining("`python3-h5py`");
  }

  @ParameterizedTest
  @CsvSource({"venv", "minimal", "dev", "all", "distutils", "doc"})
  void refusesNamesOfPythonItself(String project) {
    assertThatThrownBy(() -> identify(new FakeArchive(), project, "1", project))
        .isInstanceOf(DebwrightException.class);
  }

  @Test
  void takesTheNameTheUserGave() {
    Naming naming =
        new Naming(
            new FakeArchive(),
            Targets.BOOKWORM,
            1,
            Map.of(new ProjectName("venv"), new PackageName("python3-own-venv")));
    assertThat(naming.identify(new ProjectName("venv"), Pep440Version.parse("1"), List.of()).name())
        .hasToString("python3-own-venv");
  }

  @Test
  void prefixesNamesAndKnowsWhatItSupplants() {
    FakeArchive archive =
        new FakeArchive()
            .withProject("docopt", "0.6.2", "python3-docopt", "1:0.6.2-4.1", "docopt")
            .withPackage("python3-venv", "3.11.2-1")
            .withPackage("own-python3-taken", "1");
    Naming naming = new Naming(archive, Targets.BOOKWORM, 1, Map.of(), "own-");
    Identity docopt =
        naming.identify(new ProjectName("docopt"), Pep440Version.parse("0.6.1"), List.of("docopt"));
    assertThat(docopt.name()).hasToString("own-python3-docopt");
    assertThat(docopt.supplants()).contains(new PackageName("python3-docopt"));
    // As the suite's package answers to a name, so does ours: with the suite's epoch.
    assertThat(docopt.version()).hasToString("1:0.6.1-1+dw1+deb12");
    assertThat(docopt.losesTo()).isEmpty();
    assertThat(docopt.remarks()).isEmpty();
    Identity venv =
        naming.identify(new ProjectName("venv"), Pep440Version.parse("1"), List.of("other"));
    assertThat(venv.name()).hasToString("own-python3-venv");
    assertThat(venv.supplants()).isEmpty();
    assertThatThrownBy(
            () ->
                naming.identify(
                    new ProjectName("taken"), Pep440Version.parse("1"), List.of("taken")))
        .hasMessageContaining("`own-python3-taken`");
  }

  @Test
  void neverTakesThePlaceOfABundle() {
    Identity identity =
        identify(
            new FakeArchive()
                .withProject("azure-core", "1.26.1", "python3-azure", "20230112+git-1", "azure")
                .withProject("azure-ai", "1.0", "python3-azure", "20230112+git-1", "azure"),
            "azure-core",
            "1.30",
            "azure");
    assertThat(identity.name()).hasToString("python3-azure-core");
  }

  @Test
  void takesTheSuitesNameAlsoWhereItsVersionIsSpelledOtherwise() {
    Identity identity =
        identify(
            new FakeArchive()
                .withProject(
                    "sphinxcontrib-jsmath",
                    "1.0.1.dev20230128",
                    "python3-sphinxcontrib.jsmath",
                    "1.0.1-2",
                    "sphinxcontrib"),
            "sphinxcontrib-jsmath",
            "2.0",
            "sphinxcontrib");
    assertThat(identity.name()).hasToString("python3-sphinxcontrib.jsmath");
  }

  @Test
  void carriesTheSuitesEpoch() {
    Identity identity =
        identify(
            new FakeArchive()
                .withProject("numpy", "1.24.2", "python3-numpy", "1:1.24.2-1+deb12u1", "numpy"),
            "numpy",
            "2.2.0",
            "numpy");
    assertThat(identity.version()).hasToString("1:2.2.0-1+dw1+deb12");
    assertThat(identity.losesTo()).isEmpty();
  }

  @Test
  void saysWhereAptPrefersTheSuites() {
    Identity identity =
        identify(
            new FakeArchive()
                .withProject("requests", "2.28.1", "python3-requests", "2.28.1+dfsg-1", "requests"),
            "requests",
            "2.28.1",
            "requests");
    assertThat(identity.losesTo()).isPresent();
    assertThat(identity.remarks()).extracting(Diagnostic::code).containsExactly("candidate-loses");
  }

  /** Above the suite's own, its rebuilds included, and below its next, as dpkg has it. */
  @ParameterizedTest
  @CsvSource({"0.6.2-4.1,0.6.2-4.1+b1,0.6.2-5", "0.6.2-4.1+b3,0.6.2-4.1+b4,0.6.2-4.1.1"})
  void revisesBetweenTheSuitesRevisions(String own, String rebuilt, String next) {
    Identity identity =
        identify(
            new FakeArchive().withProject("docopt", "0.6.2", "python3-docopt", own, "docopt"),
            "docopt",
            "0.6.2",
            "docopt");
    String ours = identity.version().toString();
    assertThat(ours).isEqualTo("0.6.2-4.1+dw1+deb12");
    assertThat(Dpkg.compare(ours, "gt", own)).isTrue();
    assertThat(Dpkg.compare(ours, "gt", rebuilt)).isTrue();
    assertThat(Dpkg.compare(ours, "lt", next)).isTrue();
    assertThat(Dpkg.compare(ours, "lt", ours.replace("deb12", "deb13"))).isTrue();
  }

  private static Identity identify(
      FakeArchive archive, String project, String version, String... modules) {
    return new Naming(archive, Targets.BOOKWORM, 1, Map.of())
        .identify(new ProjectName(project), Pep440Version.parse(version), List.of(modules));
  }
}
