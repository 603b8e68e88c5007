/**
 * What a package is made for: a suite, an architecture and a Python, declared and never taken from
 * the running machine.
 */
@NullMarked
package org.debwright.target;

import org.jspecify.annotations.NullMarked;
