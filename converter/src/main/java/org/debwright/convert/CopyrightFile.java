package org.debwright.convert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.debwright.debian.PackageName;
import org.debwright.python.CoreMetadata;
import org.debwright.templates.Template;

/** The copyright file (Policy 12.5, DEP 5): from a wheel's licence files and its metadata. */
final class CopyrightFile {
  private static final int WIDTH = 76;
  private static final int MOST_CONTACTS = 10;

  private CopyrightFile() {}

  /**
   * The file's bytes.
   *
   * @param licences texts by path on the target
   * @param released year of the notice where no file has one
   */
  static byte[] of(CoreMetadata metadata, Map<String, String> licences, Instant released) {
    return render(
        metadata,
        new TreeMap<>(licences),
        released,
        LicenceText.of(metadata, new TreeMap<>(licences)));
  }

  /** The same for a package without files of its own, which depends on {@code base}. */
  static byte[] ofMetapackage(CoreMetadata metadata, PackageName base, Instant released) {
    String text =
        "This metapackage holds no file of "
            + metadata.spelledName()
            + ". Notices and licence are in /usr/share/doc/"
            + base
            + "/copyright, which it depends on.";
    return render(metadata, Map.of(), released, String.join("\n", Wrap.lines(text, WIDTH)));
  }

  /** The same for a package that holds nothing but names and versions of others. */
  static byte[] ofSet(PackageName name, Maintainer maintainer, Instant made) {
    return Template.COPYRIGHT
        .render(
            Map.of(
                "upstreamName", name.value(),
                "upstreamContact", List.of(),
                "source", List.of(),
                "comment", List.of(),
                "copyright", made.atOffset(ZoneOffset.UTC).getYear() + " " + maintainer,
                "licence", "permissive",
                "licenceText",
                    " Names and versions of packages. They may be used, copied, changed and\n"
                        + " passed on by anybody, without any warranty."))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] render(
      CoreMetadata metadata, Map<String, String> licences, Instant released, String text) {
    List<String> notices = CopyrightNotices.in(licences.values());
    boolean silent = notices.stream().noneMatch(CopyrightNotices::hasYear);
    return Template.COPYRIGHT
        .render(
            Map.of(
                "upstreamName", line(metadata.spelledName()),
                "upstreamContact", lines(contacts(metadata), "\n  "),
                "source", Homepage.of(metadata).stream().toList(),
                "comment", silent ? List.of(folded(comment(notices))) : List.of(),
                "copyright",
                    String.join("\n           ", holders(metadata, notices, silent, released)),
                "licence", LicenceName.of(metadata, licences.values()).orElse("other"),
                "licenceText", folded(text)))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(List<String> values, String separator) {
    return values.isEmpty() ? List.of() : List.of(String.join(separator, values));
  }

  private static String comment(List<String> notices) {
    String text =
        notices.isEmpty()
            ? "The distribution has no copyright notice. Those whom its metadata name as authors,"
                + " and the year of the release, stand for it here."
            : "The notices of the distribution give no year; that of the release stands here.";
    return String.join("\n", Wrap.lines(text, WIDTH));
  }

  private static List<String> holders(
      CoreMetadata metadata, List<String> notices, boolean silent, Instant released) {
    if (!silent) {
      return notices;
    }
    int year = released.atZone(ZoneOffset.UTC).getYear();
    List<String> holders = new ArrayList<>(notices);
    if (holders.isEmpty()) {
      holders.addAll(contacts(metadata));
    }
    if (holders.isEmpty()) {
      holders.add("the authors of " + line(metadata.spelledName()));
    }
    return holders.stream().map(h -> year + " " + h).toList();
  }

  // `Author-email` may be a list of addresses with names (RFC 5322).
  private static List<String> contacts(CoreMetadata metadata) {
    for (String role : List.of("Author", "Maintainer")) {
      String name = line(metadata.first(role).orElse(""));
      String email = line(metadata.first(role + "-email").orElse(""));
      String both =
          name.isEmpty() || email.contains("<")
              ? email
              : name + (email.isEmpty() || email.contains(",") ? "" : " <" + email + ">");
      List<String> contacts =
          List.of(both.split("(?<=>)\\s*[,;]\\s*", -1)).stream()
              .map(c -> c.replace("\"", "").strip())
              .filter(c -> !c.isEmpty() && !c.equalsIgnoreCase("UNKNOWN"))
              .limit(MOST_CONTACTS)
              .toList();
      if (!contacts.isEmpty()) {
        return contacts;
      }
    }
    return List.of();
  }

  // DEP 5, "Formatted text": each line indented, an empty one as a full stop. A line of its own
  // that begins with a full stop would be taken for one.
  private static String folded(String text) {
    return text.strip()
        .lines()
        .map(l -> l.replace("\t", "    ").replaceAll("\\p{Cntrl}", " ").stripTrailing())
        .map(l -> l.isBlank() ? " ." : " " + l)
        .map(l -> l.startsWith(" .") && l.length() > 2 ? "  " + l.substring(1) : l)
        .collect(Collectors.joining("\n"));
  }

  private static String line(String text) {
    return PlainText.oneLine(text);
  }

  /** What the metadata have as the text of a licence, empty where they only name one. */
  static Optional<String> field(CoreMetadata metadata) {
    return metadata.first("License").filter(l -> l.strip().lines().count() > 2);
  }
}
