package org.debwright.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.debwright.python.CoreMetadata;

/** The licence's short name as the copyright format has it, from what the metadata say. */
final class LicenceName {
  private static final int LONGEST = 100;
  private static final Map<String, String> BY_CLASSIFIER =
      Map.ofEntries(
          Map.entry("MIT License", "Expat"),
          Map.entry("MIT No Attribution License (MIT-0)", "MIT-0"),
          Map.entry("BSD License", "BSD"),
          Map.entry("Apache Software License", "Apache-2.0"),
          Map.entry("ISC License (ISCL)", "ISC"),
          Map.entry("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"),
          Map.entry("Python Software Foundation License", "Python-2.0"),
          Map.entry("The Unlicense (Unlicense)", "Unlicense"),
          Map.entry("Zope Public License", "ZPL"),
          Map.entry("zlib/libpng License", "Zlib"),
          Map.entry("Public Domain", "public-domain"),
          Map.entry("GNU General Public License v2 (GPLv2)", "GPL-2"),
          Map.entry("GNU General Public License v2 or later (GPLv2+)", "GPL-2+"),
          Map.entry("GNU General Public License v3 (GPLv3)", "GPL-3"),
          Map.entry("GNU General Public License v3 or later (GPLv3+)", "GPL-3+"),
          Map.entry("GNU Lesser General Public License v2 (LGPLv2)", "LGPL-2"),
          Map.entry("GNU Lesser General Public License v2 or later (LGPLv2+)", "LGPL-2+"),
          Map.entry("GNU Lesser General Public License v3 (LGPLv3)", "LGPL-3"),
          Map.entry("GNU Lesser General Public License v3 or later (LGPLv3+)", "LGPL-3+"));

  private LicenceName() {}

  /** The expression (PEP 639), else what classifiers say, else a short License field. */
  static Optional<String> of(CoreMetadata metadata) {
    return expression(metadata).or(() -> classifiers(metadata)).or(() -> field(metadata));
  }

  // SPDX operators in the words of the copyright format: `MIT OR Apache-2.0` is `Expat or …`.
  private static Optional<String> expression(CoreMetadata metadata) {
    return metadata
        .first("License-Expression")
        .map(String::strip)
        .filter(e -> e.matches("[A-Za-z0-9.+() -]{1," + LONGEST + "}"))
        .map(
            e ->
                e.replaceAll("\\bMIT\\b(?!-)", "Expat")
                    .replaceAll("\\b(L?GPL-\\d(?:\\.\\d)?)-or-later\\b", "$1+")
                    .replaceAll("\\b(L?GPL-\\d(?:\\.\\d)?)-only\\b", "$1")
                    .replaceAll("\\b(L?GPL-\\d)\\.0", "$1")
                    .replace(" OR ", " or ")
                    .replace(" AND ", " and ")
                    .replace(" WITH ", " with "));
  }

  private static Optional<String> classifiers(CoreMetadata metadata) {
    List<String> names =
        metadata.all("Classifier").stream()
            .filter(c -> c.startsWith("License :: "))
            .map(c -> c.substring(c.lastIndexOf(" :: ") + 4))
            .flatMap(c -> Optional.ofNullable(BY_CLASSIFIER.get(c)).stream())
            .distinct()
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names.stream().collect(Collectors.joining(" and ")));
  }

  private static Optional<String> field(CoreMetadata metadata) {
    return metadata
        .first("License")
        .map(String::strip)
        .filter(l -> l.matches("[\\x20-\\x7e]{1," + LONGEST + "}") && !l.equals("UNKNOWN"))
        .map(l -> l.matches("MIT( License)?") ? "Expat" : l.replaceAll("[\\s/,]+", "-"));
  }
}
