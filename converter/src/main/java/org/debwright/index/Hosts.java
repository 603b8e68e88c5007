package org.debwright.index;

import java.util.List;
import java.util.Locale;
import org.debwright.diagnostic.Diagnostic;

/**
 * Whom we may talk to without proof of who they are: hosts declared by {@code --trusted-host} and,
 * as pip has it, this machine itself.
 */
record Hosts(List<String> trusted) {
  Hosts {
    trusted = trusted.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether certificates of this server are not verified. */
  boolean isTrusted(Url url) {
    return trusted.contains(url.host()) || trusted.contains(url.host() + ":" + url.port());
  }

  /** Whether what comes from there cannot have been changed on its way, or the user accepts it. */
  boolean isSecure(Url url) {
    return url.isFile() || url.scheme().equals("https") || isTrusted(url) || isLoopback(url.host());
  }

  /** Refuses what {@link #isSecure} denies. */
  void requireSecure(Url url) {
    if (!isSecure(url)) {
      throw Diagnostic.error("index-insecure", "`" + url.display() + "` is not secure")
          .because("plain http can be changed on its way, and no strong hash proves the content")
          .mend("use https, or give `--trusted-host " + url.host() + "`")
          .toException();
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || Ipv4Range.contains("127.0.0.0/8", host);
  }
}
