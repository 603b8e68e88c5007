package org.debwright.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * Certificates and keys in PEM (RFC 7468), as OpenSSL takes them: any text between the blocks.
 *
 * @param text the whole content
 */
record PemFile(Path path, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private record Block(String label, String base64) {
    byte[] content() {
      return Base64.getMimeDecoder().decode(base64);
    }
  }

  /** Reads a file, or every file of a directory. Throws DebwrightException. */
  static PemFile read(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        return new PemFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
      }
      StringBuilder all = new StringBuilder();
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
        }
      }
      return new PemFile(path, all.toString());
    } catch (IOException unreadable) {
      throw broken(path, "it cannot be read");
    }
  }

  /** All certificates, in order, at least one. Throws DebwrightException. */
  List<Certificate> certificates() {
    List<Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks()) {
        if (block.label.endsWith("CERTIFICATE")) {
          found.add(factory.generateCertificate(new ByteArrayInputStream(block.content())));
        }
      }
    } catch (CertificateException malformed) {
      throw broken(path, "a certificate in it is malformed");
    }
    if (found.isEmpty()) {
      throw broken(path, "it holds no certificate in PEM");
    }
    return found;
  }

  /** The private key. Throws DebwrightException. */
  PrivateKey privateKey() {
    Optional<Block> key =
        blocks().stream().filter(block -> block.label.endsWith("PRIVATE KEY")).findFirst();
    Block block = key.orElseThrow(() -> broken(path, "it holds no private key in PEM"));
    byte[] pkcs8 =
        switch (block.label) {
          case "PRIVATE KEY" -> block.content();
          case "RSA PRIVATE KEY" -> Pkcs8.ofRsa(block.content());
          case "EC PRIVATE KEY" -> Pkcs8.ofEc(block.content());
          default -> throw broken(path, "its private key is encrypted or of an unknown kind");
        };
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException other) {
        // A key does not say outside which algorithm it is of: try the next.
      }
    }
    throw broken(path, "its private key is malformed");
  }

  private List<Block> blocks() {
    List<Block> found = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String body = matcher.group(2);
      // Encrypted keys in OpenSSL's old form have headers before the content.
      String label = body.contains("ENCRYPTED") ? "ENCRYPTED PRIVATE KEY" : matcher.group(1);
      found.add(new Block(label, body));
    }
    return found;
  }

  private static DebwrightException broken(Path path, String why) {
    return Diagnostic.error("certificate-file-invalid", "`" + path + "` cannot be used for TLS")
        .because(why)
        .mend("give a PEM file by `--cert` or `--client-cert`, or mend pip's configuration")
        .toException();
  }
}
