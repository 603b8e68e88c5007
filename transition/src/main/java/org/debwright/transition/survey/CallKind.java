package org.debwright.transition.survey;

/** What kind of file calls pip. */
public enum CallKind {
  /** A shell script. */
  SHELL("shell script"),
  /** A unit of systemd. */
  UNIT("systemd unit"),
  /** A table or a directory of cron. */
  CRON("cron"),
  /** Python source. */
  PYTHON("Python"),
  /** A maintainer script of an installed package. */
  MAINTAINER_SCRIPT("maintainer script"),
  /** A file of make. */
  MAKEFILE("Makefile"),
  /** What runs at the end of boot. */
  RC_LOCAL("rc.local"),
  /** A hook of apt or dpkg, a rule of udev, a menu entry, a supervisor's program. */
  HOOK("hook");

  private final String word;

  CallKind(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
