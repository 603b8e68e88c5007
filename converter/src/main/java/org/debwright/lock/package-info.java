/** The lock file {@code pylock.toml} (PEP 751): written, read and compared. */
@NullMarked
package org.debwright.lock;

import org.jspecify.annotations.NullMarked;
