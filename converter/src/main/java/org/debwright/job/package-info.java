/**
 * The main job end to end: requirements to a published repository, each step a value, behind one
 * plan that can be printed or carried out.
 */
@NullMarked
package org.debwright.job;

import org.jspecify.annotations.NullMarked;
