/**
 * One solver over the candidates of a declared target; refusals are proofs. Sees the world through
 * ports only.
 */
@NullMarked
package org.debwright.resolve;

import org.jspecify.annotations.NullMarked;
