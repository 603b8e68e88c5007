package org.debwright.transition.survey;

import java.util.Set;
import java.util.regex.Pattern;

/** Whose files exist to run pip, so that a call there is none that somebody has to replace. */
final class Tooling {
  // Debian's pip, venv and ensurepip, and what makes or fills environments.
  private static final Pattern PACKAGES =
      Pattern.compile(
          "python[23]?(?:\\.\\d+)?-(?:pip|pip-whl|venv|setuptools|setuptools-whl|pkg-resources"
              + "|virtualenv|build|installer|pep517|poetry|pipdeptree|pip-tools)|virtualenv|pipx|pipdeptree|pybuild-plugin-.*|dh-python|tox|nox");
  // Of the standard library, whoever installed it; test suites that packages ship; pip's own
  // commands.
  private static final Pattern PARTS =
      Pattern.compile(
          ".*/lib/python\\d\\.\\d+/(?:ensurepip|venv|distutils|lib2to3|test)/.*"
              + "|.*-packages/(?:[^/]+/)+tests?/.*"
              + "|.*/bin/(?:pip|easy_install)[-0-9.]*");
  private static final Pattern PIP_ITSELF =
      Pattern.compile(".*/(?:dist|site)-packages/pip(?:-[^/]*)?/.*");
  private static final Set<String> PROJECTS =
      Set.of(
          "pip", "setuptools", "distribute", "virtualenv", "pipx", "pip-tools", "pipenv", "build");

  private Tooling() {}

  /** Whether a file is a part of pip: what it says of itself is no call. */
  static boolean isPipItself(String path) {
    return path.contains("-packages/pip") && PIP_ITSELF.matcher(path).matches();
  }

  /** Whether a file exists to run pip, by where it lies. */
  static boolean isPart(String path) {
    return PARTS.matcher(path).matches();
  }

  static boolean isPackage(String name) {
    return PACKAGES.matcher(name).matches();
  }

  static boolean isProject(String name) {
    return PROJECTS.contains(name);
  }
}
