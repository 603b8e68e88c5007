package org.debwright.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.target.Target;

/** What the log of a failed build tells a person. */
final class BuildFailure {
  private static final int LINES = 12;
  private static final int LONGEST_LINE = 300;
  private static final Pattern HEADER =
      Pattern.compile("fatal error: ([\\w./+-]+): No such file or directory");
  private static final Pattern COMPILER =
      Pattern.compile(
          "(?:command|program) '([\\w.+-]+)' failed: No such file|unable to execute '([\\w.+-]+)'|"
              + "can't find Rust compiler|(cargo|rustc): command not found");

  private BuildFailure() {}

  static Diagnostic describe(Path source, Target target, Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    return Diagnostic.error(
            "build-failed",
            "`"
                + source.getFileName()
                + "` cannot be built for "
                + target.suite()
                + " with Python "
                + target.python().version())
        .because(reason(text))
        .mend("read the whole log: `" + log + "`");
  }

  private static String reason(String text) {
    Matcher header = HEADER.matcher(text);
    if (header.find()) {
      return "the header `" + header.group(1) + "` is missing where it is built";
    }
    Matcher compiler = COMPILER.matcher(text);
    if (compiler.find()) {
      String name = compiler.group(1) != null ? compiler.group(1) : compiler.group(2);
      return "the compiler " + (name == null ? "`rustc`" : "`" + name + "`") + " is missing";
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return String.join(
        "\n",
        lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
            .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
            .toList());
  }
}
