/**
 * Man pages of commands, from what a distribution says of them. Knows of no package and no file.
 */
@NullMarked
package org.debwright.manual;

import org.jspecify.annotations.NullMarked;
