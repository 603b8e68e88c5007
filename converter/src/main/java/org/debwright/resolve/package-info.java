/**
 * One solver over the candidates of a declared target; refusals are proofs. Sees the world through
 * ports only. What the distribution packages will join as further {@code Candidate}s of the same
 * projects, by a port beside {@link org.debwright.resolve.World}.
 */
@NullMarked
package org.debwright.resolve;

import org.jspecify.annotations.NullMarked;
