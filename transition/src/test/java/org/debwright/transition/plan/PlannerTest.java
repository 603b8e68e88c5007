package org.debwright.transition.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.debwright.debian.Architecture;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;
import org.debwright.transition.TransitionNames;
import org.debwright.transition.plan.PlannedDistribution.Fate;
import org.debwright.transition.plan.Planner.UserSites;
import org.debwright.transition.survey.Root;
import org.debwright.transition.survey.Survey;
import org.debwright.transition.survey.Surveyor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  private static final String PLACE = "/usr/local/lib/python3.11/dist-packages";
  private static final String DEBS = "/usr/lib/python3/dist-packages";

  @TempDir Path root;

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  private void wheel(String place, String name, String version, String requires, String... files)
      throws IOException {
    String info = name + "-" + version + ".dist-info";
    StringBuilder record = new StringBuilder(info + "/METADATA,,\n" + info + "/RECORD,,\n");
    for (String file : files) {
      write(place + "/" + file, "");
      record.append(file).append(",,\n");
    }
    write(
        place + "/" + info + "/METADATA",
        "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n" + requires);
    write(place + "/" + info + "/RECORD", record.toString());
  }

  private void deb(String name, String version, String project, String... files)
      throws IOException {
    String upstream = version.replaceFirst("-.*", "");
    wheel(DEBS, project, upstream, "", files);
    StringBuilder list = new StringBuilder();
    for (String file : files) {
      list.append(DEBS).append('/').append(file).append('\n');
    }
    list.append(DEBS + "/" + project + "-" + upstream + ".dist-info\n");
    list.append("/usr/bin/" + project + "\n");
    write("/var/lib/dpkg/info/" + name + ".list", list.toString());
    Path status = root.resolve("var/lib/dpkg/status");
    write(
        "/var/lib/dpkg/status",
        (Files.exists(status) ? Files.readString(status) : "")
            + "Package: "
            + name
            + "\nStatus: install ok installed\nVersion: "
            + version
            + "\n\n");
  }

  @BeforeEach
  void python() throws IOException {
    write("/usr/bin/python3.11", "");
  }

  private TransitionPlan plan(String... only) {
    return plan(UserSites.STAY, only);
  }

  private TransitionPlan plan(UserSites users, String... only) {
    Survey survey = Surveyor.survey(Root.at(root), 1, Reporter.SILENT);
    Set<ProjectName> projects = new java.util.TreeSet<>();
    for (String each : only) {
      projects.add(new ProjectName(each));
    }
    return Planner.plan(
        survey,
        Supplies.installed(survey),
        Architecture.parse("amd64"),
        TransitionNames.USUAL,
        users,
        projects);
  }

  private static Fate fate(TransitionPlan plan, String project) {
    return find(plan, project).fate();
  }

  private static PlannedDistribution find(TransitionPlan plan, String project) {
    return plan.distributions().stream()
        .filter(each -> each.distribution().project().equals(new ProjectName(project)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void replacesWhatAPackageHasAndKeepsTheRest() throws IOException {
    wheel(PLACE, "six", "1.17.0", "", "six.py");
    wheel(PLACE, "own", "1", "Requires-Dist: six>=1.10\n", "own.py");
    deb("python3-six", "1.16.0-4", "six", "six.py");
    TransitionPlan plan = plan();
    assertThat(fate(plan, "six")).isEqualTo(Fate.REPLACED);
    assertThat(find(plan, "six").reasons()).containsExactly("older than pip's 1.17.0");
    assertThat(fate(plan, "own")).isEqualTo(Fate.FALLS_BACK);
    assertThat(plan.steps())
        .containsExactly(
            "line " + DEBS + "/zz-debwright-transition.pth",
            "activate",
            "exchange " + PLACE + " " + PLACE + ".pip-fallback");
    assertThat(plan.watched()).contains(PLACE, PLACE + ".pip-fallback");
  }

  @Test
  void knowsAPortionOfANamespaceThatPipDeclares() throws IOException {
    wheel(PLACE, "space_one", "1.0", "", "space/__init__.py", "space/one.py");
    deb("python3-space-one", "2.0-1", "space_one", "space/one.py");
    assertThat(find(plan(), "space-one").supply()).isPresent();
    assertThat(find(plan(), "space-one").reasons()).isEmpty();
  }

  private static final String USER = "/home/kid/.local/lib/python3.11/site-packages";

  private void account() throws IOException {
    write("/etc/passwd", "kid:x:1000:1000::/home/kid:/bin/sh\n");
  }

  @Test
  void leavesUserSitesAloneUnlessAsked() throws IOException {
    account();
    wheel(USER, "six", "1.17.0", "", "six.py");
    wheel(USER, "own", "1", "Requires-Dist: six>=1.17\n", "own.py");
    deb("python3-six", "1.16.0-4", "six", "six.py");
    assertThat(fate(plan(), "six")).isEqualTo(Fate.STAYS);
    assertThat(find(plan(), "six").reasons())
        .containsExactly(
            "user site of kid: comes before every package; `--user-sites` puts it behind");
    assertThat(fate(plan(), "own")).isEqualTo(Fate.STAYS);
    assertThat(plan().steps()).isEmpty();
    TransitionPlan behind = plan(UserSites.BEHIND);
    assertThat(fate(behind, "six")).isEqualTo(Fate.REPLACED);
    assertThat(fate(behind, "own")).isEqualTo(Fate.BLOCKS);
    assertThat(behind.steps())
        .containsExactly("line " + DEBS + "/zz-debwright-transition.pth", "users", "activate");
  }

  @Test
  void blocksWhatInAUserSiteRequiresMoreThanThePackageHas() throws IOException {
    account();
    wheel(PLACE, "six", "1.17.0", "", "six.py");
    wheel(USER, "own", "1", "Requires-Dist: six>=1.17\n", "own.py");
    deb("python3-six", "1.16.0-4", "six", "six.py");
    assertThat(fate(plan(), "own")).isEqualTo(Fate.BLOCKS);
    // With a copy of its own it does not see the package's.
    wheel(USER, "six", "1.17.0", "", "six.py");
    assertThat(fate(plan(), "own")).isEqualTo(Fate.STAYS);
    assertThat(fate(plan(UserSites.BEHIND), "own")).isEqualTo(Fate.BLOCKS);
  }

  @Test
  void blocksWhatRequiresMoreThanThePackageHas() throws IOException {
    wheel(PLACE, "click", "8.5", "", "click/__init__.py");
    wheel(PLACE, "tool", "1", "Requires-Dist: click>=8.2\n", "tool.py");
    wheel(PLACE, "other", "1", "Requires-Dist: click>=8.2; python_version<'3.9'\n", "other.py");
    wheel(PLACE, "broken", "1", "Requires-Dist: click>=9\n", "broken.py");
    deb("python3-click", "8.1.3-2", "click", "click/__init__.py");
    TransitionPlan plan = plan();
    assertThat(fate(plan, "tool")).isEqualTo(Fate.BLOCKS);
    assertThat(find(plan, "tool").reasons())
        .contains("requires `click>=8.2`, and `python3-click` has 8.1.3 (pip's was 8.5)");
    assertThat(fate(plan, "other")).isEqualTo(Fate.FALLS_BACK);
    // It was so before.
    assertThat(fate(plan, "broken")).isEqualTo(Fate.FALLS_BACK);
  }

  @Test
  void doesNotTakeOtherSoftwareOfTheSameName() throws IOException {
    wheel(PLACE, "pam", "0.1.4", "", "pam.py");
    deb("python3-pam", "0.4.2-13", "pam", "PAM.so");
    TransitionPlan plan = plan();
    assertThat(fate(plan, "pam")).isEqualTo(Fate.FALLS_BACK);
    assertThat(find(plan, "pam").reasons())
        .containsExactly("`python3-pam` has other modules under that name: PAM");
  }

  @Test
  void movesCommandsThatAPackageHas() throws IOException {
    wheel(PLACE, "tool", "1", "", "tool.py", "../../../bin/tool", "../../../bin/tool-extra");
    deb("python3-tool", "1-1", "tool", "tool.py");
    TransitionPlan plan = plan();
    assertThat(plan.steps())
        .contains(
            "directory /usr/local/bin.pip-fallback /usr/local/bin",
            "script /usr/local/bin/tool /usr/local/bin.pip-fallback/tool /usr/bin/tool");
    assertThat(plan.kept())
        .containsExactly("/usr/local/bin/tool-extra: `python3-tool` has no such command");
  }

  @Test
  void movesOneDistributionAlone() throws IOException {
    wheel(PLACE, "six", "1.17.0", "", "six.py");
    wheel(PLACE, "a", "1", "", "ns/a.py");
    wheel(PLACE, "b", "1", "", "ns/b.py");
    assertThat(plan("six").steps())
        .containsExactly(
            "line " + DEBS + "/zz-debwright-transition.pth",
            "activate",
            "directory " + PLACE + ".pip-fallback " + PLACE,
            "exchange "
                + PLACE
                + "/six-1.17.0.dist-info "
                + PLACE
                + ".pip-fallback/six-1.17.0.dist-info",
            "exchange " + PLACE + "/six.py " + PLACE + ".pip-fallback/six.py");
    assertThatThrownBy(() -> plan("a"))
        .isInstanceOf(DebwrightException.class)
        .hasMessage("`a` cannot be moved alone");
    assertThatThrownBy(() -> plan("absent")).hasMessage("pip did not install `absent`");
  }

  @Test
  void leavesOtherPlacesAlone() throws IOException {
    wheel("/usr/local/lib/python3.12/site-packages", "one", "1", "", "one.py");
    write("/etc/passwd", "pi:x:1000:1000::/home/pi:/bin/sh\n");
    wheel("/home/pi/.local/lib/python3.11/site-packages", "two", "1", "", "two.py");
    wheel("/usr/local/lib/python3.9/dist-packages", "three", "1", "", "three.py");
    TransitionPlan plan = plan();
    assertThat(plan.of(Fate.STAYS)).hasSize(3);
    assertThat(plan.steps()).isEmpty();
  }
}
