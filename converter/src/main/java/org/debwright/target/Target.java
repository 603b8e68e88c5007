package org.debwright.target;

import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.python.PythonTarget;

/**
 * What packages are made for. Declared, never taken from the running machine.
 *
 * @param releaseLabel ends the revision of every package, for example {@code deb12}; rises from
 *     suite to suite in dpkg's order
 */
public record Target(
    Suite suite, Architecture architecture, PythonTarget python, String releaseLabel) {}
