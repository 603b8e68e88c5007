package org.debwright.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.debwright.convert.VersionMapping;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relations;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.Pep440Version;
import org.debwright.python.SpecifierSet;
import picocli.CommandLine.Command;

/**
 * A line in, a line out, to measure the mapping of versions from outside: {@code V 1.0rc1} gives
 * the Debian upstream version, {@code S >=1,<2} the relations on a package {@code x}; {@code !}
 * where the mapping refuses.
 */
@Command(name = "x-versions", hidden = true)
final class VersionsProtocol implements Callable<Integer> {
  private static final PackageName X = new PackageName("xx");

  private final Console console;

  VersionsProtocol(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = console.out();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(answer(line));
    }
    out.flush();
    return 0;
  }

  // The protocol's package is called `x`, which is too short for Policy.
  private static String field(Relations relations) {
    return relations.isEmpty()
        ? "x"
        : relations.clauses().stream()
            .map(VersionsProtocol::clause)
            .collect(Collectors.joining(", "));
  }

  private static String clause(List<Relation> alternatives) {
    return alternatives.stream()
        .map(relation -> "x" + relation.bound().map(bound -> " (" + bound + ")").orElse(""))
        .collect(Collectors.joining(" | "));
  }

  private static String answer(String line) {
    try {
      String argument = line.length() > 2 ? line.substring(2) : "";
      if (line.startsWith("V ")) {
        return VersionMapping.version(Pep440Version.parse(argument), 0).toString();
      }
      if (line.startsWith("S ")) {
        return field(VersionMapping.relations(X, SpecifierSet.parse(argument), 0));
      }
      return "!";
    } catch (DebwrightException refused) {
      return "!";
    }
  }
}
