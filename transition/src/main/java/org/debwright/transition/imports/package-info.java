/**
 * The debt of a transition: what packages import and do not depend on, and which of our packages
 * the distribution has caught up with. Decides over archive and repository; changes nothing.
 */
@NullMarked
package org.debwright.transition.imports;

import org.jspecify.annotations.NullMarked;
