package org.debwright.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.debwright.archive.Transport.Validators;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.DebwrightException;

/**
 * What is known of a pocket since it was last looked at: its signed Release file or that there is
 * none. Kept as a stanza, and behind it a summary of the Release file, read only if the signature
 * was good by the same keyring.
 *
 * @param signed empty where the archive has no such suite
 * @param keyring stamp of the keyring by which the signature was good
 * @param checked when the archive was last asked
 */
record KnownRelease(
    Optional<SignedRelease> signed,
    String keyring,
    Instant checked,
    Validators validators,
    String summary) {
  private static final String MISSING = "missing";

  static KnownRelease missing(Instant checked) {
    return new KnownRelease(Optional.empty(), "", checked, Validators.NONE, "");
  }

  /** Of a Release file whose signature was just found good. */
  static KnownRelease of(
      SignedRelease verified, Keyring keyring, Instant checked, Validators validators) {
    return new KnownRelease(
        Optional.of(verified), keyring.stamp(), checked, validators, verified.release().summary());
  }

  KnownRelease withChecked(Instant now) {
    return new KnownRelease(signed, keyring, now, validators, summary);
  }

  boolean isMissing() {
    return signed.isEmpty();
  }

  SignedRelease held() {
    return signed.orElseThrow();
  }

  /** Whether the very file was found good by this keyring before. */
  boolean passed(Keyring keys) {
    return !summary.isEmpty() && keyring.equals(keys.stamp());
  }

  /** Empty where nothing is known, or any of it is gone or damaged. */
  static Optional<KnownRelease> read(Path directory) {
    try {
      List<Stanza> stanzas = Stanza.parseAll(Files.readString(directory.resolve("state")));
      Stanza stanza = stanzas.get(0);
      String form = stanza.get("Form").orElseThrow();
      Instant checked = Instant.ofEpochMilli(Long.parseLong(stanza.get("Checked").orElseThrow()));
      if (form.equals(MISSING)) {
        return Optional.of(missing(checked));
      }
      String sha256 = stanza.get("Sha256").orElseThrow();
      SignedRelease signed = SignedRelease.load(directory, form, sha256);
      KnownRelease known =
          new KnownRelease(
              Optional.of(signed),
              stanza.get("Keyring").orElse(""),
              checked,
              new Validators(stanza.get("Etag").orElse(""), stanza.get("Last-Modified").orElse("")),
              stanzas.size() > 1 ? stanzas.get(1).toString() : "");
      return Optional.of(known)
          .filter(k -> stanza.get("Stamp").equals(Optional.of(signed.stamp())));
    } catch (IOException
        | DebwrightException
        | NoSuchElementException
        | IndexOutOfBoundsException
        | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void write(Path directory) throws IOException {
    Stanza stanza =
        Stanza.empty()
            .with("Form", signed.map(SignedRelease::form).orElse(MISSING))
            .with("Sha256", signed.map(SignedRelease::sha256).orElse(""))
            .with("Stamp", signed.map(SignedRelease::stamp).orElse(""))
            .with("Keyring", keyring)
            .with("Checked", Long.toString(checked.toEpochMilli()))
            .with("Etag", validators.etag())
            .with("Last-Modified", validators.lastModified());
    byte[] text = (stanza + "\n" + summary).getBytes(StandardCharsets.UTF_8);
    ArchiveCache.publish(text, directory.resolve("state"));
  }
}
