package org.debwright.archive;

import java.util.Arrays;
import java.util.Optional;

/**
 * Releases known by name: what a target is when no archive is read, and the numbers that Release
 * files of testing leave out.
 */
public enum KnownSuite {
  /** Debian 11. */
  BULLSEYE("bullseye", "deb11", "3.9.2", "2.7.18", 31),
  /** Debian 12. */
  BOOKWORM("bookworm", "deb12", "3.11.2", "", 36),
  /** Debian 13. */
  TRIXIE("trixie", "deb13", "3.13.5", "", 41),
  /** Debian 14, testing while this was written: its Python is the archive's to tell. */
  FORKY("forky", "deb14", "", "", 0),
  /** Debian 15. */
  DUKE("duke", "deb15", "", "", 0),
  /** Debian unstable; the label sorts above every number. */
  SID("sid", "debsid", "", "", 0),
  /** Ubuntu 22.04. */
  JAMMY("jammy", "ubuntu22.04", "3.10.12", "2.7.18", 35),
  /** Ubuntu 24.04. */
  NOBLE("noble", "ubuntu24.04", "3.12.3", "", 39);

  private final String codename;
  private final String releaseLabel;
  private final String python3;
  private final String python2;
  private final int glibcMinor;

  KnownSuite(String codename, String releaseLabel, String python3, String python2, int glibcMinor) {
    this.codename = codename;
    this.releaseLabel = releaseLabel;
    this.python3 = python3;
    this.python2 = python2;
    this.glibcMinor = glibcMinor;
  }

  /** By codename. */
  public static Optional<KnownSuite> find(String codename) {
    return Arrays.stream(values()).filter(s -> s.codename.equals(codename)).findFirst();
  }

  /** For example {@code bookworm}. */
  public String codename() {
    return codename;
  }

  /** For example {@code deb12}. */
  public String releaseLabel() {
    return releaseLabel;
  }

  /** Full version of its Python of a major version; empty where it has none or it still changes. */
  public Optional<String> python(int major) {
    return Optional.of(major == 2 ? python2 : python3).filter(v -> !v.isEmpty());
  }

  /** Minor number of its glibc 2.x, 0 where it still changes. */
  public int glibcMinor() {
    return glibcMinor;
  }
}
