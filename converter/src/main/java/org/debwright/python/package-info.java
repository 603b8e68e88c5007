/**
 * What Python packaging specifications define: versions, specifiers, requirements, markers, tags,
 * wheels, core metadata, entry points. Does no network I/O and knows nothing of Debian.
 */
@NullMarked
package org.debwright.python;

import org.jspecify.annotations.NullMarked;
