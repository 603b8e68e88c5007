/**
 * What Debian Policy and dpkg define: versions, relations, deb822 stanzas, names, architectures,
 * and the binary package as a value. Knows nothing of Python.
 */
@NullMarked
package org.debwright.debian;

import org.jspecify.annotations.NullMarked;
