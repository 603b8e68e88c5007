package org.debwright.index;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.debwright.python.Pep440Version;

/**
 * The links of a page that are of one version, or, on a page of many projects, all of them.
 *
 * @param version empty where names are not read
 * @param entries may be read from the cache when asked for
 */
record LinkGroup(Optional<Pep440Version> version, Supplier<List<Linked>> entries) {
  /** The links, read. */
  List<Link> links() {
    return entries.get().stream().flatMap(entry -> entry.link().stream()).toList();
  }
}
