package org.debwright.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.debwright.diagnostic.Diagnostic;

/** A Release file with its signature, in one of the two forms apt knows. */
final class SignedRelease {
  private static final String INLINE = "inline";
  private static final String DETACHED = "detached";

  private final String form;
  private final byte[] content;
  private final byte[] signature;
  private final Optional<Release> release;
  private final String sha256;

  private SignedRelease(
      String form, byte[] content, byte[] signature, String sha256, Optional<Release> release) {
    this.form = form;
    this.sha256 = sha256;
    this.content = content;
    this.signature = signature;
    this.release = release;
  }

  /** An {@code InRelease} file. */
  static SignedRelease inline(byte[] content) {
    return new SignedRelease(
        INLINE, content, new byte[0], ArchiveCache.sha256(content), Optional.empty());
  }

  /** A {@code Release} file with {@code Release.gpg}. */
  static SignedRelease detached(byte[] content, byte[] signature) {
    return new SignedRelease(
        DETACHED, content, signature, ArchiveCache.sha256(content), Optional.empty());
  }

  /** As {@link #write} left it; compare its {@link #stamp}. */
  static SignedRelease load(Path directory, String form, String sha256) throws IOException {
    byte[] content = Files.readAllBytes(directory.resolve(sha256));
    byte[] signature =
        form.equals(DETACHED)
            ? Files.readAllBytes(directory.resolve(sha256 + ".gpg"))
            : new byte[0];
    return new SignedRelease(form, content, signature, sha256, Optional.empty());
  }

  void write(Path directory) throws IOException {
    if (form.equals(DETACHED)) {
      ArchiveCache.publish(signature, directory.resolve(sha256() + ".gpg"));
    }
    ArchiveCache.publish(content, directory.resolve(sha256()));
  }

  /** Tells a damaged file; a SHA-256 of it costs a short run more than all the rest. */
  String stamp() {
    return ArchiveCache.stamp(content) + ArchiveCache.stamp(signature);
  }

  String form() {
    return form;
  }

  String sha256() {
    return sha256;
  }

  /** The reason why its signature does not count, empty where it does. */
  Optional<String> refusal(SignatureCheck check, Keyring keyring) throws IOException {
    return form.equals(DETACHED)
        ? check.refusalOfDetached(content, signature, keyring)
        : check.refusalOfInline(content, keyring);
  }

  /** With its text read; call it once the signature was checked. */
  SignedRelease parsed() {
    byte[] text =
        form.equals(DETACHED)
            ? content
            : SignatureCheck.signedPart(content)
                .orElseThrow(
                    () ->
                        Diagnostic.error("archive-release-invalid", "an InRelease file is damaged")
                            .toException());
    Release parsed = Release.parse(new String(text, StandardCharsets.UTF_8));
    return new SignedRelease(form, content, signature, sha256, Optional.of(parsed));
  }

  /** With its text as it was read before, after the signature was checked. */
  SignedRelease parsedBefore(String summary) {
    return new SignedRelease(form, content, signature, sha256, Optional.of(Release.parse(summary)));
  }

  Release release() {
    return release.orElseThrow();
  }

  /** Its files by the name apt knows them by. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    if (form.equals(DETACHED)) {
      files.put("Release", content);
      files.put("Release.gpg", signature);
    } else {
      files.put("InRelease", content);
    }
    return files;
  }
}
