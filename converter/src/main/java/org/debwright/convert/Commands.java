package org.debwright.convert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.EntryPoint;
import org.debwright.templates.Template;

/** The commands that a wheel's entry points ask for ("Entry points", "Use for scripts"). */
final class Commands {
  private static final Set<String> GROUPS = Set.of("console_scripts", "gui_scripts");
  private static final String WORD = "[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}]*";
  private static final Pattern DOTTED = Pattern.compile(WORD + "(\\." + WORD + ")*");

  // Quoting and expansion (POSIX, "Shell Command Language", 2.2 and 2.6); blanks are left alone.
  private static final Pattern SHELL = Pattern.compile("[$`\"'\\\\;&|<>*?()\\[\\]{}!]");

  private Commands() {}

  /**
   * One file for each command, by name.
   *
   * @throws DebwrightException with every entry point that cannot be a command
   */
  static List<PlacedFile> of(List<EntryPoint> entryPoints, InstallPaths paths) {
    Map<String, PlacedFile> files = new LinkedHashMap<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (EntryPoint entryPoint : entryPoints) {
      if (!GROUPS.contains(entryPoint.group())) {
        continue;
      }
      String reason = refusal(entryPoint);
      if (reason.isEmpty()) {
        files.putIfAbsent(entryPoint.name(), file(entryPoint, paths));
      } else {
        problems.add(
            Diagnostic.error(
                    "command-refused", "`" + printable(entryPoint) + "` cannot become a command")
                .because(reason));
      }
    }
    if (!problems.isEmpty()) {
      throw new DebwrightException(problems);
    }
    return List.copyOf(files.values());
  }

  private static String refusal(EntryPoint entryPoint) {
    String name = entryPoint.name();
    if (name.isBlank() || name.contains("/") || name.equals(".") || name.equals("..")) {
      return "its name is no file name";
    }
    if (!name.equals(name.strip()) || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return "its name has control characters or surrounding blanks";
    }
    String unfit = refusal(name);
    if (!unfit.isEmpty()) {
      return unfit;
    }
    if (!DOTTED.matcher(entryPoint.module()).matches()
        || !DOTTED.matcher(entryPoint.attribute()).matches()) {
      return "a command needs `module:callable`, dotted names on both sides";
    }
    return "";
  }

  private static String refusal(String name) {
    if (name.startsWith("-")) {
      return "its name begins with a hyphen, as options do";
    }
    return SHELL.matcher(name).find() ? "its name has a character that the shell interprets" : "";
  }

  /** Refuses a script whose name nobody could type, or somebody could fall for. */
  static void check(TargetPath script, String origin) {
    String reason = refusal(script.fileName());
    if (!reason.isEmpty()) {
      throw Diagnostic.error("command-refused", "`" + origin + "` cannot become a command")
          .because(reason)
          .toException();
    }
  }

  private static PlacedFile file(EntryPoint entryPoint, InstallPaths paths) {
    String attribute = entryPoint.attribute();
    String text =
        Template.CONSOLE_SCRIPT.render(
            Map.of(
                "interpreter", paths.interpreter(),
                "module", entryPoint.module(),
                "name", attribute.replaceFirst("\\..*", ""),
                "callable", attribute));
    return PlacedFile.of(
        InstallPaths.command(entryPoint.name()),
        "entry point " + entryPoint.name(),
        0755,
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static String printable(EntryPoint entryPoint) {
    String text = entryPoint.name() + " = " + entryPoint.module() + ":" + entryPoint.attribute();
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
