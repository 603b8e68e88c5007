package org.debwright.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.convert.FakeArchive;
import org.debwright.debian.PackageName;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Offer;
import org.junit.jupiter.api.Test;

class SuitePackagesTest {
  private final FakeArchive archive =
      new FakeArchive()
          .withProject("a", "1.0", "python3-a", "1.0-1", "a")
          .withProject("b", "2.1", "python3-b", "1:2.1+dfsg-3+deb12u1", "b", "b_more")
          .withProject("c", "3", "python3-own-c", "3-1", "c")
          .withPackage("libx", "5");

  private SuitePackages suite() {
    return suite(ProjectMap.NONE);
  }

  private SuitePackages suite(ProjectMap map) {
    return new SuitePackages(archive, 3, map);
  }

  private Offer offer(String project) {
    return suite().offer(new ProjectName(project)).orElseThrow();
  }

  private List<Offer.Demand> demands(String relations, String breaks) {
    archive.withRelations("python3-a", relations, breaks);
    return suite().demands(offer("a"));
  }

  private Offer.Demand demand(String relations) {
    List<Offer.Demand> demands = demands(relations, "");
    assertThat(demands).hasSize(1);
    return demands.get(0);
  }

  private static boolean admits(Offer.Demand demand, String version) {
    return demand.admits().test(Pep440Version.parse(version));
  }

  @Test
  void offersTheDistributionsVersionAndBothNames() {
    Offer b = offer("B");
    assertThat(b.version()).hasToString("2.1");
    assertThat(b.packageVersion()).hasToString("1:2.1+dfsg-3+deb12u1");
    assertThat(b.modules()).containsExactly("b", "b_more");
    assertThat(suite().offer(new ProjectName("unknown"))).isEmpty();
  }

  @Test
  void mapsDependsBackToProjects() {
    Offer.Demand c = demand("python3:any, libc6 (>= 2.14), python3-own-c (>= 2~), libx");
    assertThat(c.project()).isEqualTo(new ProjectName("c"));
    assertThat(c.relation()).isEqualTo("python3-own-c (>= 2~)");
    assertThat(admits(c, "1.9")).isFalse();
    // As dpkg compares, `2~` is below 2.0.0~rc1 too.
    assertThat(admits(c, "2.0rc1")).isTrue();
  }

  @Test
  void comparesOursWithTheSuitesEpoch() {
    Offer.Demand b = demand("python3-b (<< 1:3~)");
    assertThat(admits(b, "2.9")).isTrue();
    assertThat(admits(b, "3.0")).isFalse();
    // A bound without the epoch is below all of them.
    assertThat(admits(demand("python3-b (<< 3)"), "1.0")).isFalse();
  }

  @Test
  void takesOursForAboveTheSuitesRevisionOfTheSameVersion() {
    archive.withProject("c", "3.0.0", "python3-own-c", "3.0.0-7", "c");
    assertThat(admits(demand("python3-own-c (>= 3.0.0-7)"), "3.0")).isTrue();
    assertThat(admits(demand("python3-own-c (>= 3.0.0-8)"), "3.0")).isFalse();
  }

  @Test
  void leavesAlternativesToTheSuiteWhereOneIsNoProject() {
    assertThat(demands("libx | python3-b (>= 9)", "")).isEmpty();
    Offer.Demand either = demand("python3-b (>= 1:9) | python3-own-c");
    assertThat(either.project()).isEqualTo(new ProjectName("b"));
    assertThat(either.relation()).isEqualTo("python3-b (>= 1:9) | python3-own-c");
  }

  @Test
  void followsNamesThatAreOnlyProvided() {
    archive.withProvides("python3-own-c", "python3-c (= 3-1)");
    assertThat(demand("python3-c").project()).isEqualTo(new ProjectName("c"));
  }

  @Test
  void neverMeansAWholeBundle() {
    archive
        .withProject("x-one", "1", "python3-x", "2023-1", "x")
        .withProject("x-two", "1", "python3-x", "2023-1", "x");
    assertThat(demands("python3-x", "")).isEmpty();
  }

  @Test
  void knowsWhatAPackageBreaks() {
    List<Offer.Demand> demands = demands("", "python3-b (<< 1:2~), python3-gone, libx (<< 9)");
    assertThat(demands).hasSize(1);
    assertThat(demands.get(0).kind()).isEqualTo(Offer.Demand.Kind.BREAKS);
    assertThat(demands.get(0).goesWithSuite()).isTrue();
    assertThat(admits(demands.get(0), "1.9")).isFalse();
    assertThat(admits(demands.get(0), "2.0")).isTrue();
    assertThat(demands("", "python3-b").get(0).goesWithSuite()).isFalse();
  }

  @Test
  void believesTheUsersMapBeforeTheArchive() {
    SuitePackages suite =
        suite(
            new ProjectMap(
                new TreeMap<>(
                    Map.of(
                        new ProjectName("renamed"), new PackageName("python3-b"),
                        new ProjectName("lost"), new PackageName("python3-lost"))),
                new TreeSet<>(Set.of(new ProjectName("a")))));
    Offer renamed = suite.offer(new ProjectName("renamed")).orElseThrow();
    assertThat(renamed.version()).hasToString("2.1");
    assertThat(renamed.mapped()).isTrue();
    assertThat(suite.offer(new ProjectName("a"))).isEmpty();
    assertThatThrownBy(() -> suite.offer(new ProjectName("lost")))
        .hasMessageContaining("`python3-lost`");
  }
}
