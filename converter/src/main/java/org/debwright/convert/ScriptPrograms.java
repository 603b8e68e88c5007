package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relations;
import org.debwright.debian.TargetPath;

/**
 * The suite's packages with the programs that scripts name in their first line, Python and what
 * every system has aside (Policy 10.4).
 *
 * @param commands of what users call: the package depends on them
 * @param others of scripts in the midst of a library, of which some use never comes to: suggested
 */
record ScriptPrograms(Relations commands, Relations others) {
  /** Of files that are to be run. */
  static ScriptPrograms of(List<PlacedFile> files, Archive archive) {
    TreeSet<PackageName> commands = new TreeSet<>(Comparator.comparing(PackageName::value));
    TreeSet<PackageName> others = new TreeSet<>(commands.comparator());
    for (PlacedFile file : files) {
      if (!file.machineCode() && (file.mode() & 0111) != 0) {
        owner(file, archive)
            .ifPresent(WheelFiles.isCommand(file.path()) ? commands::add : others::add);
      }
    }
    others.removeAll(commands);
    return new ScriptPrograms(relations(commands), relations(others));
  }

  private static Optional<PackageName> owner(PlacedFile file, Archive archive) {
    return program(file).stream()
        .flatMap(ScriptPrograms::places)
        .flatMap(place -> archive.owners(place).stream())
        .filter(owner -> archive.find(owner).filter(ArchivePackage::isIndispensable).isEmpty())
        .findFirst();
  }

  private static Optional<Shebang.Program> program(PlacedFile file) {
    try (InputStream in = file.content().open()) {
      return Shebang.program(in).filter(p -> !p.isPython());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<TargetPath> places(Shebang.Program program) {
    return program.isSearched()
        ? Stream.of("/usr/bin/", "/bin/").map(d -> new TargetPath(d + program.name()))
        : Stream.of(new TargetPath(program.directory() + program.name()));
  }

  private static Relations relations(TreeSet<PackageName> packages) {
    return Relations.all(packages.stream().map(Relation::to).toList());
  }
}
