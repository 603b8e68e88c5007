package org.debwright.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.index.Distribution;
import org.debwright.python.CoreMetadata;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.SdistFilename;
import org.debwright.python.SpecifierSet;
import org.debwright.python.Tag;
import org.debwright.python.WheelFilename;

/** Makes release files and metadata for tests. */
final class Releases {
  private Releases() {}

  static WheelFilename wheel(ProjectName project, Pep440Version version, String build, String tag) {
    String[] parts = tag.split("-", -1);
    Set<Tag> tags =
        Stream.of(parts[0].split("\\.", -1))
            .flatMap(
                python ->
                    Stream.of(parts[2].split("\\.", -1)).map(p -> new Tag(python, parts[1], p)))
            .collect(Collectors.toSet());
    String middle = build.isEmpty() ? "" : "-" + build;
    return new WheelFilename(
        project + "-" + version + middle + "-" + tag + ".whl", project, version, build, tags);
  }

  static SdistFilename sdist(ProjectName project, Pep440Version version, String suffix) {
    return new SdistFilename(project + "-" + version + suffix, project, version);
  }

  static Distribution file(DistributionFilename filename) {
    return new Distribution(
        filename,
        "https://index.test/files/" + filename.filename(),
        new TreeSet<>(),
        SpecifierSet.ANY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        -1);
  }

  static Distribution withHash(Distribution file, Hash hash) {
    TreeSet<Hash> hashes = new TreeSet<>(file.hashes());
    hashes.add(hash);
    return copy(file, hashes, file.requiresPython(), file.yanked());
  }

  static Distribution withPython(Distribution file, String specifiers) {
    return copy(file, file.hashes(), SpecifierSet.parse(specifiers), file.yanked());
  }

  static Distribution withYanked(Distribution file, String reason) {
    return copy(file, file.hashes(), file.requiresPython(), Optional.of(reason));
  }

  private static Distribution copy(
      Distribution file,
      java.util.SortedSet<Hash> hashes,
      SpecifierSet python,
      Optional<String> yanked) {
    return new Distribution(
        file.filename(),
        file.url(),
        hashes,
        python,
        yanked,
        file.metadataHashes(),
        file.uploaded(),
        file.sizeBytes());
  }

  static CoreMetadata metadata(
      ProjectName project,
      Pep440Version version,
      List<Requirement> requires,
      String python,
      List<ProjectName> extras) {
    return new CoreMetadata(
        "2.1",
        project,
        project.normalized(),
        version,
        requires,
        SpecifierSet.parse(python),
        extras,
        "",
        "",
        Map.of());
  }
}
