package org.debwright.archive;

import java.util.List;
import java.util.Optional;

/**
 * One line, or one combination of a stanza, of apt's sources: sources.list(5).
 *
 * @param uri of the archive, ending in {@code /}
 * @param suite directory below {@code dists}
 * @param signedBy paths or fingerprints parted by blanks or commas, or a whole armored key; empty
 *     where every trusted key may sign
 * @param trusted empty where not said
 * @param checkValidUntil empty where not said
 */
record AptSource(
    String uri,
    String suite,
    List<String> components,
    String signedBy,
    Optional<Boolean> trusted,
    Optional<Boolean> checkValidUntil) {}
