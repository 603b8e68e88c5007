package org.debwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Loads the classes of usual runs, for the class-data archive the launcher makes. */
@Command(name = "x-warm", hidden = true)
final class WarmCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Path scratch = TemporaryCache.in(Path.of(System.getProperty("java.io.tmpdir")));
    WarmPackages.run(scratch);
    WarmConversion.run(scratch);
    WarmLock.run(scratch);
    return 0;
  }
}
