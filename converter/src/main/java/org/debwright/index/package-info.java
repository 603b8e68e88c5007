/**
 * What exists on the Python side: the Simple API, metadata files, local directories, pip's
 * configuration, and the cache of all of it. Knows nothing of Debian.
 */
@NullMarked
package org.debwright.index;

import org.jspecify.annotations.NullMarked;
