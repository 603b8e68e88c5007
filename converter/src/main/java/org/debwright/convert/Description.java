package org.debwright.convert;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.debwright.debian.PackageName;
import org.debwright.python.CoreMetadata;
import org.debwright.python.PythonVersion;
import org.debwright.templates.Template;

/** The Description field (Policy 5.6.13): a synopsis, then paragraphs. */
final class Description {
  // Folded lines begin with a blank; apt and lintian want at most 80 columns.
  private static final int WIDTH = 78;
  // Such a line would be read as markup: a list, a blank line (Policy 5.6.13).
  private static final Pattern MARKUP = Pattern.compile(" ([-*.+])");
  // In no text, for control characters are taken out before.
  private static final String GLUE = "\u0001";
  private static final Pattern UNWANTED = Pattern.compile("(?i)[.*+-].*|.*\\bhomepage: .*");

  private Description() {}

  /** Synopsis, line feed, extended description, as a logical value: nothing folded yet. */
  static String of(CoreMetadata metadata, PackageName name, PythonVersion python) {
    String synopsis = Synopsis.of(metadata, name.value());
    List<String> paragraphs =
        PlainText.about(metadata.spelledName(), metadata.description()).stream()
            .filter(p -> !UNWANTED.matcher(p).matches())
            .map(p -> wrapped(p))
            .filter(p -> !repeats(p, synopsis) && !repeats(p.get(0), metadata.summary()))
            .map(p -> String.join("\n", p))
            .toList();
    String extended =
        Template.DESCRIPTION.render(
            Map.of(
                "paragraphs",
                paragraphs,
                "project",
                metadata.name().normalized(),
                "version",
                metadata.version().toString(),
                "python",
                "Python " + python.major()));
    return synopsis + "\n" + lastWrapped(extended.strip());
  }

  // The sentence about the package, whose length the names of project and version decide.
  private static String lastWrapped(String text) {
    int last = text.lastIndexOf('\n') + 1;
    return text.substring(0, last) + String.join("\n", wrapped(text.substring(last)));
  }

  private static List<String> wrapped(String paragraph) {
    String glued = MARKUP.matcher(paragraph).replaceAll(GLUE + "$1");
    return Wrap.lines(glued, WIDTH).stream().map(l -> l.replace(GLUE, " ")).toList();
  }

  // Whether the synopsis is said again, in the first line or in all of it.
  private static boolean repeats(List<String> lines, String synopsis) {
    return repeats(lines.get(0), synopsis) || repeats(String.join(" ", lines), synopsis);
  }

  private static boolean repeats(String line, String synopsis) {
    return letters(line).equals(letters(synopsis));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
