package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.python.Pep440Version;
import org.debwright.python.PythonVersion;
import org.debwright.python.Specifier;
import org.debwright.python.SpecifierSet;

/** What a package asks of the interpreter, as dh_python3 and dh_python2 write it. */
final class PythonDepends {
  private static final PackageName PYTHON3 = new PackageName("python3");
  private static final PackageName PYTHON2 = new PackageName("python2");
  // No suite still in use has an older Python 3; none has had more patch levels or will have more
  // minor versions.
  private static final int SMALLEST_MINOR = 7;
  private static final int LARGEST_PATCH = 40;
  private static final int LARGEST_MINOR = 60;

  private PythonDepends() {}

  /** Relations for a package whose modules need {@code abi}. */
  static Relations of(PythonVersion python, Abi abi, SpecifierSet requires) {
    return python.major() == 2 ? python2(abi) : python3(python, abi, requires);
  }

  private static Relations python2(Abi abi) {
    List<Relation> range = List.of(before(PYTHON2, "2.8"), from(PYTHON2, "2.7~"));
    return Relations.all(
        abi.kind() == Abi.Kind.NONE
            ? range.stream().map(r -> r.withQualifier("any")).toList()
            : range);
  }

  private static Relations python3(PythonVersion python, Abi abi, SpecifierSet requires) {
    List<Relation> bounds =
        switch (abi.kind()) {
          case NONE -> List.of();
          case STABLE -> List.of(from(PYTHON3, abi.since() + "~"));
          case EXACT -> List.of(before(PYTHON3, next(python)), from(PYTHON3, python + "~"));
        };
    Relations any = Relations.all(List.of(Relation.to(PYTHON3).withQualifier("any")));
    Relations required = required(python, abi, requires);
    boolean said = bounds.isEmpty() && !required.isEmpty();
    return Relations.all(bounds).and(required).and(said ? Relations.NONE : any);
  }

  /** The clauses of Requires-Python that say more than the ABI does already. */
  private static Relations required(PythonVersion python, Abi abi, SpecifierSet requires) {
    List<Pep440Version> possible = possible(python, abi);
    List<Specifier> needed = new ArrayList<>(requires.specifiers());
    for (Specifier clause : requires.specifiers()) {
      List<Specifier> others = new ArrayList<>(needed);
      others.remove(clause);
      if (admitted(possible, others).equals(admitted(possible, needed))) {
        needed = others;
      }
    }
    return new Relations(
        needed.stream()
            .flatMap(s -> VersionMapping.canonical(PYTHON3, s).clauses().stream())
            .map(c -> c.stream().map(r -> r.withQualifier("any")).toList())
            .toList());
  }

  private static List<Pep440Version> possible(PythonVersion python, Abi abi) {
    IntStream minors =
        switch (abi.kind()) {
          case NONE -> IntStream.rangeClosed(SMALLEST_MINOR, LARGEST_MINOR);
          case STABLE -> IntStream.rangeClosed(abi.since().minor(), LARGEST_MINOR);
          case EXACT -> IntStream.of(python.minor());
        };
    return minors
        .boxed()
        .flatMap(
            minor ->
                IntStream.rangeClosed(0, LARGEST_PATCH)
                    .mapToObj(patch -> Pep440Version.parse("3." + minor + "." + patch)))
        .toList();
  }

  private static List<Pep440Version> admitted(
      List<Pep440Version> versions, List<Specifier> clauses) {
    return versions.stream().filter(v -> clauses.stream().allMatch(c -> c.contains(v))).toList();
  }

  private static String next(PythonVersion python) {
    return python.major() + "." + (python.minor() + 1);
  }

  private static Relation from(PackageName name, String version) {
    return Relation.to(name, Operator.AT_LEAST, DebianVersion.parse(version));
  }

  private static Relation before(PackageName name, String version) {
    return Relation.to(name, Operator.EARLIER, DebianVersion.parse(version));
  }
}
