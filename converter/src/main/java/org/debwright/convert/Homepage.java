package org.debwright.convert;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.debwright.python.CoreMetadata;

/** Upstream's site (Policy 5.6.23), chosen by the labels of Project-URL (PEP 753). */
final class Homepage {
  // Best first; a donation page or a changelog is no homepage.
  private static final List<List<String>> LABELS =
      List.of(
          List.of("homepage"),
          List.of("home", "website", "webpage", "web", "site", "project", "projecthomepage"),
          List.of("source", "repository", "sourcecode", "github", "gitlab", "code"),
          List.of("documentation", "docs"));
  private static final int LONGEST = 500;

  private Homepage() {}

  /** The address, empty where none is good. */
  static Optional<String> of(CoreMetadata metadata) {
    List<String> candidates = new ArrayList<>(labelled(metadata, LABELS.get(0)));
    metadata.first("Home-page").ifPresent(candidates::add);
    LABELS.stream().skip(1).forEach(l -> candidates.addAll(labelled(metadata, l)));
    return candidates.stream().map(String::strip).filter(Homepage::isAddress).findFirst();
  }

  private static List<String> labelled(CoreMetadata metadata, List<String> labels) {
    return metadata.all("Project-URL").stream()
        .map(u -> u.split(",", 2))
        .filter(u -> u.length == 2 && labels.contains(normalized(u[0])))
        .map(u -> u[1])
        .toList();
  }

  // PEP 753, "Label normalization": punctuation and blanks dropped, lower case.
  private static String normalized(String label) {
    return label.replaceAll("[\\p{Punct}\\s]", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isAddress(String text) {
    if (text.length() > LONGEST || !text.matches("https?://[\\x21-\\x7e]+")) {
      return false;
    }
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
