package org.debwright.repository;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** What gpg complains of, with what helps. */
final class GpgTrouble {
  // The first that occurs in the messages counts.
  private static final Map<String, String> REMEDIES = new LinkedHashMap<>();

  static {
    String passphrase =
        "unlock the key first, for example with `gpg --clearsign` on any text, or take a key"
            + " without a passphrase";
    REMEDIES.put("No pinentry", passphrase);
    REMEDIES.put("Inappropriate ioctl", passphrase + "; in a terminal set `GPG_TTY=$(tty)`");
    REMEDIES.put("Bad passphrase", passphrase);
    REMEDIES.put("Operation cancelled", passphrase);
    REMEDIES.put("Timeout", passphrase);
    REMEDIES.put("No secret key", "the secret half is elsewhere; import it or choose another key");
    REMEDIES.put("File name too long", "let `GNUPGHOME` and `TMPDIR` be shorter paths");
    REMEDIES.put("probably not installed", "install Debian's `gpg-agent`, which makes the keys");
    REMEDIES.put(
        "agent",
        "`gpgconf --kill gpg-agent` ends an agent that hangs; `TMPDIR` must be"
            + " a short path where sockets can be made");
  }

  private GpgTrouble() {}

  static DebwrightException of(String what, String messages) {
    String reason =
        messages
            .lines()
            .filter(line -> !line.contains("WARNING: running with faked system time"))
            .map(line -> line.replaceFirst("^gpg: ", "").strip())
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("; "));
    String remedy =
        REMEDIES.entrySet().stream()
            .filter(known -> messages.contains(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    return Diagnostic.error("signing-failed", what).because(reason).mend(remedy).toException();
  }
}
