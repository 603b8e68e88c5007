package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.AskedRequirement.ByLocation;
import org.debwright.python.VcsLocation.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** pip's documentation, "VCS Support". */
class VcsLocationTest {
  @ParameterizedTest
  @CsvSource({
    "git+https://host/MyProject.git@master, GIT, https://host/MyProject.git, master",
    "git+https://host/MyProject.git@v1.0, GIT, https://host/MyProject.git, v1.0",
    "git+https://host/MyProject.git@refs/pull/123/head, GIT, https://host/MyProject.git,"
        + " refs/pull/123/head",
    "git+ssh://git@host/MyProject, GIT, ssh://git@host/MyProject,",
    "GIT+FILE:///home/user/projects/MyProject, GIT, file:///home/user/projects/MyProject,",
    "hg+http://host/myproject@da39a3ee5e6b, HG, http://host/myproject, da39a3ee5e6b",
    "svn+https://host/MyProject/trunk@2019, SVN, https://host/MyProject/trunk, 2019",
    "git+https://user:p%40ss@host:8443/a@b/c@main, GIT, https://user:p%40ss@host:8443/a@b/c, main",
  })
  void readsPipsForms(String text, Client client, String url, String revision) {
    VcsLocation location = VcsLocation.parse(text);

    assertThat(location.client()).isEqualTo(client);
    assertThat(location.url()).isEqualTo(url);
    assertThat(location.revision().orElse(null)).isEqualTo(revision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bzr+https://host/a",
        "git:host/a",
        "git+ext::sh -c touch% /tmp/x",
        "git+https:///@-oops",
        "git+https://host/a@--upload-pack=touch",
        "hg+https://host/a@--config=hooks.update=touch",
        "git+https://host/a@main:other",
        "git+https://host/a@",
        "git+ssh://-oProxyCommand=touch/a",
        "git+ssh://user@-oProxyCommand=touch/a",
      })
  void refusesWhatAClientWouldTakeForAnOptionOrACommand(String text) {
    assertThatThrownBy(() -> VcsLocation.parse(text))
        .isInstanceOf(DebwrightException.class)
        .extracting(e -> ((DebwrightException) e).diagnostics().get(0).code())
        .isEqualTo("requirement-vcs");
  }

  @Test
  void showsNoCredentials() {
    assertThat(VcsLocation.parse("git+https://user:secret@host/a?token=secret@main").displayUrl())
        .isEqualTo("https://host/a");
    assertThatThrownBy(() -> VcsLocation.parse("bzr+https://user:secret@host/a"))
        .isInstanceOf(DebwrightException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void isReadInRequirementsWithWhatStandsBehindTheHash() {
    ByLocation bare =
        (ByLocation)
            RequirementsFile.parseArgument(
                "git+https://host/a.git@main#egg=demo[fast]&subdirectory=python");
    ByLocation named = (ByLocation) RequirementsFile.parseArgument("demo @ git+https://host/a.git");

    assertThat(bare.vcs()).contains(VcsLocation.parse("git+https://host/a.git@main"));
    assertThat(bare.project()).contains(new ProjectName("demo"));
    assertThat(bare.extras()).containsExactly(new ProjectName("fast"));
    assertThat(bare.subdirectory()).isEqualTo("python");
    assertThat(named.vcs()).contains(VcsLocation.parse("git+https://host/a.git"));
    assertThat(named.project()).contains(new ProjectName("demo"));
  }
}
