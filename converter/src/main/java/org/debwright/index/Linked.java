package org.debwright.index;

import java.util.Optional;

/** What a page says of one file: read already, or as it stands there. */
sealed interface Linked permits Link, Anchor {
  /** What is said; empty where it leads to no file. */
  Optional<Link> link();
}
