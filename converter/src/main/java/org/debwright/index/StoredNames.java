package org.debwright.index;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.SdistFilename;
import org.debwright.python.Tag;
import org.debwright.python.WheelFilename;

/**
 * File names in a stored page, taken apart: a page has thousands, but few versions and few sets of
 * tags, so that each is read only once.
 */
final class StoredNames {
  private static final int UNREAD = 0;
  private static final int SDIST = 1;
  private static final int WHEEL = 2;
  private static final Map<String, Set<Tag>> TAGS = new ConcurrentHashMap<>();

  private final Map<String, Pep440Version> versions = new HashMap<>();
  private final Map<String, ProjectName> projects = new HashMap<>();

  /**
   * Writes a name.
   *
   * @param number gives shared texts their numbers
   */
  void write(CompactWriter out, Optional<DistributionFilename> name, ToIntFunction<String> number) {
    if (name.isEmpty()) {
      out.number(UNREAD);
      return;
    }
    DistributionFilename parsed = name.get();
    out.number(parsed instanceof WheelFilename ? WHEEL : SDIST);
    out.number(number.applyAsInt(parsed.project().normalized()));
    out.number(number.applyAsInt(parsed.version().spelled()));
    if (parsed instanceof WheelFilename wheel) {
      out.number(number.applyAsInt(wheel.build()));
      out.number(number.applyAsInt(tags(wheel.filename())));
    }
  }

  /** Reads what {@link #write} wrote. */
  Optional<DistributionFilename> read(CompactReader in, String filename, String[] texts) {
    int kind = (int) in.number();
    if (kind == UNREAD) {
      return Optional.empty();
    }
    ProjectName project = projects.computeIfAbsent(texts[(int) in.number()], ProjectName::new);
    Pep440Version version =
        versions.computeIfAbsent(texts[(int) in.number()], Pep440Version::parse);
    if (kind == SDIST) {
      return Optional.of(new SdistFilename(filename, project, version));
    }
    String build = texts[(int) in.number()];
    Set<Tag> tags = TAGS.computeIfAbsent(texts[(int) in.number()], StoredNames::expand);
    return Optional.of(new WheelFilename(filename, project, version, build, tags));
  }

  /** The last three parts of a wheel's name, without its suffix. */
  private static String tags(String filename) {
    int at = filename.length();
    for (int dashes = 0; dashes < 3; dashes++) {
      at = filename.lastIndexOf('-', at - 1);
    }
    return filename.substring(at + 1, filename.length() - ".whl".length());
  }

  private static Set<Tag> expand(String tags) {
    return WheelFilename.parse("any-0-" + tags + ".whl").tags();
  }
}
