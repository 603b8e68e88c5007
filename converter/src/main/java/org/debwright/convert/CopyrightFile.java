package org.debwright.convert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.python.CoreMetadata;
import org.debwright.templates.Template;

/** The copyright file (Policy 12.5, DEP 5): from a wheel's licence files and its metadata. */
final class CopyrightFile {
  private static final Pattern NOTICE =
      Pattern.compile(
          "\\W*(?:copyright\\b|©|\\(c\\)).*\\b(?:19|20)\\d\\d\\b.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOTICE_WORDS =
      Pattern.compile("^\\W*((copyright|\\(c\\)|©)[\\s:]*)+", Pattern.CASE_INSENSITIVE);
  private static final int MOST_NOTICES = 20;
  private static final int LONGEST_NOTICE = 200;
  // More than this is read in the file itself.
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_OF_ALL = 60_000;

  private CopyrightFile() {}

  /**
   * The file's bytes.
   *
   * @param licences texts by path on the target
   * @param released year of the notice where no file has one
   */
  static byte[] of(CoreMetadata metadata, Map<String, String> licences, Instant released) {
    String text =
        Template.COPYRIGHT.render(
            Map.of(
                "upstreamName", metadata.spelledName(),
                "upstreamContact", contact(metadata).stream().toList(),
                "source", Homepage.of(metadata).stream().toList(),
                "comment", List.of(),
                "copyright", String.join("\n           ", notices(metadata, licences, released)),
                "licence", LicenceName.of(metadata).orElse("other"),
                "licenceText", folded(texts(metadata, new TreeMap<>(licences)))));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> contact(CoreMetadata metadata) {
    String author = line(metadata.first("Author").orElse(""));
    String email = line(metadata.first("Author-email").orElse(""));
    String both =
        author.isEmpty() || email.contains("<")
            ? email
            : author + (email.isEmpty() ? "" : " <" + email + ">");
    return Optional.of(both).filter(b -> !b.isEmpty() && !b.equals("UNKNOWN"));
  }

  private static List<String> notices(
      CoreMetadata metadata, Map<String, String> licences, Instant released) {
    Set<String> notices = new LinkedHashSet<>();
    for (String text : new TreeMap<>(licences).values()) {
      text.lines()
          .map(CopyrightFile::line)
          .filter(l -> l.length() <= LONGEST_NOTICE && NOTICE.matcher(l).matches())
          .filter(l -> !l.contains("Free Software Foundation, Inc. <"))
          .map(l -> NOTICE_WORDS.matcher(l).replaceFirst(""))
          .filter(l -> !l.isBlank() && notices.size() < MOST_NOTICES)
          .forEach(notices::add);
    }
    if (notices.isEmpty()) {
      int year = released.atZone(ZoneOffset.UTC).getYear();
      String holder = contact(metadata).orElse("the authors of " + metadata.spelledName());
      notices.add(year + " " + holder);
    }
    return List.copyOf(notices);
  }

  private static String texts(CoreMetadata metadata, Map<String, String> licences) {
    if (licences.isEmpty()) {
      return "The distribution has no text of its licence. Its metadata say:\n\n"
          + LicenceName.of(metadata).orElse("nothing about a licence")
          + "\n"
          + metadata.all("Classifier").stream()
              .filter(c -> c.startsWith("License :: "))
              .map(CopyrightFile::line)
              .collect(Collectors.joining("\n"));
    }
    List<String> parts = new ArrayList<>();
    int left = LONGEST_OF_ALL;
    for (Map.Entry<String, String> licence : licences.entrySet()) {
      String part = text(licence.getKey(), licence.getValue(), Math.min(left, LONGEST_TEXT));
      left = Math.max(0, left - part.length());
      parts.add(part);
    }
    return String.join("\n\n", parts);
  }

  private static String text(String path, String text, int longest) {
    List<CommonLicence> common = CommonLicence.within(text);
    if (common.isEmpty() && text.length() <= longest) {
      return text;
    }
    String where = "The full text is in " + path + ".";
    return common.isEmpty()
        ? where
        : where
            + "\nOn Debian systems, what it refers to is also in\n"
            + common.stream().map(CommonLicence::path).collect(Collectors.joining(",\n"))
            + ".";
  }

  // DEP 5, "Formatted text": each line indented, an empty one as a full stop.
  private static String folded(String text) {
    return text.strip()
        .lines()
        .map(l -> l.replaceAll("[\\p{Cntrl}&&[^\\t]]", " ").stripTrailing())
        .map(l -> l.isBlank() ? " ." : " " + l)
        .collect(Collectors.joining("\n"));
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
