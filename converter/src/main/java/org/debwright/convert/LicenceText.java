package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.python.CoreMetadata;

/** The licence as the copyright file has it: the texts, or where they are. */
final class LicenceText {
  // More than this is read in the file itself.
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_OF_ALL = 60_000;
  // Texts with places to fill in, or with addresses of the FSF long gone, are read there too.
  private static final Pattern UNQUOTABLE =
      Pattern.compile(
          "<years>|<Copyright \\(C\\) YYYY|Upstream Author\\(s\\)|<fill in|url://|02139|02111-1307"
              + "|usr/share/common-licen|usr/(share/)?doc/copyright|<special license>");

  private LicenceText() {}

  /**
   * Lines.
   *
   * @param licences by path on the target, sorted
   */
  static String of(CoreMetadata metadata, Map<String, String> licences) {
    String name = LicenceName.of(metadata).orElse("");
    String quoted = licences.isEmpty() ? ofMetadata(metadata, name) : ofFiles(licences);
    List<CommonLicence> common =
        CommonLicence.named(name + "\n" + quoted).stream()
            .filter(l -> !quoted.contains(l.path()))
            .toList();
    return common.isEmpty() ? quoted : quoted + "\n\n" + pointer(common);
  }

  private static String ofMetadata(CoreMetadata metadata, String name) {
    String field = CopyrightFile.field(metadata).orElse("");
    if (!field.isEmpty() && isQuotable(field, LONGEST_TEXT)) {
      return field;
    }
    return "The distribution has no text of its licence. Its metadata say:\n\n"
        + (name.isEmpty() ? "nothing about a licence" : name)
        + "\n"
        + metadata.all("Classifier").stream()
            .filter(c -> c.startsWith("License :: "))
            .map(PlainText::oneLine)
            .collect(Collectors.joining("\n"));
  }

  private static String ofFiles(Map<String, String> licences) {
    List<String> parts = new ArrayList<>();
    int left = LONGEST_OF_ALL;
    for (Map.Entry<String, String> licence : licences.entrySet()) {
      String text = licence.getValue();
      String part =
          isQuotable(text, Math.min(left, LONGEST_TEXT))
              ? text.strip()
              : "The full text is in\n" + licence.getKey() + ".";
      left = Math.max(0, left - part.length());
      List<CommonLicence> common = CommonLicence.within(text);
      parts.add(common.isEmpty() ? part : part + "\n" + pointer(common));
    }
    return String.join("\n\n", parts);
  }

  // Policy 12.5: what is in common-licenses is not repeated.
  private static boolean isQuotable(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && CommonLicence.within(text).isEmpty()
        && !UNQUOTABLE.matcher(text).find();
  }

  private static String pointer(List<CommonLicence> common) {
    return "On Debian systems, the text of what this refers to is in\n"
        + common.stream().map(CommonLicence::path).collect(Collectors.joining(",\n"))
        + ".";
  }
}
