package org.debwright.transition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.BinaryPackage.Kind;
import org.debwright.debian.BinaryPackage.MaintainerScript;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Entry;
import org.debwright.debian.Stanza;
import org.debwright.debian.TargetPath;
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
    entries.add(PackageDocuments.file(defaults(), 0644, rendered(Template.TRANSITION_DEFAULT)));
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
        new TreeSet<>(List.of(new TargetPath(defaults()))),
        scripts(),
        epochSeconds);
  }

  private String defaults() {
    return "/etc/default/" + names.compat();
  }

  private List<MaintainerScript> scripts() {
    return List.of(
        new MaintainerScript(Kind.PREINST, rendered(Template.TRANSITION_PREINST)),
        new MaintainerScript(Kind.POSTINST, rendered(Template.TRANSITION_POSTINST)),
        new MaintainerScript(Kind.PRERM, rendered(Template.TRANSITION_PRERM)),
        new MaintainerScript(Kind.POSTRM, rendered(Template.TRANSITION_POSTRM)));
  }

  private String rendered(Template template) {
    return template.render(Map.of("package", names.compat().value(), "state", names.state()));
  }

  private List<Entry> lines() {
    return names.places().stream()
        .map(place -> PackageDocuments.file(place + "/" + names.line(), 0644, names.lineText()))
        .toList();
  }

  private String overrides() {
    return "# It is for whichever Python there is, and brings none.\n"
        + names.compat()
        + ": python-package-missing-depends-on-python\n"
        + "# It takes dpkg's own locks, and asks dpkg-query of the dpkg of another root.\n"
        + names.compat()
        + ": uses-dpkg-database-directly *\n";
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
