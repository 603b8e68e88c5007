/**
 * What a transition is to do: the fate of each distribution, the engine's steps, and the manifest
 * that a rollback is measured by. Decides and writes to what it is told; changes no root.
 */
@NullMarked
package org.debwright.transition.plan;

import org.jspecify.annotations.NullMarked;
