package org.debwright.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.debwright.archive.Transport.Answer;
import org.debwright.archive.Transport.Validators;
import org.debwright.debian.Stanza;
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
  private final Clock clock;
  private final Reporter reporter;
  private final boolean offline;

  ReleaseStore(
      ArchiveCache cache,
      Transport transport,
      SignatureCheck signatures,
      ArchiveAccess access,
      boolean offline) {
    this.cache = cache;
    this.transport = transport;
    this.signatures = signatures;
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
      Optional<Known> known = Known.read(directory);
      Instant now = clock.instant();
      boolean usable = known.isPresent() && isUsable(directory, known.get());
      boolean fresh =
          usable
              && revalidation == Revalidation.WHEN_STALE
              && Duration.between(known.get().checked(), now).abs().compareTo(FRESH) < 0;
      Optional<SignedRelease> found =
          offline || fresh
              ? cached(pocket, directory, known.filter(k -> usable))
              : refreshed(pocket, directory, known.filter(k -> usable));
      found.ifPresent(f -> checkDates(pocket, f.release(), now));
      return found;
    } catch (IOException e) {
      throw ArchiveCache.unusable(e);
    }
  }

  private Optional<SignedRelease> cached(Pocket pocket, Path directory, Optional<Known> known)
      throws IOException {
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
  private SignedRelease load(Pocket pocket, Path directory, Known known) throws IOException {
    SignedRelease signed = known.load(directory);
    boolean passed =
        signed.sha256().equals(known.sha256())
            && known.keyring().equals(ArchiveCache.sha256(pocket.keyring().content()));
    return passed ? signed.parsed() : verified(pocket, signed);
  }

  private Optional<SignedRelease> refreshed(Pocket pocket, Path directory, Optional<Known> known)
      throws IOException {
    Path into = ArchiveCache.beside(directory.resolve("InRelease"));
    try {
      Validators validators = known.map(Known::validators).orElse(Validators.NONE);
      Answer answer =
          transport.fetch(pocket.resolve("InRelease"), validators, into, LARGEST, n -> {});
      if (answer instanceof Answer.Fetched fetched) {
        SignedRelease signed = SignedRelease.inline(Files.readAllBytes(into));
        return Optional.of(accept(pocket, directory, known, signed, fetched.validators()));
      }
      if (answer instanceof Answer.Unchanged && known.isPresent()) {
        known.get().withChecked(clock.instant()).write(directory);
        return Optional.of(load(pocket, directory, known.get()));
      }
      return detached(pocket, directory, known, into);
    } catch (IOException e) {
      return fallBack(pocket, directory, known, e);
    } finally {
      Files.deleteIfExists(into);
    }
  }

  /** Whether what is known is still there and whole; any of the cache may be gone. */
  private static boolean isUsable(Path directory, Known known) {
    try {
      return known.isMissing() || known.load(directory).sha256().equals(known.sha256());
    } catch (IOException e) {
      return false;
    }
  }

  /** Older archives have {@code Release} with {@code Release.gpg} instead. */
  private Optional<SignedRelease> detached(
      Pocket pocket, Path directory, Optional<Known> known, Path into) throws IOException {
    Answer answer =
        transport.fetch(pocket.resolve("Release"), Validators.NONE, into, LARGEST, n -> {});
    if (answer instanceof Answer.Missing) {
      Known.missing(clock.instant()).write(directory);
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
      Optional<Known> known,
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
    new Known(
            signed.form(),
            signed.sha256(),
            ArchiveCache.sha256(pocket.keyring().content()),
            clock.instant(),
            validators)
        .write(directory);
    return signed;
  }

  private static boolean isOlder(Release fetched, Release before) {
    return fetched.date().isPresent()
        && before.date().isPresent()
        && fetched.date().get().isBefore(before.date().get());
  }

  private Optional<SignedRelease> fallBack(
      Pocket pocket, Path directory, Optional<Known> known, IOException cause) throws IOException {
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
            .mend("name the keyring of that archive: `--archive-keyring FILE`")
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
    if (pocket.checkValidUntil() && !offline) {
      throw Diagnostic.error("archive-expired", what).because(since).toException();
    }
    reporter.report(
        Diagnostic.warning("archive-expired", what)
            .because(since + ", and it is used since dates are not to be checked"));
  }

  /** What is known of a pocket since it was last looked at. */
  private record Known(
      String form, String sha256, String keyring, Instant checked, Validators validators) {
    static final String MISSING = "missing";

    static Known missing(Instant checked) {
      return new Known(MISSING, "", "", checked, Validators.NONE);
    }

    boolean isMissing() {
      return form.equals(MISSING);
    }

    Known withChecked(Instant now) {
      return new Known(form, sha256, keyring, now, validators);
    }

    /** Empty where nothing is known, or not readably. */
    static Optional<Known> read(Path directory) {
      try {
        Stanza stanza = Stanza.parse(Files.readString(directory.resolve("state")));
        return Optional.of(
            new Known(
                stanza.get("Form").orElseThrow(),
                stanza.get("Sha256").orElse(""),
                stanza.get("Keyring").orElse(""),
                Instant.ofEpochMilli(Long.parseLong(stanza.get("Checked").orElseThrow())),
                new Validators(
                    stanza.get("Etag").orElse(""), stanza.get("Last-Modified").orElse(""))));
      } catch (IOException
          | DebwrightException
          | java.util.NoSuchElementException
          | NumberFormatException e) {
        return Optional.empty();
      }
    }

    void write(Path directory) throws IOException {
      Stanza stanza =
          Stanza.empty()
              .with("Form", form)
              .with("Sha256", sha256)
              .with("Keyring", keyring)
              .with("Checked", Long.toString(checked.toEpochMilli()))
              .with("Etag", validators.etag())
              .with("Last-Modified", validators.lastModified());
      ArchiveCache.publish(
          stanza.toString().getBytes(StandardCharsets.UTF_8), directory.resolve("state"));
    }

    SignedRelease load(Path directory) throws IOException {
      return SignedRelease.load(directory, form, sha256);
    }
  }
}
