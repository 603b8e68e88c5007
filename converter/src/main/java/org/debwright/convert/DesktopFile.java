package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An entry of a menu (Desktop Entry Specification) that a distribution brings. */
final class DesktopFile {
  private static final Pattern PATH = Pattern.compile("/usr/share/applications/.*\\.desktop");
  private static final Pattern FIELD_CODE = Pattern.compile("(?:^|[^%])%[fFuU]");
  private static final int LARGEST = 1 << 20;

  private DesktopFile() {}

  static boolean isOne(PlacedFile file) {
    return PATH.matcher(file.path().value()).matches() && file.sizeBytes() <= LARGEST;
  }

  /**
   * What lintian finds in it.
   *
   * @param commands what the package has on the PATH
   */
  static Set<LintianOverride> findings(PlacedFile file, Set<String> commands) throws IOException {
    Set<LintianOverride> found = EnumSet.noneOf(LintianOverride.class);
    Map<String, String> keys = keys(file);
    String command = keys.getOrDefault("Exec", "");
    if (keys.containsKey("MimeType") && !FIELD_CODE.matcher(command).find()) {
      found.add(LintianOverride.DESKTOP_MIME_BUT_NO_EXEC_CODE);
    }
    String program = command.replaceFirst("[\\s].*", "").replaceFirst(".*/", "");
    if (!commands.contains(program)) {
      found.add(LintianOverride.DESKTOP_COMMAND_NOT_IN_PACKAGE);
    }
    return found;
  }

  private static Map<String, String> keys(PlacedFile file) throws IOException {
    try (InputStream in = file.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
          .collect(
              Collectors.toMap(
                  line -> line.substring(0, line.indexOf('=')).strip(),
                  line -> line.substring(line.indexOf('=') + 1).strip(),
                  (first, later) -> first));
    }
  }
}
