package org.debwright.convert;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern NEITHER =
      Pattern.compile("(?:Neither\\s+the\\s+names?|The\\s+names?)\\s+of\\b");
  private static final Pattern GNU =
      Pattern.compile(
          "(?i)(?:GNU )?([AL]?GPL)[ ,v-]*(?:version )?(\\d(?:\\.\\d)?)(\\+|,? or (?:later|newer)|"
              + "-or-later)?(?:-only)?");
  private static final Pattern WHOLE = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern FIRST = Pattern.compile("\\(([^()]*)\\) ((?:AND|OR) [^()]*)");
  private static final Pattern LAST = Pattern.compile("([^()]*?) (AND|OR) \\(([^()]*)\\)");

  private LicenceName() {}

  /** As {@link #of(CoreMetadata)}; which BSD it is, only its text says. */
  static Optional<String> of(CoreMetadata metadata, Collection<String> texts) {
    return of(metadata)
        .map(
            name ->
                name.replaceAll(
                    "(?<![\\w.-])BSD(-License)?(?![\\w.-])",
                    texts.stream().noneMatch(t -> t.contains("Redistribution and use in source"))
                        ? "BSD-like"
                        : texts.stream().anyMatch(t -> NEITHER.matcher(t).find())
                            ? "BSD-3-clause"
                            : "BSD-2-clause"));
  }

  /** The expression (PEP 639), else what classifiers say, else a short License field. */
  static Optional<String> of(CoreMetadata metadata) {
    return expression(metadata).or(() -> classifiers(metadata)).or(() -> field(metadata));
  }

  // SPDX operators and names in the words of the copyright format: `MIT OR Apache-2.0` is `Expat or
  // Apache-2.0`. It knows no parentheses; a comma binds less than its neighbours (DEP 5, "Syntax").
  private static Optional<String> expression(CoreMetadata metadata) {
    return metadata
        .first("License-Expression")
        .map(String::strip)
        .filter(e -> e.matches("[A-Za-z0-9.+() -]{1," + LONGEST + "}"))
        .flatMap(LicenceName::withoutParentheses)
        .map(LicenceName::inWordsOfDebian);
  }

  private static Optional<String> withoutParentheses(String expression) {
    if (!expression.contains("(")) {
      return Optional.of(expression);
    }
    Matcher only = WHOLE.matcher(expression);
    if (only.matches()) {
      return withoutParentheses(only.group(1));
    }
    Matcher first = FIRST.matcher(expression);
    if (first.matches()) {
      return Optional.of(first.group(1) + ", " + first.group(2));
    }
    Matcher last = LAST.matcher(expression);
    return last.matches()
        ? Optional.of(last.group(3) + ", " + last.group(2) + " " + last.group(1))
        : Optional.empty();
  }

  private static String inWordsOfDebian(String expression) {
    return expression
        .replaceAll("(?<![\\w.-])MIT(?![\\w.-])", "Expat")
        .replaceAll("\\b([AL]?GPL-\\d(?:\\.\\d)?)-or-later\\b", "$1+")
        .replaceAll("\\b([AL]?GPL-\\d(?:\\.\\d)?)-only\\b", "$1")
        .replaceAll("\\b([AL]?GPL-\\d)\\.0", "$1")
        .replaceAll("\\bBSD-(\\d)-Clause\\b", "BSD-$1-clause")
        .replaceAll("(?i) WITH (\\S+?)-exception(?:-[\\d.]+)?(?!\\S)", " with $1 exception")
        .replaceAll("(?i) WITH (\\S+)(?! exception)(?=,| and| or|$)", " with $1 exception")
        .replaceAll("(?i) OR ", " or ")
        .replaceAll("(?i) AND ", " and ");
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
        .map(LicenceName::shortName)
        .filter(l -> l.matches("[A-Za-z0-9].*"));
  }

  // One word, however long: the format reads `and`, `or` and blanks in its own way.
  private static String shortName(String field) {
    if (field.matches("(?i)(the )?MIT( License)?")) {
      return "Expat";
    }
    if (field.matches("(?i)Apache( Software)?( License)?[, -]*(v(ersion)?)?[ .]?2(\\.0)?")) {
      return "Apache-2.0";
    }
    Matcher gnu = GNU.matcher(field);
    if (gnu.matches()) {
      String version = gnu.group(2).replaceFirst("\\.0$", "");
      boolean later = gnu.group(3) != null && !gnu.group(3).isBlank();
      return gnu.group(1).toUpperCase(Locale.ROOT) + "-" + version + (later ? "+" : "");
    }
    return field
        .replaceAll("[^A-Za-z0-9.+]+", "-")
        .replaceAll("^-+|-+$", "")
        .replaceFirst("(?i)^(unknown|undefined|unspecified|todo|fixme)$", "other");
  }
}
