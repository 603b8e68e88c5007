package org.debwright.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Hash;

/**
 * What a file's digests must be: all that its index says, and one of those the user requires.
 *
 * @param required empty where the user requires none
 */
record HashDemand(Distribution distribution, Set<Hash> required) {
  /** All hashes that have a say. */
  List<Hash> all() {
    List<Hash> all = new ArrayList<>(distribution.hashes());
    all.addAll(required);
    return all;
  }

  /** The SHA-256 the file must have, where exactly one is possible. */
  Optional<Hash> sha256() {
    Optional<Hash> said = only(distribution.hashes());
    return said.isPresent() || required.size() != 1 ? said : only(required);
  }

  /** Whether some strong hash proves the file. */
  boolean isStrong() {
    return distribution.hashes().stream().anyMatch(Hash::isStrong)
        || (!required.isEmpty() && required.stream().allMatch(Hash::isStrong));
  }

  /**
   * Compares.
   *
   * @param digests of the file, by algorithm
   * @throws org.debwright.diagnostic.DebwrightException where they differ
   */
  void check(Map<String, Hash> digests) {
    for (Hash said : distribution.hashes()) {
      Hash actual = digests.get(said.algorithm());
      if (actual != null && !actual.equals(said)) {
        throw mismatch("the index says `" + said + "`, the file has `" + actual + "`");
      }
    }
    if (!required.isEmpty()
        && required.stream().noneMatch(hash -> hash.equals(digests.get(hash.algorithm())))) {
      String wanted =
          required.stream()
              .sorted()
              .map(hash -> "`" + hash + "`")
              .collect(Collectors.joining(" or "));
      throw mismatch("required is " + wanted + ", the file has `" + actual(digests) + "`");
    }
  }

  private static String actual(Map<String, Hash> digests) {
    return FileStore.sha256(digests).toString();
  }

  private org.debwright.diagnostic.DebwrightException mismatch(String why) {
    String name = distribution.filename().filename();
    return Diagnostic.error("hash-mismatch", "`" + name + "` is not the file that was meant")
        .because(why + "; it came from `" + distribution.displayUrl() + "`")
        .mend("do not use it; if the change is known and meant, lock again")
        .toException();
  }

  private static Optional<Hash> only(Set<Hash> hashes) {
    List<Hash> found = hashes.stream().filter(hash -> hash.algorithm().equals("sha256")).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
