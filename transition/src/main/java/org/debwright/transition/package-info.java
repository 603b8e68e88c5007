/**
 * A root file system leaves pip: what is there, what is to be done, the packages that do it on a
 * device. Knows Python's places on Debian and the engine's plan and journal; must not know how
 * packages are made of wheels, nor change a root itself: that is the engine's.
 */
@NullMarked
package org.debwright.transition;

import org.jspecify.annotations.NullMarked;
