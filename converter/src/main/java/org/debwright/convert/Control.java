package org.debwright.convert;

import java.util.Optional;
import org.debwright.debian.Architecture;
import org.debwright.debian.Relations;
import org.debwright.debian.Stanza;

/**
 * The control file of a package (Policy 5.3).
 *
 * @param runtime what the code needs: interpreter and libraries
 * @param required what the distribution requires
 * @param suggests what some of its files are of use with
 * @param conflicts also replaced
 * @param breaks also replaced
 */
record Control(
    Identity identity,
    Maintainer maintainer,
    Architecture architecture,
    Relations runtime,
    Relations required,
    Relations suggests,
    Relations provides,
    Relations conflicts,
    Relations breaks) {

  /** The fields, in the order dpkg writes them. */
  Stanza stanza(Optional<String> homepage, String description) {
    Stanza stanza =
        Stanza.empty()
            .with("Package", identity.name().value())
            .with("Version", identity.version().toString())
            .with("Architecture", architecture.name())
            .with("Maintainer", maintainer.toString());
    stanza = relations(stanza, "Depends", runtime.and(required));
    stanza = relations(stanza, "Suggests", suggests);
    stanza = relations(stanza, "Provides", provides);
    stanza = relations(stanza, "Conflicts", conflicts);
    stanza = relations(stanza, "Breaks", breaks);
    stanza = relations(stanza, "Replaces", conflicts.and(breaks));
    stanza = stanza.with("Section", "python").with("Priority", "optional");
    if (isForeign()) {
      stanza = stanza.with("Multi-Arch", "foreign");
    }
    if (homepage.isPresent()) {
      stanza = stanza.with("Homepage", homepage.get());
    }
    return stanza.with("Description", description);
  }

  // Only what needs nothing of an architecture itself can serve packages of every one.
  private boolean isForeign() {
    return architecture.equals(Architecture.ALL) && required.isEmpty();
  }

  private static Stanza relations(Stanza stanza, String field, Relations relations) {
    return relations.isEmpty() ? stanza : stanza.with(field, relations.toString());
  }
}
