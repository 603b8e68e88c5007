package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The scenarios of {@code tests/scenarios} that run in real roots of a suite; they need root,
 * mmdebstrap and the network. {@code install-all} over its sixty projects takes too long for every
 * run and is started by hand.
 */
@Tag("network")
final class ChrootsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void kanosListsInstallImportAndLeaveNothing() throws IOException, InterruptedException {
    run("tests/scenarios/kano");
  }

  @Test
  void aWebServiceInstallsImportsAndLeavesNothing() throws IOException, InterruptedException {
    run("tests/scenarios/install-all", "examples/web/requirements.txt");
  }

  private static void run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).directory(ROOT.toFile()).inheritIO().start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
