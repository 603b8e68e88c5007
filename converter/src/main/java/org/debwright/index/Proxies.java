package org.debwright.index;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to which server: pip's {@code proxy} option for all of them, else {@code
 * http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code no_proxy} of the environment,
 * lower case before upper case, as requests reads them.
 */
record Proxies(Optional<String> option, Map<String, String> environment) {
  /** The proxy's address, which may hold credentials; empty for a direct connection. */
  Optional<Url> of(Url target) {
    if (option.isPresent() && !option.get().isBlank()) {
      return option.map(Proxies::address);
    }
    if (isExcluded(target)) {
      return Optional.empty();
    }
    return variable(target.scheme() + "_proxy")
        .or(() -> variable("all_proxy"))
        .map(Proxies::address);
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private static Url address(String text) {
    return Url.parse(text.contains("://") ? text.strip() : "http://" + text.strip());
  }

  private boolean isExcluded(Url target) {
    String host = target.host();
    String hostAndPort = host + ":" + target.port();
    for (String entry :
        variable("no_proxy").map(v -> List.of(v.split("[,\\s]+"))).orElse(List.of())) {
      String name = entry.strip().toLowerCase(Locale.ROOT);
      String suffix = name.startsWith(".") ? name : "." + name;
      boolean hit =
          name.equals("*")
              || host.equals(name)
              || hostAndPort.equals(name)
              || host.endsWith(suffix)
              || hostAndPort.endsWith(suffix)
              || Ipv4Range.contains(name, host);
      if (hit && !name.isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
