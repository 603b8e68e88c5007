package org.debwright.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.debian.LintianTag;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.templates.Template;

/**
 * A finding of lintian that is true and stays. Each constant is a tag, known to the lintian of
 * every suite from bookworm on (an override of an unknown tag is a finding itself), and has its
 * argument in {@link Template#LINTIAN_OVERRIDES}.
 */
enum LintianOverride {
  /** A copy of a library that the suite has too. */
  EMBEDDED_LIBRARY,
  /** A library that calls nothing of the C library. */
  LIBRARY_NOT_LINKED_AGAINST_LIBC,
  /** A module that can do with numpy and without, or with more than one of its interfaces. */
  MISSING_DEPENDENCY_ON_NUMPY_ABI,
  /** A library that is linked with nothing. */
  SHARED_LIBRARY_LACKS_PREREQUISITES,
  /** A program or library with symbols that cannot be taken out. */
  UNSTRIPPED_BINARY_OR_OBJECT;

  LintianTag tag() {
    return new LintianTag(name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  static SortedSet<LintianTag> tags(Set<LintianOverride> needed) {
    return needed.stream().map(LintianOverride::tag).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The file for the package, empty where it needs none (Lintian User's Manual, 2.4). */
  static Optional<PlacedFile> file(PackageName name, Set<LintianOverride> needed) {
    if (needed.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> values = new HashMap<>();
    values.put("package", name.value());
    Arrays.stream(values()).forEach(o -> values.put(o.tag().value(), needed.contains(o)));
    return Optional.of(
        PlacedFile.of(
            new TargetPath("/usr/share/lintian/overrides/" + name),
            "lintian overrides",
            0644,
            Template.LINTIAN_OVERRIDES.render(values).getBytes(StandardCharsets.UTF_8)));
  }
}
