package org.debwright.job;

import java.util.Map;
import java.util.TreeMap;
import org.debwright.index.IndexSettings;

/** Settings of the index as the variables pip reads, for building from source. */
final class PipVariables {
  private PipVariables() {}

  static Map<String, String> of(IndexSettings places, Map<String, String> environment) {
    Map<String, String> variables = new TreeMap<>();
    if (places.noIndex()) {
      variables.put("PIP_NO_INDEX", "1");
    }
    places.indexUrl().ifPresent(url -> variables.put("PIP_INDEX_URL", url));
    put(variables, "PIP_EXTRA_INDEX_URL", String.join(" ", places.extraIndexUrls()));
    put(variables, "PIP_FIND_LINKS", String.join(" ", places.findLinks()));
    put(variables, "PIP_TRUSTED_HOST", String.join(" ", places.trustedHosts()));
    places.proxy().ifPresent(proxy -> variables.put("PIP_PROXY", proxy));
    variables.put("PIP_DEFAULT_TIMEOUT", Long.toString(Math.round(places.timeoutSeconds())));
    for (String name : new String[] {"http_proxy", "https_proxy", "no_proxy"}) {
      put(variables, name, environment.getOrDefault(name, ""));
    }
    return variables;
  }

  private static void put(Map<String, String> variables, String name, String value) {
    if (!value.isBlank()) {
      variables.put(name, value);
    }
  }
}
