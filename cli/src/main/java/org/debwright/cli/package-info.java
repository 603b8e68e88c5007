/**
 * The only door: commands, rendering, progress, exit codes. Only here is anything printed, or the
 * environment read.
 */
@NullMarked
package org.debwright.cli;

import org.jspecify.annotations.NullMarked;
