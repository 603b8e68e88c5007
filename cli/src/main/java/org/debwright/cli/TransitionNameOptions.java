package org.debwright.cli;

import org.debwright.transition.TransitionNames;
import org.debwright.transition.TransitionNames.Pythons;
import picocli.CommandLine.Option;

/** What a transition is called on a device. */
final class TransitionNameOptions {
  @Option(
      names = "--name",
      paramLabel = "PACKAGE",
      defaultValue = "debwright-transition",
      description =
          "the package that owns the line and the engine (${DEFAULT-VALUE}); its state is in"
              + " /var/lib/PACKAGE")
  String name = TransitionNames.USUAL.compat().value();

  @Option(
      names = "--pth",
      paramLabel = "FILE",
      defaultValue = "zz-debwright-transition.pth",
      description = "file name of the line (${DEFAULT-VALUE})")
  String line = TransitionNames.USUAL.line();

  @Option(
      names = "--fallback-suffix",
      paramLabel = "WORD",
      defaultValue = "pip-fallback",
      description = "pip's directory moves to dist-packages.WORD (${DEFAULT-VALUE})")
  String suffix = TransitionNames.USUAL.suffix();

  @Option(names = "--python2", description = "for Python 2.7 too")
  boolean python2;

  /** The names, checked. */
  TransitionNames names() {
    return TransitionNames.of(name, line, suffix, python2 ? Pythons.TWO_AND_THREE : Pythons.THREE);
  }
}
