package org.debwright.job;

import org.debwright.python.Wheel;
import org.debwright.resolve.Resolution.Pinned;

/**
 * A wheel that a package is made of, open until the package is written.
 *
 * @param fromSource whether it was built here
 */
record Ingredient(Pinned pinned, Wheel wheel, boolean fromSource) {}
