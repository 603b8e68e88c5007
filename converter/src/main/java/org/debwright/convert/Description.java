package org.debwright.convert;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.debwright.python.CoreMetadata;
import org.debwright.python.PythonVersion;
import org.debwright.templates.Template;

/** The Description field (Policy 5.6.13): a synopsis, then paragraphs. */
final class Description {
  private static final int LONGEST_SYNOPSIS = 80;
  // Folded lines begin with a blank; apt and lintian want at most 80 columns.
  private static final int WIDTH = 78;
  private static final Pattern ARTICLE =
      Pattern.compile("^(an?|the)\\s+", Pattern.CASE_INSENSITIVE);

  private Description() {}

  /** Synopsis, line feed, extended description, as a logical value: nothing folded yet. */
  static String of(CoreMetadata metadata, PythonVersion python) {
    String synopsis = synopsis(metadata);
    List<String> paragraphs =
        PlainText.about(metadata.spelledName(), metadata.description()).stream()
            .filter(p -> !withoutEnd(p).equalsIgnoreCase(synopsis))
            .map(p -> String.join("\n", Wrap.lines(p, WIDTH)))
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
    return synopsis + "\n" + extended.strip();
  }

  /** One line, no article, no full stop, at most 80 characters (Policy 3.4.1). */
  static String synopsis(CoreMetadata metadata) {
    String line = oneLine(metadata.summary());
    String bare = withoutEnd(ARTICLE.matcher(line).replaceFirst(""));
    bare =
        bare.replaceFirst(
            "(?i)^" + Pattern.quote(metadata.spelledName()) + "\\s*(:|-+|–|—|is an?|is the)\\s+",
            "");
    if (bare.isBlank() || bare.equalsIgnoreCase("UNKNOWN")) {
      return metadata.name().normalized() + " distribution for Python";
    }
    return shortened(bare);
  }

  private static String oneLine(String text) {
    String line = text.substring(0, Math.min(text.length(), 2000));
    return line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  private static String withoutEnd(String text) {
    return text.replaceFirst("[\\s.:;,]+$", "");
  }

  static String shortened(String text) {
    if (text.length() <= LONGEST_SYNOPSIS) {
      return text;
    }
    return withoutEnd(Wrap.lines(text, LONGEST_SYNOPSIS - 3).get(0)) + "...";
  }
}
