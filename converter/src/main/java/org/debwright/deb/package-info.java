/** {@code BinaryPackage} to {@code .deb}, the same bytes every time. */
@NullMarked
package org.debwright.deb;

import org.jspecify.annotations.NullMarked;
