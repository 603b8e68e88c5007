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
  /** A file called like a compressed one that is none. */
  BROKEN_BZ2,
  /** The same. */
  BROKEN_GZ,
  /** The same. */
  BROKEN_LZMA,
  /** The same. */
  BROKEN_XZ,
  /** The same. */
  BROKEN_ZIP,
  /** A library that also looks where it was built. */
  CUSTOM_LIBRARY_SEARCH_PATH,
  /** A menu entry for a command of another package. */
  DESKTOP_COMMAND_NOT_IN_PACKAGE,
  /** A menu entry that names types of files and takes none. */
  DESKTOP_MIME_BUT_NO_EXEC_CODE,
  /** A distribution for Django that does not ask for it. */
  DJANGO_PACKAGE_DOES_NOT_DEPEND_ON_DJANGO,
  /** A font that the suite packages as well. */
  DUPLICATE_FONT_FILE,
  /** A script for browsers that the suite packages as well. */
  EMBEDDED_JAVASCRIPT_LIBRARY,
  /** A copy of a library that the suite has too. */
  EMBEDDED_LIBRARY,
  /** A command that is sourced. */
  EXECUTABLE_NOT_ELF_OR_SCRIPT,
  /** A name that a shell would expand. */
  FILE_NAME_CONTAINS_WILDCARD_CHARACTER,
  /** A command in another script than Latin. */
  FILE_NAME_IN_PATH_IS_NOT_ASCII,
  /** A man page by the authors that groff warns of. */
  GROFF_MESSAGE,
  /** A program for fixed addresses. */
  HARDENING_NO_PIE,
  /** A library that calls nothing of the C library. */
  LIBRARY_NOT_LINKED_AGAINST_LIBC,
  /** A module that can do with numpy and without, or with more than one of its interfaces. */
  MISSING_DEPENDENCY_ON_NUMPY_ABI,
  /** A text that is not UTF-8. */
  NATIONAL_ENCODING,
  /** A package for Python 2. */
  NEW_PACKAGE_SHOULD_NOT_PACKAGE_PYTHON2_MODULE,
  /** A font whose embedding bits are strict. */
  OPENTYPE_FONT_PROHIBITS_INSTALLABLE_EMBEDDING,
  /** A hidden directory that holds libraries. */
  PACKAGE_CONTAINS_PYTHON_DOT_DIRECTORY,
  /** A module called like a test. */
  PACKAGE_CONTAINS_PYTHON_TESTS_IN_GLOBAL_NAMESPACE,
  /** A project and a version with long names. */
  PACKAGE_HAS_LONG_FILE_NAME,
  /** Numbers of makers of network cards. */
  PACKAGE_INSTALLS_IEEE_DATA,
  /** A picture of a donation site. */
  PRIVACY_BREACH_DONATION,
  /** A script of that site. */
  PRIVACY_BREACH_FACEBOOK,
  /** A page that fetches from another site. */
  PRIVACY_BREACH_GENERIC,
  /** A page with advertisements or statistics. */
  PRIVACY_BREACH_GOOGLE_ADSENSE,
  /** A page with a search of another site. */
  PRIVACY_BREACH_GOOGLE_CSE,
  /** A button of that site. */
  PRIVACY_BREACH_GOOGLE_PLUS,
  /** A picture fetched from another site. */
  PRIVACY_BREACH_LOGO,
  /** A page with statistics. */
  PRIVACY_BREACH_PIWIK,
  /** A page that another site counts. */
  PRIVACY_BREACH_STATISTICS_WEBSITE,
  /** A button of that site. */
  PRIVACY_BREACH_TWITTER,
  /** A page that fetches a library which the suite packages. */
  PRIVACY_BREACH_USES_EMBEDDED_FILE,
  /** A badge fetched from another site. */
  PRIVACY_BREACH_W3C_VALID_HTML,
  /** A module that others might call the same. */
  PYTHON_MODULE_HAS_OVERLY_GENERIC_NAME,
  /** A template of a script. */
  SCRIPT_NOT_EXECUTABLE,
  /** A command that says what it is written in. */
  SCRIPT_WITH_LANGUAGE_EXTENSION,
  /** A library that is linked with nothing. */
  SHARED_LIBRARY_LACKS_PREREQUISITES,
  /** A script for another shell, or a template of one. */
  SHELL_SCRIPT_FAILS_SYNTAX_CHECK,
  /** A program that brings all it needs. */
  STATICALLY_LINKED_BINARY,
  /** A font whose embedding bits are strict. */
  TRUETYPE_FONT_PROHIBITS_INSTALLABLE_EMBEDDING,
  /** A file beside modules that is none. */
  UNKNOWN_FILE_IN_PYTHON_MODULE_DIRECTORY,
  /** A program or library with symbols that cannot be taken out. */
  UNSTRIPPED_BINARY_OR_OBJECT,
  /** A script for a program that is no interpreter to Debian. */
  UNUSUAL_INTERPRETER;

  LintianTag tag() {
    // The one tag here with capitals.
    return new LintianTag(
        this == FILE_NAME_IN_PATH_IS_NOT_ASCII
            ? "file-name-in-PATH-is-not-ASCII"
            : name().toLowerCase(Locale.ROOT).replace('_', '-'));
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
