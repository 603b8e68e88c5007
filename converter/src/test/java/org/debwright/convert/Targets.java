package org.debwright.convert;

import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;
import org.debwright.target.Target;

/** Targets for tests. */
final class Targets {
  static final Target BOOKWORM =
      new Target(
          new Suite("bookworm"),
          Architecture.parse("amd64"),
          PythonTarget.of(new PythonVersion(3, 11), "3.11.2", "x86_64", 36),
          "deb12");
  static final Target BULLSEYE_PYTHON2 =
      new Target(
          new Suite("bullseye"),
          Architecture.parse("amd64"),
          PythonTarget.of(new PythonVersion(2, 7), "2.7.18", "x86_64", 31),
          "deb11");

  private Targets() {}
}
