package org.debwright.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is asked for. */
final class RequirementOptions {
  @Option(
      names = {"-r", "--requirement"},
      paramLabel = "FILE",
      description = "requirements file, as pip reads it; may be given several times")
  List<String> files = new ArrayList<>();

  @Option(
      names = {"-c", "--constraint"},
      paramLabel = "FILE",
      description = "constraints file: restricts, asks for nothing")
  List<String> constraints = new ArrayList<>();

  @Parameters(
      paramLabel = "REQ",
      arity = "0..*",
      description =
          "requirement (`requests>=2.31`), wheel, source distribution or project directory")
  List<String> requirements = new ArrayList<>();
}
