package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.debwright.python.Wheel;
import org.debwright.python.Wheel.Member;

/** The licence texts in a wheel's dist-info directory (PEP 639, and as it was done before). */
final class LicenceFiles {
  private static final Pattern NAME =
      Pattern.compile(
          "(.*/)?(licen[cs]e|copying|copyright|notice|unlicense)[^/]*|licenses/.*",
          Pattern.CASE_INSENSITIVE);
  private static final int LARGEST = 1 << 20;
  private static final int MOST = 100;

  private LicenceFiles() {}

  /** Texts by path on the target. */
  static Map<String, String> of(Wheel wheel, InstallPaths paths) {
    Map<String, String> texts = new TreeMap<>();
    String directory = wheel.distInfo() + "/";
    for (Member member : wheel.members()) {
      String path = member.path();
      if (TopLevel.isLibrary(member)
          && path.startsWith(directory)
          && NAME.matcher(path.substring(directory.length())).matches()
          && member.sizeBytes() <= LARGEST
          && texts.size() < MOST) {
        texts.put(paths.library() + "/" + path, text(wheel, member));
      }
    }
    return texts;
  }

  private static String text(Wheel wheel, Member member) {
    try (InputStream in = wheel.read(member)) {
      return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
