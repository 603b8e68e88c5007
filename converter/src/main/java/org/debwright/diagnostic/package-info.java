/**
 * What went wrong, why, and what to do about it, as data. Knows nothing of Python, Debian or
 * terminals.
 */
@NullMarked
package org.debwright.diagnostic;

import org.jspecify.annotations.NullMarked;
