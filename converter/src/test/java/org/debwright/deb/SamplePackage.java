package org.debwright.deb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.TargetPath;

/** Packages made by hand, for tests. */
public final class SamplePackage {
  /** 2025-01-02 03:04:05 in UTC. */
  public static final long TIME = 1_735_787_045L;

  private final PackageName name;
  private final DebianVersion version;
  private final Architecture architecture;
  private final List<Entry> entries = new ArrayList<>();
  private final TreeSet<TargetPath> conffiles = new TreeSet<>();
  private final List<BinaryPackage.MaintainerScript> scripts = new ArrayList<>();
  private Stanza control;

  private SamplePackage(String name, String version, String architecture) {
    this.name = new PackageName(name);
    this.version = DebianVersion.parse(version);
    this.architecture = new Architecture(architecture);
    this.control =
        Stanza.empty()
            .with("Package", name)
            .with("Version", version)
            .with("Architecture", architecture)
            .with("Maintainer", "Jörg Example <joerg@example.org>")
            .with("Section", "python")
            .with("Priority", "optional")
            .with("Description", "sample\nIt is a sample.\n\nWith a second paragraph.");
  }

  /** A package without anything in it. */
  public static SamplePackage named(String name, String version, String architecture) {
    return new SamplePackage(name, version, architecture);
  }

  /** Adds a field to the control file. */
  public SamplePackage field(String field, String value) {
    control = control.with(field, value);
    return this;
  }

  /** Adds a file. */
  public SamplePackage file(String path, int mode, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return entry(
        new Entry.RegularFile(
            new TargetPath(path), mode, bytes.length, () -> new ByteArrayInputStream(bytes)));
  }

  /** Adds a file and says that it is configuration. */
  public SamplePackage conffile(String path, String content) {
    conffiles.add(new TargetPath(path));
    return file(path, 0644, content);
  }

  /** Adds any entry. */
  public SamplePackage entry(Entry entry) {
    entries.add(entry);
    return this;
  }

  /** Adds a maintainer script. */
  public SamplePackage script(BinaryPackage.Kind kind, String content) {
    scripts.add(new BinaryPackage.MaintainerScript(kind, content));
    return this;
  }

  /** The value. */
  public BinaryPackage build() {
    return new BinaryPackage(
        name, version, architecture, control, List.copyOf(entries), conffiles, scripts, TIME);
  }
}
