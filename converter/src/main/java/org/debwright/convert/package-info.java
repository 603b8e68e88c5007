/**
 * Wheel and target to {@code BinaryPackage}: names, versions, relations, files, scripts. Decides
 * only; writes nothing.
 */
@NullMarked
package org.debwright.convert;

import org.jspecify.annotations.NullMarked;
