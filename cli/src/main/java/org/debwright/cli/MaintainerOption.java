package org.debwright.cli;

import java.util.Map;
import org.debwright.convert.Maintainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who answers for the packages. */
final class MaintainerOption {
  /** Stands where nobody says who does: a host that cannot be (RFC 2606). */
  static final String DEFAULT = "debwright <debwright@debwright.invalid>";

  @Option(
      names = "--maintainer",
      paramLabel = "'NAME <MAIL>'",
      description =
          "Maintainer of the packages ($DEBFULLNAME <$DEBEMAIL> where both are set, else "
              + DEFAULT
              + ")")
  @Nullable String maintainer;

  /** The maintainer as option and environment have it. */
  Maintainer of(Map<String, String> environment) {
    if (maintainer != null) {
      return Maintainer.parse(maintainer);
    }
    String name = environment.getOrDefault("DEBFULLNAME", "").strip();
    String mail = environment.getOrDefault("DEBEMAIL", "").strip();
    return Maintainer.parse(name.isEmpty() || mail.isEmpty() ? DEFAULT : name + " <" + mail + ">");
  }
}
