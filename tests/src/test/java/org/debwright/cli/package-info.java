/** A door into the command for tests that run it many times. */
@org.jspecify.annotations.NullMarked
package org.debwright.cli;
