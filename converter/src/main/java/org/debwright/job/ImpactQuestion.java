package org.debwright.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.debwright.archive.Archive;
import org.debwright.convert.Identity;
import org.debwright.convert.Naming;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.Index;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.WheelFilename;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.target.Target;

/**
 * Which packages of a suite ask for another version of what ours take the place of.
 *
 * @param depth how far to look
 */
public record ImpactQuestion(Archive suite, Depth depth) {
  /** What is looked at. */
  public enum Depth {
    /** What control files of the suite say. */
    RELATIONS,
    /** Also what the index has as metadata of the suite's distributions: two requests for each. */
    METADATA
  }

  /** A warning of each. */
  List<Diagnostic> answer(Selection selection, PackageSettings settings, Index index) {
    Target target = selection.target();
    Naming naming = settings.naming(suite, target);
    List<Identity> identities = new ArrayList<>();
    for (Pinned pinned : selection.resolution().pinned()) {
      List<String> modules =
          pinned.metadata().all("Import-Name").stream()
              .map(name -> name.replaceFirst("[.;\\s].*", ""))
              .distinct()
              .toList();
      try {
        identities.add(naming.identify(pinned.project(), pinned.version(), modules));
      } catch (DebwrightException nameless) {
        // Making the package says why; nothing of the suite's is replaced by it.
      }
    }
    Impact.Lookup lookup =
        depth == Depth.METADATA
            ? (project, version) -> released(index, project, version)
            : Impact.Lookup.NONE;
    return new Impact(
            identities, suite, target.python().version().major(), target.python().markers(), lookup)
        .told();
  }

  private static Optional<CoreMetadata> released(
      Index index, ProjectName project, Pep440Version version) {
    return index.releases(project).stream()
        .filter(release -> release.version().equals(version))
        .flatMap(release -> release.files().stream())
        .filter(file -> file.filename() instanceof WheelFilename)
        .min(Comparator.comparing(file -> file.filename().filename()))
        .flatMap(index::metadata);
  }
}
