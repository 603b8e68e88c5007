/**
 * What a root file system holds of Python beside its packages: interpreters, legacy places,
 * distributions, calls of pip. Reads and never runs anything of that root, and never changes it.
 */
@NullMarked
package org.debwright.transition.survey;

import org.jspecify.annotations.NullMarked;
