/**
 * What the distribution has: Packages and Contents of a suite, as apt's configured sources give
 * them. Knows nothing of indexes.
 */
@NullMarked
package org.debwright.archive;

import org.jspecify.annotations.NullMarked;
