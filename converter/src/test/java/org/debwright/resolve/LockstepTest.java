package org.debwright.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;
import org.debwright.python.Requirement;
import org.junit.jupiter.api.Test;

/** Two projects of 1,500 releases in lockstep, of which a third admits only the oldest 200. */
final class LockstepTest {
  private static final int RELEASES = 1500;
  private static final int FITTING = 200;

  private final FakeWorld world = new FakeWorld();

  @Test
  void readsFewMetadataWhereBothPinEachOther() {
    releases("a", "b==1.%d", "", "");
    releases("b", "a==1.%d", "c<2", "c>=2");
    third();
    assertThat(solve("a", "c<2")).containsExactly("a 1.199", "b 1.199", "c 1.0");
    assertThat(world.metadataRead).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void readsFewMetadataWhereOnePinsTheOther() {
    releases("a", "b==1.%d", "", "");
    releases("b", "", "c<2", "c>=2");
    third();
    assertThat(solve("a", "c<2")).containsExactly("a 1.199", "b 1.199", "c 1.0");
    assertThat(world.metadataRead).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void readsFewMetadataWhereTheUserAdmitsOnlyTheOldest() {
    releases("a", "b==1.%d", "", "");
    releases("b", "a==1.%d", "", "");
    assertThat(solve("a", "b<1.200")).containsExactly("a 1.199", "b 1.199");
    assertThat(world.metadataRead).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void refusesOnlyAfterReadingAll() {
    releases("a", "b==1.%d", "", "");
    releases("b", "a==1.%d", "c>=2", "c>=2");
    third();
    assertThat(solve("a", "c<2"))
        .containsExactly(
            "Because every version of `a` needs every version of `b` and every version of `b` needs"
                + " `c==2.0`, every version of `a` needs `c==2.0`.",
            "And because you ask for `a` and you ask for `c<2`, your requirements cannot be"
                + " satisfied.");
  }

  @Test
  void findsTheOneReleaseThatFitsAmongManyThatDoNot() {
    for (int i = 0; i < RELEASES; i++) {
      release("a", i, List.of(i == 700 ? "c<2" : "c>=2"));
    }
    third();
    assertThat(solve("a", "c<2")).containsExactly("a 1.700", "c 1.0");
  }

  private void third() {
    release("c", "1.0", List.of());
    release("c", "2.0", List.of());
  }

  private void releases(String project, String pin, String whereFitting, String elsewhere) {
    for (int i = 0; i < RELEASES; i++) {
      List<String> requires = new ArrayList<>();
      requires.add(pin.replace("%d", Integer.toString(i)));
      requires.add(i < FITTING ? whereFitting : elsewhere);
      requires.removeIf(String::isEmpty);
      release(project, i, requires);
    }
  }

  private void release(String project, int number, List<String> requires) {
    release(project, "1." + number, requires);
  }

  private void release(String project, String version, List<String> requires) {
    ProjectName name = ProjectName.parse(project);
    Pep440Version parsed = Pep440Version.parse(version);
    world.add(
        Releases.file(Releases.wheel(name, parsed, "", "py3-none-any")),
        Releases.metadata(
            name, parsed, requires.stream().map(Requirement::parse).toList(), "", List.of()));
  }

  private List<String> solve(String... requirements) {
    PythonTarget target = PythonTarget.of(new PythonVersion(3, 11), "3.11.2", "x86_64", 36);
    List<Root> roots = new ArrayList<>();
    for (String requirement : requirements) {
      roots.add(Root.of(Requirement.parse(requirement)));
    }
    Outcome outcome =
        new Solver(world, target, SolverSettings.DEFAULT, Reporter.SILENT)
            .attempt(roots, List.of());
    return outcome instanceof Outcome.Solved solved
        ? solved.resolution().pinned().stream()
            .map(pinned -> pinned.project() + " " + pinned.version())
            .toList()
        : ((Outcome.Refused) outcome).refusal().text().lines().toList();
  }
}
