package org.debwright.manual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.manual.PythonTokens.Kind;
import org.debwright.manual.PythonTokens.Token;
import org.debwright.manual.ReachableCode.Source;
import org.debwright.manual.ReachableCode.Unit;

/**
 * What a command's source says of its options, without running it: the calls of argparse, optparse,
 * click and typer that its function leads to, and docopt's text. So a page is the same wherever it
 * is made. What is computed at run time is not seen.
 */
public final class CommandReading {
  private static final Pattern USAGE = Pattern.compile("(?im)^\\s*usage:.*\\n");

  private CommandReading() {}

  /** Where modules of the distribution are, by dotted name. */
  @FunctionalInterface
  public interface Modules {
    /**
     * A module's source, empty where there is none.
     *
     * @param path {@code a/b.py} or {@code a/b/__init__.py}
     */
    Optional<String> read(String path);
  }

  /** Of an entry point. */
  public static CommandFacts of(String module, String attribute, Modules modules) {
    String name = attribute.replaceFirst("\\..*", "");
    return read(ReachableCode.from(module, name, m -> source(m, modules)), name);
  }

  /** Of a script in Python. */
  public static CommandFacts of(String script, Modules modules) {
    return read(ReachableCode.from(script, m -> source(m, modules)), "");
  }

  private static Optional<Source> source(String module, Modules modules) {
    String path = module.replace('.', '/');
    return modules
        .read(path + ".py")
        .map(text -> new Source(false, text))
        .or(() -> modules.read(path + "/__init__.py").map(text -> new Source(true, text)));
  }

  private static CommandFacts read(List<Unit> units, String name) {
    CommandFacts click = ClickCommand.read(units, name);
    if (click.isHelpful()) {
      return click;
    }
    CommandFacts parser = ParserCommand.read(units);
    if (parser.isHelpful()) {
      return parser;
    }
    return written(units).orElse(CommandFacts.NONE);
  }

  // Help as docopt and many hand-made commands have it: a text that begins with "Usage:" somewhere.
  private static Optional<CommandFacts> written(List<Unit> units) {
    return units.stream()
        .filter(u -> u.depth() <= 1)
        .flatMap(CommandReading::texts)
        .filter(t -> USAGE.matcher(t).find())
        .map(HelpText::read)
        .filter(CommandFacts::isHelpful)
        .max(Comparator.comparingInt(f -> f.options().size()));
  }

  private static Stream<String> texts(Unit unit) {
    return Stream.concat(
        Stream.of(unit.module().docstring()),
        unit.tokens().stream().filter(t -> t.kind() == Kind.STRING).map(Token::text));
  }

  /** Paragraphs of a docstring, markup left as it is. */
  static List<String> paragraphs(String docstring) {
    List<String> paragraphs = new ArrayList<>();
    String prose = docstring.split("\f|\\\\f|\n\\s*(:param|Args:|Parameters\n|Returns:|>>>)", 2)[0];
    for (String paragraph : prose.split("\n\\s*\n", -1)) {
      String line = paragraph.replaceAll("[\\s\b]+", " ").strip();
      if (!line.isEmpty()) {
        paragraphs.add(line);
      }
    }
    return paragraphs;
  }

  /** The options as they come, those of the same spellings once. */
  static List<CommandOption> distinct(List<CommandOption> options) {
    Map<List<String>, CommandOption> distinct = new LinkedHashMap<>();
    options.forEach(o -> distinct.putIfAbsent(o.spellings(), o));
    return List.copyOf(distinct.values());
  }
}
