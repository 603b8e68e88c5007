package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The patches that take checks out fit the sources as they are; what they show takes minutes, and
 * {@code tests/scenarios/hostile-mutants} does.
 */
class HostileMutantIT {
  private static final Path CASES = Path.of("src/test/resources/hostile");

  static Stream<HostileMutant> mutants() {
    return HostileMutant.all(CASES).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void fitsTheSources(HostileMutant mutant, @TempDir Path copy) throws IOException {
    List<Path> changed = mutant.applied(Path.of(".."), copy);
    assertThat(changed).isNotEmpty().allSatisfy(file -> assertThat(file).isRegularFile());
  }

  @Test
  void everyCaseHasACheckThatCanBeTakenOut() {
    Set<HostileCase> covered = new HashSet<>();
    mutants().forEach(mutant -> covered.addAll(mutant.cases()));
    assertThat(covered).containsExactlyInAnyOrderElementsOf(HostileCase.all(CASES));
  }
}
