package org.debwright.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.debwright.archive.Transport.Answer;
import org.debwright.archive.Transport.Validators;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/**
 * Gets the signed Release file of a pocket: from the cache while it is fresh, else from the
 * archive; verified either way before anything in it is believed.
 */
final class ReleaseStore {
  /** How long an answer is taken without asking again; uv's for package indexes. */
  static final Duration FRESH = Duration.ofMinutes(10);

  // Debian's largest is 200 kB.
  private static final long LARGEST = 64L << 20;

  private final ArchiveCache cache;
  private final Transport transport;
  private final SignatureCheck signatures;
  private final AptConfiguration apt;
  private final Clock clock;
  private final Reporter reporter;
  private final boolean offline;

  ReleaseStore(
      ArchiveCache cache,
      Transport transport,
      SignatureCheck signatures,
      AptConfiguration apt,
      ArchiveAccess access,
      boolean offline) {
    this.cache = cache;
    this.transport = transport;
    this.signatures = signatures;
    this.apt = apt;
    this.clock = access.clock();
    this.reporter = access.reporter();
    this.offline = offline;
  }

  /** Whether the archive is asked even while the cached answer is fresh. */
  enum Revalidation {
    /** After {@link #FRESH}. */
    WHEN_STALE,
    /** Now: an index file turned out not to be what the cached answer says. */
    NOW
  }

  /**
   * The Release file; empty where the archive has no such suite.
   *
   * @throws DebwrightException if it cannot be had or must not be believed
   */
  Optional<SignedRelease> get(Pocket pocket, Revalidation revalidation) {
    try {
      Path directory = cache.releases(pocket);
      Optional<KnownRelease> known = KnownRelease.read(directory);
      Instant now = clock.instant();
      boolean fresh = revalidation == Revalidation.WHEN_STALE && isFresh(known, now);
      Optional<SignedRelease> found =
          offline || fresh ? cached(pocket, directory, known) : refreshed(pocket, directory, known);
      found.ifPresent(f -> checkDates(pocket, f.release(), now));
      return found;
    } catch (IOException e) {
      throw ArchiveCache.unusable(e);
    }
  }

  private static boolean isFresh(Optional<KnownRelease> known, Instant now) {
    return known.isPresent()
        && Duration.between(known.get().checked(), now).abs().compareTo(FRESH) < 0;
  }

  /** Whether {@link #get} would answer from the cache. */
  boolean isFresh(Pocket pocket) {
    return isFresh(KnownRelease.read(cache.releases(pocket)), clock.instant());
  }

  private Optional<SignedRelease> cached(
      Pocket pocket, Path directory, Optional<KnownRelease> known) throws IOException {
    if (known.isEmpty()) {
      throw Diagnostic.error(
              "archive-offline", "`" + pocket.suite() + "` of the archive is not in the cache")
          .because("nothing is fetched with `--offline`")
          .toException();
    }
    if (offline) {
      reporter.report(
          Diagnostic.warning(
                  "archive-stale",
                  "`" + pocket.suite() + "` of the archive is taken from the cache")
              .because("last looked at " + known.get().checked()));
    }
    return known.get().isMissing()
        ? Optional.empty()
        : Optional.of(load(pocket, directory, known.get()));
  }

  /** Reads what is cached; the signature is checked again unless the same file passed before. */
  private SignedRelease load(Pocket pocket, Path directory, KnownRelease known) throws IOException {
    SignedRelease signed = known.held();
    if (known.passed(pocket.keyring())) {
      return signed.parsedBefore(known.summary());
    }
    SignedRelease verified = verified(pocket, signed);
    KnownRelease.of(verified, pocket.keyring(), known.checked(), known.validators())
        .write(directory);
    return verified;
  }

  private Optional<SignedRelease> refreshed(
      Pocket pocket, Path directory, Optional<KnownRelease> known) throws IOException {
    Path into = ArchiveCache.beside(directory.resolve("InRelease"));
    try {
      Validators validators = known.map(KnownRelease::validators).orElse(Validators.NONE);
      Answer answer =
          transport.fetch(pocket.resolve("InRelease"), validators, into, LARGEST, n -> {});
      if (answer instanceof Answer.Fetched fetched) {
        SignedRelease signed = SignedRelease.inline(Files.readAllBytes(into));
        return Optional.of(accept(pocket, directory, known, signed, fetched.validators()));
      }
      if (answer instanceof Answer.Unchanged && known.isPresent()) {
        KnownRelease unchanged = known.get().withChecked(clock.instant());
        unchanged.write(directory);
        return Optional.of(load(pocket, directory, unchanged));
      }
      return detached(pocket, directory, known, into);
    } catch (IOException e) {
      return fallBack(pocket, directory, known, e);
    } finally {
      Files.deleteIfExists(into);
    }
  }

  /** Older archives have {@code Release} with {@code Release.gpg} instead. */
  private Optional<SignedRelease> detached(
      Pocket pocket, Path directory, Optional<KnownRelease> known, Path into) throws IOException {
    Answer answer =
        transport.fetch(pocket.resolve("Release"), Validators.NONE, into, LARGEST, n -> {});
    if (answer instanceof Answer.Missing) {
      // A needed suite is asked for again each time: this may be a mirror's passing fault.
      if (pocket.necessity() == Pocket.Necessity.REQUIRED) {
        return Optional.empty();
      }
      KnownRelease.missing(clock.instant()).write(directory);
      return Optional.empty();
    }
    byte[] release = Files.readAllBytes(into);
    Answer second =
        transport.fetch(pocket.resolve("Release.gpg"), Validators.NONE, into, LARGEST, n -> {});
    byte[] signature = second instanceof Answer.Fetched ? Files.readAllBytes(into) : new byte[0];
    SignedRelease signed = SignedRelease.detached(release, signature);
    return Optional.of(accept(pocket, directory, known, signed, Validators.NONE));
  }

  private SignedRelease accept(
      Pocket pocket,
      Path directory,
      Optional<KnownRelease> known,
      SignedRelease fetched,
      Validators validators)
      throws IOException {
    SignedRelease signed = verified(pocket, fetched);
    if (known.isPresent() && !known.get().isMissing()) {
      SignedRelease before = load(pocket, directory, known.get());
      if (isOlder(signed.release(), before.release())) {
        reporter.report(
            Diagnostic.warning(
                    "archive-went-back",
                    "`" + pocket.suite() + "` of the archive is older than what was seen before")
                .because("as apt does, the newer one is kept"));
        return before;
      }
    }
    signed.write(directory);
    KnownRelease.of(signed, pocket.keyring(), clock.instant(), validators).write(directory);
    return signed;
  }

  private static boolean isOlder(Release fetched, Release before) {
    return fetched.date().isPresent()
        && before.date().isPresent()
        && fetched.date().get().isBefore(before.date().get());
  }

  private Optional<SignedRelease> fallBack(
      Pocket pocket, Path directory, Optional<KnownRelease> known, IOException cause)
      throws IOException {
    if (known.isEmpty()) {
      throw new DebwrightException(
          Diagnostic.error(
                  "archive-unreachable", "the archive `" + pocket.shown() + "` cannot be reached")
              .because(cause.getClass().getSimpleName() + ": " + cause.getMessage()),
          cause);
    }
    reporter.report(
        Diagnostic.warning(
                "archive-stale", "`" + pocket.suite() + "` of the archive is taken from the cache")
            .because(
                "`" + pocket.shown() + "` cannot be reached, last seen " + known.get().checked()));
    return known.get().isMissing()
        ? Optional.empty()
        : Optional.of(load(pocket, directory, known.get()));
  }

  private SignedRelease verified(Pocket pocket, SignedRelease signed) throws IOException {
    if (pocket.trust() == Pocket.Trust.SIGNED) {
      Optional<String> refusal = signed.refusal(signatures, pocket.keyring());
      if (refusal.isPresent()) {
        throw Diagnostic.error(
                "archive-signature-refused",
                "`" + pocket.suite() + "` of `" + pocket.shown() + "` is not signed as it must be")
            .because(refusal.get())
            .mend(
                "name the keyring of that archive: `--archive-keyring FILE`, of a further one `[signed-by=FILE]`")
            .toException();
      }
    }
    SignedRelease parsed = signed.parsed();
    if (!parsed.release().isCalled(pocket.suite())) {
      throw Diagnostic.error(
              "archive-suite-mismatch",
              "`" + pocket.shown() + "` answers with another suite than `" + pocket.suite() + "`")
          .because(
              "its Release file says suite `"
                  + parsed.release().suite()
                  + "`, codename `"
                  + parsed.release().codename()
                  + "`")
          .toException();
    }
    return parsed;
  }

  /** apt's {@code Acquire::Check-Valid-Until}. */
  private void checkDates(Pocket pocket, Release release, Instant now) {
    if (release.validUntil().isEmpty() || !release.validUntil().get().isBefore(now)) {
      return;
    }
    String what = "`" + pocket.suite() + "` of `" + pocket.shown() + "` has expired";
    String since = "it was valid until " + release.validUntil().get();
    boolean checks =
        pocket.checkValidUntil().orElseGet(() -> apt.flag("Acquire::Check-Valid-Until", true));
    if (checks && !offline) {
      throw Diagnostic.error("archive-expired", what).because(since).toException();
    }
    reporter.report(
        Diagnostic.warning("archive-expired", what)
            .because(since + ", and it is used since dates are not to be checked"));
  }
}
