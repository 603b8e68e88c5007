/**
 * Whether a root that left pip is as it should be: what calls pip, what nobody has, what is broken,
 * what is not as pinned. Knows nothing of how a root is changed; runs nothing of it.
 */
@NullMarked
package org.debwright.transition.verify;

import org.jspecify.annotations.NullMarked;
