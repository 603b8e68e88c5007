package org.debwright.index;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;

/**
 * Who we are to which server, in pip's order: what the address itself says, what a configured index
 * of the same origin says, netrc. No keyring is asked.
 */
final class Logins {
  private final Map<String, Credentials> byOrigin = new HashMap<>();
  private final Map<String, String> environment;
  private Optional<Netrc> netrc = Optional.empty();

  /**
   * Logins of the given addresses.
   *
   * @param environment for {@code NETRC} and {@code HOME}
   */
  Logins(List<Url> configured, Map<String, String> environment) {
    this.environment = environment;
    for (Url url : configured) {
      url.credentials().ifPresent(login -> byOrigin.putIfAbsent(url.origin(), login));
    }
  }

  /** What to say to the server of {@code url}; never what is meant for another origin. */
  Optional<Credentials> of(Url url) {
    return url.credentials()
        .or(() -> Optional.ofNullable(byOrigin.get(url.origin())))
        .or(() -> netrc().credentials(url.host()));
  }

  private synchronized Netrc netrc() {
    if (netrc.isEmpty()) {
      netrc = Optional.of(read());
    }
    return netrc.get();
  }

  private Netrc read() {
    String named = environment.getOrDefault("NETRC", "");
    String home = environment.getOrDefault("HOME", "");
    List<Path> candidates =
        named.isEmpty()
            ? home.isEmpty() ? List.of() : List.of(Path.of(home, ".netrc"), Path.of(home, "_netrc"))
            : List.of(Path.of(named));
    for (Path file : candidates) {
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    return Netrc.EMPTY;
  }

  private static Netrc read(Path file) {
    try {
      return Netrc.parse(Files.readString(file));
    } catch (CharacterCodingException broken) {
      throw Diagnostic.error("netrc-unreadable", "`" + file + "` is not UTF-8 text").toException();
    } catch (IOException unreadable) {
      // As requests does: a netrc one may not read is none.
      return Netrc.EMPTY;
    }
  }
}
