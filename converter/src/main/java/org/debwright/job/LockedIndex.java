package org.debwright.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.index.Distribution;
import org.debwright.index.Index;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;

/**
 * The addresses of a lock, and behind them the index that is configured here: where an address is
 * dead, it is asked for a file with the same hash.
 */
final class LockedIndex implements Index {
  // A wrong hash is none of them: then nothing else is tried.
  private static final Set<String> DEAD =
      Set.of(
          "index-file-missing",
          "index-unreachable",
          "index-forbidden",
          "index-failed",
          "index-redirect",
          "index-too-slow",
          "file-unreadable");

  private final Index addresses;
  private final Supplier<Optional<Index>> configured;
  private final Reporter reporter;

  /**
   * For one lock.
   *
   * @param addresses fetches what it is given the address of
   * @param configured opened when the first address is dead; empty where none is known
   */
  LockedIndex(Index addresses, Supplier<Optional<Index>> configured, Reporter reporter) {
    this.addresses = addresses;
    this.configured = configured;
    this.reporter = reporter;
  }

  @Override
  public List<Distribution> files(ProjectName project) {
    return addresses.files(project);
  }

  @Override
  public Optional<CoreMetadata> metadata(Distribution distribution) {
    return addresses.metadata(distribution);
  }

  @Override
  public Path fetch(Distribution distribution, Set<Hash> required) {
    try {
      return addresses.fetch(distribution, required);
    } catch (DebwrightException refusal) {
      if (!refusal.diagnostics().stream().map(Diagnostic::code).allMatch(DEAD::contains)) {
        throw refusal;
      }
      Distribution twin = twin(distribution).orElseThrow(() -> refusal);
      reporter.report(
          Diagnostic.note(
                  "lock-address-dead",
                  "`" + distribution.filename().filename() + "` is taken from the index")
              .because("the lock's address of it: " + refusal.diagnostics().get(0).why()));
      return addresses.fetch(twin, distribution.hashes());
    }
  }

  private Optional<Distribution> twin(Distribution wanted) {
    return configured
        .get()
        .flatMap(
            index ->
                index.files(wanted.filename().project()).stream()
                    .filter(file -> isSame(wanted, file))
                    .findFirst());
  }

  // An index need not tell hashes; then the name has to do until the file is fetched and proved.
  private static boolean isSame(Distribution wanted, Distribution offered) {
    return offered.hashes().stream().anyMatch(Hash::isStrong)
        ? offered.hashes().stream().anyMatch(hash -> wanted.hashes().contains(hash))
        : offered.filename().filename().equals(wanted.filename().filename());
  }
}
