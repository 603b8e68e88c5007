package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionFilenameTest {
  @ParameterizedTest
  @CsvSource({
    "six-1.16.0-py2.py3-none-any.whl, six, 1.16.0, '', 2",
    "numpy-2.2.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl, numpy, 2.2.0, '', 2",
    "zope.interface-5.0-cp311-cp311-linux_x86_64.whl, zope-interface, 5.0, '', 1",
    "Foo_Bar-1.0-2build-py3-none-any.whl, foo-bar, 1.0, 2build, 1",
    "torch-2.0+cu118-cp311-cp311-linux_x86_64.whl, torch, 2.0+cu118, '', 1",
    "torch-2.0_cu118-cp311-cp311-linux_x86_64.whl, torch, 2.0+cu118, '', 1",
    "demo-1.0_1-py3-none-any.whl, demo, 1.0.post1, '', 1",
    "demo-1!2.0-py3-none-any.whl, demo, 1!2.0, '', 1",
    "demo-1.0-PY3-NONE-ANY.whl, demo, 1.0, '', 1",
  })
  void readsWheels(String filename, String project, String version, String build, int tags) {
    WheelFilename name = WheelFilename.parse(filename);

    assertThat(name.project()).hasToString(project);
    assertThat(name.version()).hasToString(version);
    assertThat(name.build()).isEqualTo(build);
    assertThat(name.tags()).hasSize(tags);
    assertThat(DistributionFilename.parse(filename, name.project())).contains(name);
  }

  @Test
  void expandsCompressedTagsInTheOrderWritten() {
    assertThat(WheelFilename.parse("a-1-py2.py3-none-win32.any.whl").tags())
        .extracting(Tag::toString)
        .containsExactly("py2-none-win32", "py2-none-any", "py3-none-win32", "py3-none-any");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "six.whl",
        "six-1.16.0.whl",
        "six-1.16.0-any.whl",
        "six-1.16.0-none-any.whl",
        "six-1.16.0-build-py3-none-any.whl",
        "six-1.16.0-1-2-py3-none-any.whl",
        "six-one-py3-none-any.whl",
        "six-1.16.0-py3-none-.whl",
        "six-1.16.0-py3..py2-none-any.whl",
        "six-1.16.0-py3-none-a/b.whl",
        "six-1.16.0-py3-none-any.zip",
        "_-1.0-py3-none-any.whl",
        "-1.0-py3-none-any.whl",
        "",
      })
  void refusesWhatIsNoWheel(String filename) {
    assertThat(WheelFilename.tryParse(filename)).isEmpty();
    assertThatThrownBy(() -> WheelFilename.parse(filename)).isInstanceOf(DebwrightException.class);
  }

  @Test
  void refusesToExpandATagBomb() {
    String many = "a.".repeat(60) + "a";
    assertThat(WheelFilename.tryParse("demo-1-" + many + "-" + many + "-any.whl")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "python-slugify-1.2.4.tar.gz, python-slugify, 1.2.4",
    "python_slugify-1.2.4.tar.gz, python-slugify, 1.2.4",
    "zope.interface-5.0.zip, zope-interface, 5.0",
    "Zope.Interface-5.0.tgz, zope-interface, 5.0",
    "demo-1.0-rc1.tar.bz2, demo, 1.0rc1",
    "demo-1.0-1.tar.xz, demo, 1.0.post1",
    "demo-1-2.0.tar.gz, demo-1, 2.0",
    "a--b-1.tar, a-b, 1",
  })
  void splitsSourceDistributionsByTheProjectsName(String filename, String project, String version) {
    Optional<DistributionFilename> name =
        DistributionFilename.parse(filename, new ProjectName(project));

    assertThat(name).map(n -> n.version().toString()).contains(version);
    assertThat(name).map(DistributionFilename::filename).contains(filename);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo-1.0-py2.7.egg",
        "demo-1.0.win32-py2.7.exe",
        "demo-1.0.msi",
        "demo-1.0-1.noarch.rpm",
        "demo-1.0.tar.gz.asc",
        "demo-1.0.tar.Z",
        "demo-1.0.linux-x86_64.tar.gz",
        "demo-1.0.win32.zip",
        "demo-.tar.gz",
        "demo.tar.gz",
        "demonstration-1.0.tar.gz",
        "demo-lib-1.0.tar.gz",
        "other-1.0-py3-none-any.whl",
        "dem",
        "",
      })
  void passesOverWhatIsNotTheProjects(String filename) {
    assertThat(DistributionFilename.parse(filename, new ProjectName("demo"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "python-slugify-1.2.4.tar.gz, python-slugify, 1.2.4",
    "pam-0.1.4.tar.gz, pam, 0.1.4",
    "demo-1.0-rc1.tar.gz, demo, 1.0rc1",
  })
  void guessesWhereTheNameOfALoneSourceDistributionEnds(
      String filename, String project, String version) {
    assertThat(SdistFilename.tryParse(filename))
        .map(name -> name.project() + " " + name.version())
        .contains(project + " " + version);
  }
}
