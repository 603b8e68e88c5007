package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of {@code etc/passwd}, passwd(5).
 *
 * @param home absolute
 */
public record Account(String name, String home) {
  private static final int MOST_BYTES = 1 << 24;
  private static final int HOME_FIELD = 5;

  /** The accounts of a root whose homes are directories, one for each home. */
  static List<Account> of(Root root) {
    Map<String, Account> byHome = new LinkedHashMap<>();
    // A root without accounts is still asked for its administrator's home.
    byHome.put("/root", new Account("root", "/root"));
    for (String line : root.text("/etc/passwd", MOST_BYTES).orElse("").split("\n", -1)) {
      String[] fields = line.split(":", -1);
      if (fields.length > HOME_FIELD
          && fields[HOME_FIELD].startsWith("/")
          && fields[HOME_FIELD].length() > 1) {
        byHome.putIfAbsent(fields[HOME_FIELD], new Account(fields[0], fields[HOME_FIELD]));
      }
    }
    List<Account> accounts = new ArrayList<>(byHome.values());
    accounts.removeIf(account -> !root.isDirectory(account.home()));
    return accounts;
  }
}
