package org.debwright.convert;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;

/** What lintian rightly finds in a package's name and relations. */
final class PackageFindings {
  private static final Pattern DJANGO = Pattern.compile("python[23]?-django-.*");
  private static final Pattern BESIDE = Pattern.compile(".*-(dev|docs?|common|tools)");
  // Lintian counts every architecture as if it were this, the longest.
  private static final int ARCHITECTURE_LENGTH = "kfreebsd-amd64".length();
  private static final int LONGEST_FILE_NAME = 80;

  private PackageFindings() {}

  static Set<LintianOverride> of(Identity identity, Architecture architecture, Relations depends) {
    Set<LintianOverride> found = EnumSet.noneOf(LintianOverride.class);
    PackageName name = identity.name();
    String file =
        name + "_" + identity.version().withoutEpoch() + "_" + architecture.name() + ".deb";
    if (file.length() - architecture.name().length() + ARCHITECTURE_LENGTH > LONGEST_FILE_NAME) {
      found.add(LintianOverride.PACKAGE_HAS_LONG_FILE_NAME);
    }
    if (DJANGO.matcher(name.value()).matches()
        && !BESIDE.matcher(name.value()).matches()
        && depends.clauses().stream()
            .noneMatch(
                clause ->
                    clause.stream().allMatch(a -> a.name().value().matches("python3?-django")))) {
      found.add(LintianOverride.DJANGO_PACKAGE_DOES_NOT_DEPEND_ON_DJANGO);
    }
    return found;
  }
}
