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

  private SignedRelease(String form, byte[] content, byte[] signature, Optional<Release> release) {
    this.form = form;
    this.content = content;
    this.signature = signature;
    this.release = release;
  }

  /** An {@code InRelease} file. */
  static SignedRelease inline(byte[] content) {
    return new SignedRelease(INLINE, content, new byte[0], Optional.empty());
  }

  /** A {@code Release} file with {@code Release.gpg}. */
  static SignedRelease detached(byte[] content, byte[] signature) {
    return new SignedRelease(DETACHED, content, signature, Optional.empty());
  }

  /** As {@link #write} left it. */
  static SignedRelease load(Path directory, String form, String sha256) throws IOException {
    byte[] content = Files.readAllBytes(directory.resolve(sha256));
    return form.equals(DETACHED)
        ? detached(content, Files.readAllBytes(directory.resolve(sha256 + ".gpg")))
        : inline(content);
  }

  void write(Path directory) throws IOException {
    if (form.equals(DETACHED)) {
      ArchiveCache.publish(signature, directory.resolve(sha256() + ".gpg"));
    }
    ArchiveCache.publish(content, directory.resolve(sha256()));
  }

  String form() {
    return form;
  }

  String sha256() {
    return ArchiveCache.sha256(content);
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
    return new SignedRelease(form, content, signature, Optional.of(parsed));
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
