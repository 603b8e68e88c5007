/** Pool, suites, Release files, signatures: what apt reads. */
@NullMarked
package org.debwright.repository;

import org.jspecify.annotations.NullMarked;
