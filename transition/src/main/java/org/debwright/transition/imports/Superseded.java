package org.debwright.transition.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.deb.DebReader;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.repository.PublishedPackages.Published;

/**
 * A package of ours that the suite has caught up with, so that it can be dropped.
 *
 * @param version of the distribution in ours
 * @param theirs what the suite has
 */
public record Superseded(
    Published ours, ProjectName project, Pep440Version version, PackagedProject theirs) {
  private static final Pattern METADATA =
      Pattern.compile(
          "/usr/lib/python([23])(?:\\.\\d+)?/dist-packages/([^/]+?)-([^/-]+)\\.dist-info/METADATA");

  /** All of them, in the order of the packages. */
  public static List<Superseded> among(List<Published> packages, Archive archive) {
    List<Superseded> found = new ArrayList<>();
    for (Published each : packages) {
      for (String path : DebReader.files(each.file())) {
        Matcher metadata = METADATA.matcher(path);
        if (metadata.matches() && ProjectName.isValid(metadata.group(2))) {
          ProjectName project = new ProjectName(metadata.group(2));
          int python = Integer.parseInt(metadata.group(1));
          Pep440Version.tryParse(metadata.group(3))
              .flatMap(
                  version ->
                      caughtUp(archive, project, python, version)
                          .map(theirs -> new Superseded(each, project, version, theirs)))
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static Optional<PackagedProject> caughtUp(
      Archive archive, ProjectName project, int python, Pep440Version version) {
    return archive.packaged(project, python).stream()
        .filter(theirs -> theirs.version().filter(v -> v.compareTo(version) >= 0).isPresent())
        .findFirst();
  }
}
