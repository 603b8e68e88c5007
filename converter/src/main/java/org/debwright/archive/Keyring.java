package org.debwright.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.diagnostic.Diagnostic;

/**
 * The keys that may sign an archive: key files, and where {@code Signed-By} names some,
 * fingerprints to which they are narrowed.
 */
final class Keyring {
  private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
  private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{16,40}!?");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  private final byte[] content;
  private final Set<String> fingerprints;

  private Keyring(byte[] content, Set<String> fingerprints) {
    this.content = content;
    this.fingerprints = Set.copyOf(fingerprints);
  }

  /**
   * Of apt's {@code Signed-By}: key files, fingerprints of trusted keys, or an armored key itself.
   * Where it is empty every key of {@code otherwise} may sign.
   */
  static Keyring signedBy(String signedBy, List<Path> otherwise) {
    if (signedBy.contains(BEGIN)) {
      return new Keyring(dearmored(signedBy.getBytes(StandardCharsets.UTF_8)), Set.of());
    }
    List<Path> files = new ArrayList<>();
    Set<String> fingerprints = new LinkedHashSet<>();
    for (String word : SEPARATOR.split(signedBy.strip(), -1)) {
      if (word.startsWith("/")) {
        files.add(Path.of(word));
      } else if (FINGERPRINT.matcher(word).matches()) {
        fingerprints.add(word.replace("!", "").toUpperCase(Locale.ROOT));
      }
    }
    return new Keyring(joined(files.isEmpty() ? otherwise : files), fingerprints);
  }

  /** Of key files, armored or not. */
  static Keyring of(List<Path> files) {
    return new Keyring(joined(files), Set.of());
  }

  /** Both together. */
  Keyring and(List<Path> files) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(content);
    both.writeBytes(joined(files));
    return new Keyring(both.toByteArray(), fingerprints);
  }

  private static byte[] joined(List<Path> files) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Path file : files) {
      try {
        joined.writeBytes(dearmored(Files.readAllBytes(file)));
      } catch (IOException e) {
        throw Diagnostic.error("archive-keyring-unreadable", "keyring `" + file + "` is unreadable")
            .because(String.valueOf(e.getMessage()))
            .toException();
      }
    }
    return joined.toByteArray();
  }

  /** RFC 4880, 6.2: what stands between the armor's blank line and its checksum. */
  private static byte[] dearmored(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    if (!text.contains(BEGIN)) {
      return file;
    }
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    boolean inside = false;
    StringBuilder body = new StringBuilder();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.equals(BEGIN)) {
        inside = true;
        body.setLength(0);
      } else if (line.equals(END)) {
        inside = false;
        keys.writeBytes(decoded(body.toString()));
      } else if (inside && !line.contains(":") && !line.startsWith("=")) {
        body.append(line.equals(".") ? "" : line);
      }
    }
    return keys.toByteArray();
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Diagnostic.error("archive-keyring-unreadable", "an armored archive key is damaged")
          .because(String.valueOf(e.getMessage()))
          .toException();
    }
  }

  /** Keys as gpgv reads them, one after the other. */
  byte[] content() {
    return content.clone();
  }

  /** Tells a changed keyring from the same one; not meant to withstand anyone. */
  String stamp() {
    return ArchiveCache.stamp(content)
        + fingerprints.stream().sorted().map(f -> "-" + f).collect(Collectors.joining());
  }

  /** Whether the key of this fingerprint, or one of its subkeys, may sign. */
  boolean admits(String fingerprint) {
    return fingerprints.isEmpty() || fingerprints.stream().anyMatch(fingerprint::endsWith);
  }

  boolean isEmpty() {
    return content.length == 0;
  }
}
