package org.debwright.transition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Entry;
import org.debwright.debian.Stanza;
import org.debwright.repository.DayVersion;
import org.debwright.repository.PackageDocuments;
import org.debwright.templates.Template;

/**
 * The package that a device installs to leave pip. It depends on no converted package: removing one
 * of those falls back to pip's copy, and only removing this one deactivates.
 *
 * @param maintainer as in a control file
 */
public record CompatPackage(TransitionNames names, String maintainer) {
  /**
   * The package as it is on a day.
   *
   * @param epochSeconds the day, and the time of every file
   */
  public BinaryPackage on(long epochSeconds) {
    DebianVersion version = DayVersion.next(Optional.empty(), epochSeconds, "dw");
    PackageDocuments documents =
        new PackageDocuments(names.compat(), version, maintainer, epochSeconds);
    List<Entry> entries = new ArrayList<>(lines());
    entries.add(
        PackageDocuments.file("/usr/lib/" + names.compat() + "/transition", 0755, names.engine()));
    entries.add(
        documents.copyright(
            names.compat().value(),
            " A line for Python and a script. They may be used, copied, changed and\n"
                + " passed on by anybody, without any warranty."));
    entries.add(documents.changelog("unstable", "Made by debwright."));
    entries.add(
        PackageDocuments.file("/usr/share/lintian/overrides/" + names.compat(), 0644, overrides()));
    entries.sort(Comparator.comparing(Entry::path));
    return new BinaryPackage(
        names.compat(),
        version,
        Architecture.ALL,
        control(version),
        entries,
        new TreeSet<>(),
        List.of(),
        epochSeconds);
  }

  private List<Entry> lines() {
    return names.places().stream()
        .map(place -> PackageDocuments.file(place + "/" + names.line(), 0644, names.lineText()))
        .toList();
  }

  // It is for whichever Python a device has, and brings it none.
  private String overrides() {
    return names.compat() + ": python-package-missing-depends-on-python\n";
  }

  private Stanza control(DebianVersion version) {
    return Stanza.empty()
        .with("Package", names.compat().value())
        .with("Version", version.toString())
        .with("Architecture", Architecture.ALL.name())
        .with("Maintainer", maintainer)
        .with("Section", "admin")
        .with("Priority", "optional")
        .with("Multi-Arch", "foreign")
        .with(
            "Description",
            "packaged Python modules before those of pip\n"
                + Template.DESCRIPTION_TRANSITION.render(Map.of()).strip());
  }
}
