package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What lintian rightly finds in files that a distribution brings and that stay as they are, since
 * its code expects them so.
 */
final class FileFindings {
  private static final Pattern LIBRARY =
      Pattern.compile("/usr/lib/python[\\d.]+/dist-packages/(.+)");
  private static final Pattern GENERIC =
      Pattern.compile(
          "(backports?|core|docs?|site|tests?|examples?|scripts?)(\\.py|/__init__\\.py)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MODULE_FILE =
      Pattern.compile(".*\\.(egg-info|so|pth|py[ic]?)", Pattern.CASE_INSENSITIVE);
  private static final Pattern GLOBAL_TEST = Pattern.compile("test_[^/]+\\.py");
  private static final Pattern LANGUAGE_EXTENSION =
      Pattern.compile("/usr/(?:s?bin|games)/[^/]+\\.(p[ly]|php|rb|[bc]?sh|tcl)");
  private static final Pattern FONT =
      Pattern.compile(
          ".*\\.(ttf|otf|ttc|pfb|pcf|woff2?|afm|pfm)(\\.gz)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TEXT =
      Pattern.compile(
          ".*\\.(txt|csv|tsv|x?html?|xml|po|pot|tex|md|rst|json|sgml?|ini|cfg|conf|dat|css|js|tmpl"
              + "|in|c|h|cpp|pyx|pxd|f|f90|log|bib|ics|vcf|eml|srt|lrc|tpl|yaml|yml|toml|sql|sh)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WEB =
      Pattern.compile(".*\\.(x?html?\\d?|js|xht|xml|css)", Pattern.CASE_INSENSITIVE);
  private static final Pattern MANUAL = Pattern.compile("/usr/share/man/.*\\.gz");
  // Larger texts are data, read by nobody.
  private static final int LARGEST_TEXT = 8 << 20;

  private final boolean python2;
  private final Set<LintianOverride> found = EnumSet.noneOf(LintianOverride.class);

  private FileFindings(boolean python2) {
    this.python2 = python2;
  }

  /** Of the wheel's own files. */
  static Set<LintianOverride> of(List<PlacedFile> files, InstallPaths paths) {
    FileFindings findings = new FileFindings(paths.python().major() == 2);
    for (PlacedFile file : files) {
      findings.name(file.path().value());
      if (!file.machineCode() && file.sizeBytes() <= LARGEST_TEXT) {
        findings.content(file);
      }
    }
    return findings.found;
  }

  private void name(String path) {
    var library = LIBRARY.matcher(path);
    if (library.matches()) {
      String relative = library.group(1);
      note(
          GENERIC.matcher(relative).matches(),
          LintianOverride.PYTHON_MODULE_HAS_OVERLY_GENERIC_NAME);
      note(
          relative.indexOf('/') < 0 && !MODULE_FILE.matcher(relative).matches(),
          LintianOverride.UNKNOWN_FILE_IN_PYTHON_MODULE_DIRECTORY);
      note(
          GLOBAL_TEST.matcher(relative).matches(),
          LintianOverride.PACKAGE_CONTAINS_PYTHON_TESTS_IN_GLOBAL_NAMESPACE);
      note(
          relative.matches("(.*/)?\\.[^/]+/.*"),
          LintianOverride.PACKAGE_CONTAINS_PYTHON_DOT_DIRECTORY);
    }
    note(
        LANGUAGE_EXTENSION.matcher(path).matches(), LintianOverride.SCRIPT_WITH_LANGUAGE_EXTENSION);
    note(FONT.matcher(path).matches(), LintianOverride.DUPLICATE_FONT_FILE);
    note(
        FONT.matcher(path).matches(),
        LintianOverride.TRUETYPE_FONT_PROHIBITS_INSTALLABLE_EMBEDDING);
    note(path.matches(".*[*?].*"), LintianOverride.FILE_NAME_CONTAINS_WILDCARD_CHARACTER);
    note(
        path.matches("/usr/(s?bin|games)/.*[^\\x00-\\x7f].*"),
        LintianOverride.FILE_NAME_IN_PATH_IS_NOT_ASCII);
    note(WebLibraries.isOne(path), LintianOverride.EMBEDDED_JAVASCRIPT_LIBRARY);
    note(MANUAL.matcher(path).matches(), LintianOverride.GROFF_MESSAGE);
  }

  private void content(PlacedFile file) {
    String path = file.path().value();
    boolean web = WEB.matcher(path).matches();
    boolean text = TEXT.matcher(path).matches() || (python2 && path.endsWith(".py"));
    if (!web && !text) {
      return;
    }
    try (InputStream in = file.content().open()) {
      byte[] bytes = in.readAllBytes();
      note(text && isNational(bytes), LintianOverride.NATIONAL_ENCODING);
      if (web) {
        found.addAll(PrivacyBreach.in(new String(bytes, StandardCharsets.ISO_8859_1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What file(1) takes for text has no NUL and no other control character.
  private static boolean isNational(byte[] bytes) {
    boolean plain = true;
    for (byte b : bytes) {
      plain &= b >= 0;
      if (b == 0) {
        return false;
      }
    }
    if (plain) {
      return false;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return false;
    } catch (CharacterCodingException e) {
      return true;
    }
  }

  private void note(boolean is, LintianOverride override) {
    if (is) {
      found.add(override);
    }
  }
}
