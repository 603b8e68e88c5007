package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Reporter;

/** Signs with the system's gpg. The user's agent asks for passphrases as it always does. */
public final class GpgSigner implements Signer, AutoCloseable {
  private final GpgHome home;
  private final SecretKey key;
  private final List<String> time;
  private final PublicKey publicKey;

  private GpgSigner(GpgHome home, SecretKey key, List<String> time) {
    this.home = home;
    this.key = key;
    this.time = time;
    this.publicKey =
        new PublicKey(
            key.fingerprint(),
            export(home, key, List.of()).bytes(),
            export(home, key, List.of("--armor")).bytes());
  }

  /**
   * Finds the key, or makes it.
   *
   * @param epochSeconds time of the signatures, so that they come out alike each time; empty for
   *     now. A key that is newer cannot have signed then: it signs at the moment it was made, and
   *     {@code reporter} hears of it
   * @param environment of the user
   * @throws DebwrightException if there is no such key, more than one, or one that cannot sign
   */
  public static GpgSigner open(
      SigningKey wanted,
      OptionalLong epochSeconds,
      Map<String, String> environment,
      Reporter reporter) {
    GpgHome home = home(wanted, environment);
    try {
      SecretKey key = find(wanted, home, epochSeconds);
      List<String> time = new ArrayList<>();
      if (epochSeconds.isPresent()) {
        time.add("--faked-system-time");
        time.add(Math.max(epochSeconds.getAsLong(), key.usableSince()) + "!");
        if (key.usableSince() > epochSeconds.getAsLong()) {
          reporter.report(newer(key));
        }
      }
      return new GpgSigner(home, key, time);
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  /**
   * Refuses a key that {@link #open} would not find or could not use. Makes none, and unlocks none.
   *
   * @throws DebwrightException as {@link #open}
   */
  static void require(SigningKey wanted, Map<String, String> environment) {
    if (wanted instanceof SigningKey.Generated generated && Files.exists(generated.home())) {
      return;
    }
    try (GpgHome home =
        wanted instanceof SigningKey.OfUser
            ? GpgHome.ofUser(environment)
            : GpgHome.passing(environment)) {
      if (wanted instanceof SigningKey.OfUser user) {
        onlyOne(list(home, List.of("--", user.id())), "`" + user.id() + "`");
      } else if (wanted instanceof SigningKey.InFile file) {
        onlyOne(listed(home, file.file()), "`" + file.file() + "`");
      } else {
        // gpg comes without its agent where Recommends are left out, and makes no key then.
        home.gpg(new byte[0], List.of("--version"));
        Program.run("gpg-agent", List.of("gpg-agent", "--version"), environment, new byte[0]);
      }
    }
  }

  private static List<SecretKey> listed(GpgHome home, Path file) {
    List<String> arguments =
        List.of("--with-colons", "--fixed-list-mode", "--import-options", "show-only", "--import");
    Program.Result result = home.gpg(read(file), arguments);
    if (!result.succeeded()) {
      throw unreadable(file, result);
    }
    return SecretKey.parse(result.text());
  }

  private static GpgHome home(SigningKey wanted, Map<String, String> environment) {
    if (wanted instanceof SigningKey.OfUser) {
      return GpgHome.ofUser(environment);
    } else if (wanted instanceof SigningKey.Generated generated) {
      return GpgHome.at(generated.home(), environment);
    }
    return GpgHome.passing(environment);
  }

  private static SecretKey find(SigningKey wanted, GpgHome home, OptionalLong epochSeconds) {
    if (wanted instanceof SigningKey.OfUser user) {
      return onlyOne(list(home, List.of("--", user.id())), "`" + user.id() + "`");
    } else if (wanted instanceof SigningKey.InFile file) {
      importFrom(home, file.file());
      return onlyOne(list(home, List.of()), "`" + file.file() + "`");
    }
    SigningKey.Generated generated = (SigningKey.Generated) wanted;
    List<SecretKey> keys = new ArrayList<>();
    GpgHome.exclusively(
        generated.home(),
        () -> {
          keys.addAll(list(home, List.of()));
          if (keys.isEmpty()) {
            generate(home, generated.origin(), epochSeconds);
            keys.addAll(list(home, List.of()));
          }
        });
    return onlyOne(keys, "`" + generated.home() + "`");
  }

  private static List<SecretKey> list(GpgHome home, List<String> which) {
    List<String> arguments =
        new ArrayList<>(List.of("--with-colons", "--fixed-list-mode", "--list-secret-keys"));
    arguments.addAll(which);
    return SecretKey.parse(home.gpg(new byte[0], arguments).text());
  }

  private static SecretKey onlyOne(List<SecretKey> keys, String where) {
    if (keys.isEmpty()) {
      throw Diagnostic.error("key-missing", "there is no secret key for " + where)
          .because("gpg knows none")
          .mend("`gpg --list-secret-keys` lists those it knows; or let one be generated")
          .toException();
    }
    if (keys.size() > 1) {
      throw Diagnostic.error("key-ambiguous", "there is more than one secret key for " + where)
          .because(String.join(", ", keys.stream().map(SecretKey::fingerprint).sorted().toList()))
          .mend("give the fingerprint of one of them")
          .toException();
    }
    SecretKey key = keys.get(0);
    key.trouble()
        .ifPresent(
            trouble -> {
              throw trouble.toException();
            });
    return key;
  }

  private static void importFrom(GpgHome home, Path file) {
    Program.Result result = home.gpg(read(file), List.of("--import"));
    if (!result.succeeded()) {
      throw unreadable(file, result);
    }
  }

  private static DebwrightException unreadable(Path file, Program.Result result) {
    return GpgTrouble.of("`" + file + "` cannot be read as a key", result.errors());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("key-missing", "the signing key cannot be read")
              .because(String.valueOf(e))
              .at(Location.of(file.toString())),
          e);
    }
  }

  private static void generate(GpgHome home, Origin origin, OptionalLong epochSeconds) {
    List<String> arguments =
        new ArrayList<>(List.of("--passphrase", "", "--pinentry-mode", "loopback"));
    if (epochSeconds.isPresent()) {
      arguments.addAll(List.of("--faked-system-time", epochSeconds.getAsLong() + "!"));
    }
    String name = origin + " archive signing key";
    arguments.addAll(List.of("--quick-generate-key", name, "ed25519", "sign", "never"));
    Program.Result result = home.gpg(new byte[0], arguments);
    if (!result.succeeded()) {
      throw GpgTrouble.of("a signing key cannot be made", result.errors());
    }
  }

  private static Diagnostic newer(SecretKey key) {
    return Diagnostic.warning(
            "key-newer", "the key `" + key.fingerprint() + "` is newer than `SOURCE_DATE_EPOCH`")
        .because("its signatures carry the time when it was made");
  }

  private static Program.Result export(GpgHome home, SecretKey key, List<String> format) {
    List<String> arguments = new ArrayList<>(format);
    arguments.addAll(List.of("--export-options", "export-minimal", "--export", key.fingerprint()));
    Program.Result result = home.gpg(new byte[0], arguments);
    if (!result.succeeded() || result.bytes().length == 0) {
      throw GpgTrouble.of("the public key cannot be exported", result.errors());
    }
    return result;
  }

  @Override
  public byte[] clearsigned(String text) {
    return sign("--clearsign", text);
  }

  @Override
  public byte[] detached(String text) {
    return sign("--detach-sign", text);
  }

  private byte[] sign(String how, String text) {
    List<String> arguments = new ArrayList<>(time);
    arguments.addAll(List.of("--local-user", key.fingerprint(), "--digest-algo", "SHA512"));
    arguments.addAll(List.of("--armor", how));
    Program.Result result = home.gpg(text.getBytes(UTF_8), arguments);
    if (!result.succeeded()) {
      throw GpgTrouble.of(
          "the Release file cannot be signed with `" + key.fingerprint() + "`", result.errors());
    }
    return result.bytes();
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  /** Ends an agent that runs only for this key. */
  @Override
  public void close() {
    home.close();
  }
}
