package org.debwright.cli;

import java.util.concurrent.Callable;
import org.debwright.python.Requirement;
import picocli.CommandLine.Command;

/** Loads the classes of a usual run, for the class-data archive the launcher makes. */
@Command(name = "x-warm", hidden = true)
final class WarmCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return Requirement.parse("sample>=1.0").name().normalized().isEmpty() ? 1 : 0;
  }
}
