/**
 * Black-box scenarios: the built command, run as a user runs it, against real dpkg, apt, gpg and
 * pip. Knows the command line and what it leaves on disk; must not know the classes behind it.
 */
@NullMarked
package org.debwright.tests;

import org.jspecify.annotations.NullMarked;
