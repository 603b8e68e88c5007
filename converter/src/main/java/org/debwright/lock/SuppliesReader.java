package org.debwright.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.resolve.Provenance.Need;

/** Reads {@code [[tool.debwright.supplied]]}. */
final class SuppliesReader {
  private SuppliesReader() {}

  static List<LockedSupply> read(TomlTable own) {
    List<LockedSupply> supplies = new ArrayList<>();
    for (TomlTable row : own.tables("supplied")) {
      for (String key : List.of("project", "version", "package", "package-version")) {
        row.requiredText(key);
      }
      Optional<ProjectName> project = row.parsed("project", ProjectName::parse);
      Optional<Pep440Version> version = row.parsed("version", Pep440Version::parse);
      Optional<PackageName> name = row.parsed("package", PackageName::parse);
      Optional<DebianVersion> packaged = row.parsed("package-version", DebianVersion::parse);
      Optional<LockedSupply.Upstream> upstream =
          row.has("requires-dist")
              ? Optional.of(
                  new LockedSupply.Upstream(
                      row.parsedTexts("requires-dist", Requirement::parse),
                      row.parsedTexts("provides-extra", ProjectName::parse)))
              : Optional.empty();
      List<String> modules = row.parsedTexts("modules", SuppliesReader::module);
      TreeSet<ProjectName> extras = new TreeSet<>(row.parsedTexts("extras", ProjectName::parse));
      List<Requirement> dependencies = row.parsedTexts("dependencies", Requirement::parse);
      boolean mapped = row.flag("mapped");
      boolean asked = row.flag("asked");
      if (project.isPresent() && version.isPresent() && name.isPresent() && packaged.isPresent()) {
        supplies.add(
            new LockedSupply(
                project.get(),
                version.get(),
                name.get(),
                packaged.get(),
                modules,
                mapped,
                asked,
                extras,
                dependencies,
                needs(row),
                upstream));
      }
    }
    return supplies;
  }

  private static List<Need> needs(TomlTable supply) {
    List<Need> needs = new ArrayList<>();
    for (TomlTable row : supply.tables("needed-by")) {
      Optional<String> project =
          row.parsed("project", name -> ProjectName.parse(name).normalized());
      String by = row.parsed("by", SuppliesReader::words).orElse("");
      String what = row.parsed("what", SuppliesReader::words).orElse("");
      needs.add(new Need(by, project.orElse(""), what));
    }
    return needs;
  }

  // They are printed.
  private static String words(String text) {
    if (!text.matches("[^\\p{Cntrl}]{1,1000}")) {
      throw Diagnostic.error("lock-invalid", "it is no line of text").toException();
    }
    return text;
  }

  private static String module(String text) {
    if (!text.matches("[^/\\p{Cntrl}]{1,255}")) {
      throw Diagnostic.error("lock-invalid", "it is no name of a module").toException();
    }
    return text;
  }
}
