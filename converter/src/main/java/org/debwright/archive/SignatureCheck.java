package org.debwright.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.Diagnostic;

/**
 * Checks the signature of a Release file with {@code gpgv}, and takes it as apt does: at least one
 * good signature by a key of the keyring, none that is bad, and nothing outside the signed part.
 */
final class SignatureCheck {
  private static final String BEGIN_MESSAGE = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String END_SIGNATURE = "-----END PGP SIGNATURE-----";
  private static final Pattern STATUS =
      Pattern.compile("^\\[GNUPG:\\] (\\w+) ?(.*)$", Pattern.MULTILINE);

  private final Command command;

  SignatureCheck(Map<String, String> environment) {
    this.command = new Command(environment);
  }

  /**
   * The reason to refuse an {@code InRelease} file, empty where it is well signed.
   *
   * @throws IOException if files cannot be written
   */
  Optional<String> refusalOfInline(byte[] signed, Keyring keyring) throws IOException {
    if (signedPart(signed).isEmpty()) {
      return Optional.of("it is not one whole signed message and nothing else");
    }
    return refusal(keyring, Map.of("InRelease", signed), List.of("InRelease"));
  }

  /**
   * The reason to refuse a {@code Release} file with its {@code Release.gpg}.
   *
   * @throws IOException if files cannot be written
   */
  Optional<String> refusalOfDetached(byte[] release, byte[] signature, Keyring keyring)
      throws IOException {
    return refusal(
        keyring,
        Map.of("Release.gpg", signature, "Release", release),
        List.of("Release.gpg", "Release"));
  }

  private Optional<String> refusal(
      Keyring keyring, Map<String, byte[]> files, List<String> arguments) throws IOException {
    Path directory = Files.createTempDirectory("debwright-gpgv");
    try {
      Path keys = Files.write(directory.resolve("keyring.gpg"), keyring.content());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(directory.resolve(file.getKey()), file.getValue());
      }
      List<String> gpgv = new ArrayList<>(List.of("gpgv", "--homedir", directory.toString()));
      gpgv.addAll(List.of("--weak-digest", "SHA1", "--status-fd", "1"));
      gpgv.addAll(List.of("--keyring", keys.toString()));
      arguments.forEach(a -> gpgv.add(directory.resolve(a).toString()));
      return judge(run(gpgv), keyring);
    } finally {
      deleteAll(directory);
    }
  }

  private Command.Output run(List<String> gpgv) {
    try {
      return command.run(gpgv);
    } catch (IOException e) {
      throw Diagnostic.error("gpgv-missing", "`gpgv` cannot be run")
          .because("archives are believed only when their signature was checked with it")
          .mend("install it: `apt install gpgv`")
          .toException();
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        Files.deleteIfExists(entry);
      }
    }
    Files.deleteIfExists(directory);
  }

  /**
   * gpgv's exit status says failure also for one unknown key among several; its status lines count.
   */
  private static Optional<String> judge(Command.Output output, Keyring keyring) {
    boolean good = false;
    boolean pendingGood = false;
    List<String> unknown = new ArrayList<>();
    Matcher status = STATUS.matcher(output.out());
    while (status.find()) {
      String argument = status.group(2);
      switch (status.group(1)) {
        case "BADSIG" -> {
          return Optional.of("a signature is wrong: the file was changed after it was signed");
        }
        case "NEWSIG" -> pendingGood = false;
        case "GOODSIG" -> pendingGood = true;
        case "VALIDSIG" -> good |= pendingGood && admits(keyring, argument);
        case "EXPKEYSIG" -> unknown.add("expired key " + firstWord(argument));
        case "REVKEYSIG" -> unknown.add("revoked key " + firstWord(argument));
        case "NO_PUBKEY" -> unknown.add("unknown key " + firstWord(argument));
        default -> {}
      }
    }
    if (good) {
      return Optional.empty();
    }
    return Optional.of(
        "no key of the keyring signed it"
            + (unknown.isEmpty() ? "" : "; it is signed by " + String.join(", ", unknown)));
  }

  /** VALIDSIG begins with the signing key's fingerprint and ends with its primary key's. */
  private static boolean admits(Keyring keyring, String validSignature) {
    String primary = validSignature.substring(validSignature.lastIndexOf(' ') + 1);
    return keyring.admits(firstWord(validSignature)) || keyring.admits(primary);
  }

  private static String firstWord(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space);
  }

  /**
   * The text of a clear-signed message (RFC 4880, 7), dash escapes undone; empty where the file is
   * anything but one message.
   */
  static Optional<byte[]> signedPart(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    List<String> lines = text.lines().toList();
    int blank = lines.indexOf("");
    int signature = lines.indexOf(BEGIN_SIGNATURE);
    int end = lines.lastIndexOf(END_SIGNATURE);
    boolean whole =
        !lines.isEmpty()
            && lines.get(0).equals(BEGIN_MESSAGE)
            && lines.lastIndexOf(BEGIN_MESSAGE) == 0
            && lines.subList(1, Math.max(blank, 1)).stream().allMatch(l -> l.startsWith("Hash: "))
            && 0 < blank
            && blank < signature
            && lines.lastIndexOf(BEGIN_SIGNATURE) == signature
            && lines.indexOf(END_SIGNATURE) == end
            && signature < end
            && lines.subList(end + 1, lines.size()).stream().allMatch(String::isEmpty);
    if (!whole) {
      return Optional.empty();
    }
    ByteArrayOutputStream part = new ByteArrayOutputStream(file.length);
    for (String line : lines.subList(blank + 1, signature)) {
      String plain = line.startsWith("- ") ? line.substring(2) : line;
      part.writeBytes(plain.getBytes(StandardCharsets.ISO_8859_1));
      part.write('\n');
    }
    return Optional.of(part.toByteArray());
  }
}
