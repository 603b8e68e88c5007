/** Source distribution or project directory to wheel, with the target's own interpreter. */
@NullMarked
package org.debwright.build;

import org.jspecify.annotations.NullMarked;
