package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
  private static final Pattern DOT_DIRECTORY = Pattern.compile("(.*/)?\\.[^/]+/.*");
  private static final Pattern COMMAND = Pattern.compile("/usr/(?:s?bin|games)/.*");
  private static final Pattern REGISTRY =
      Pattern.compile(
          ".*/(?:[^/]-)?(?:oui|iab)(?:\\.(?:txt|idx|db))?(?:\\.(?:gz|bz2|xz|lzma|zip|Z))?");
  private static final Set<String> LANGUAGES =
      Set.of("pl", "py", "php", "rb", "sh", "bsh", "csh", "tcl");
  private static final Set<String> FONTS =
      Set.of("ttf", "otf", "ttc", "pfb", "pcf", "woff", "woff2", "afm", "pfm");
  private static final Set<String> TEXTS =
      Set.of(
          ("txt csv tsv htm html xhtm xhtml xml po pot tex md rst json sgm sgml ini cfg conf dat"
                  + " css js tmpl in c h cpp pyx pxd f f90 log bib ics vcf eml srt lrc tpl yaml yml"
                  + " toml sql sh")
              .split(" "));
  private static final Pattern WEB = Pattern.compile("x?html?\\d?|js|xht|xml|css");
  // Larger texts are data, read by nobody.
  private static final int LARGEST_TEXT = 8 << 20;
  private static final int PIECE = 1 << 13;

  private final boolean python2;
  private final Set<String> commands;
  private final Set<LintianOverride> found = EnumSet.noneOf(LintianOverride.class);

  private FileFindings(boolean python2, Set<String> commands) {
    this.python2 = python2;
    this.commands = commands;
  }

  /** Of the wheel's own files. */
  static Set<LintianOverride> of(List<PlacedFile> files, InstallPaths paths) {
    FileFindings findings =
        new FileFindings(
            paths.python().major() == 2,
            files.stream()
                .filter(file -> WheelFiles.isCommand(file.path()))
                .map(file -> file.path().fileName())
                .collect(Collectors.toSet()));
    for (PlacedFile file : files) {
      findings.name(file.path().value());
      findings.compression(file);
      findings.script(file);
      if (!file.machineCode() && file.sizeBytes() <= LARGEST_TEXT) {
        findings.content(file);
      }
    }
    return findings.found;
  }

  private void name(String path) {
    if (path.startsWith("/usr/lib/python")) {
      var library = LIBRARY.matcher(path);
      if (library.matches()) {
        module(library.group(1));
      }
    } else if (path.startsWith("/usr/share/man/")) {
      note(path.endsWith(".gz"), LintianOverride.GROFF_MESSAGE);
    } else if (COMMAND.matcher(path).matches()) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      boolean below = path.indexOf('/', "/usr/".length()) == path.lastIndexOf('/');
      note(
          below && name.lastIndexOf('.') > 0 && LANGUAGES.contains(caseSensitiveExtension(name)),
          LintianOverride.SCRIPT_WITH_LANGUAGE_EXTENSION);
      note(path.chars().anyMatch(c -> c > 0x7f), LintianOverride.FILE_NAME_IN_PATH_IS_NOT_ASCII);
    }
    String extension = extension(path);
    boolean font =
        FONTS.contains(
            extension.equals("gz") ? extension(path.substring(0, path.length() - 3)) : extension);
    note(font, LintianOverride.DUPLICATE_FONT_FILE);
    note(font, LintianOverride.OPENTYPE_FONT_PROHIBITS_INSTALLABLE_EMBEDDING);
    note(font, LintianOverride.TRUETYPE_FONT_PROHIBITS_INSTALLABLE_EMBEDDING);
    note(
        path.indexOf('*') >= 0 || path.indexOf('?') >= 0,
        LintianOverride.FILE_NAME_CONTAINS_WILDCARD_CHARACTER);
    note(REGISTRY.matcher(path).matches(), LintianOverride.PACKAGE_INSTALLS_IEEE_DATA);
    note(WebLibraries.isOne(path), LintianOverride.EMBEDDED_JAVASCRIPT_LIBRARY);
  }

  private void module(String path) {
    note(GENERIC.matcher(path).matches(), LintianOverride.PYTHON_MODULE_HAS_OVERLY_GENERIC_NAME);
    boolean below = path.indexOf('/') >= 0;
    note(
        !below && !MODULE_FILE.matcher(path).matches(),
        LintianOverride.UNKNOWN_FILE_IN_PYTHON_MODULE_DIRECTORY);
    note(
        !below && GLOBAL_TEST.matcher(path).matches(),
        LintianOverride.PACKAGE_CONTAINS_PYTHON_TESTS_IN_GLOBAL_NAMESPACE);
    note(
        (path.startsWith(".") || path.contains("/.")) && DOT_DIRECTORY.matcher(path).matches(),
        LintianOverride.PACKAGE_CONTAINS_PYTHON_DOT_DIRECTORY);
  }

  /** What stands behind the last dot, in lower case. */
  private static String extension(String path) {
    return caseSensitiveExtension(path).toLowerCase(Locale.ROOT);
  }

  private static String caseSensitiveExtension(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private void script(PlacedFile file) {
    boolean said = (file.mode() & 0111) != 0 || WheelFiles.isFragment(file.path());
    try {
      if (said && !file.machineCode()) {
        found.addAll(ScriptFindings.of(file));
        note(
            WheelFiles.isCommand(file.path()) && !ScriptFindings.isScript(file),
            LintianOverride.EXECUTABLE_NOT_ELF_OR_SCRIPT);
      }
      if (DesktopFile.isOne(file)) {
        found.addAll(DesktopFile.findings(file, commands));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compression(PlacedFile file) {
    try {
      CompressedFile.finding(file).ifPresent(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void content(PlacedFile file) {
    String path = file.path().value();
    String extension = extension(path);
    boolean web = WEB.matcher(extension).matches();
    boolean text = TEXTS.contains(extension) || (python2 && path.endsWith(".py"));
    if (!web && !text) {
      return;
    }
    try (InputStream in = file.content().open()) {
      byte[] bytes = in.readAllBytes();
      note(text && isNational(bytes), LintianOverride.NATIONAL_ENCODING);
      if (web) {
        found.addAll(PrivacyBreach.in(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What file(1) takes for text has no NUL and no other control character, or is UTF-16.
  private static boolean isNational(byte[] bytes) {
    if (bytes.length > 1 && isMark(bytes)) {
      return true;
    }
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
    return !isUtf8(bytes);
  }

  private static boolean isMark(byte[] bytes) {
    return (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
        || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe);
  }

  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer piece = CharBuffer.allocate(PIECE);
    CoderResult result = decoder.decode(in, piece, true);
    while (result.isOverflow()) {
      result = decoder.decode(in, piece.clear(), true);
    }
    return result.isUnderflow();
  }

  private void note(boolean is, LintianOverride override) {
    if (is) {
      found.add(override);
    }
  }
}
