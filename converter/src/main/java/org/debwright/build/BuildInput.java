package org.debwright.build;

import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * One release file that a build's environment was made of.
 *
 * @param filename a wheel's, or a source distribution's that was built for it
 * @param url where it came from, without credentials
 * @param sha256 the file's
 */
public record BuildInput(
    ProjectName project, Pep440Version version, String filename, String url, Hash sha256) {}
