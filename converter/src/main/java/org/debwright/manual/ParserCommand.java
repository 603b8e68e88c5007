package org.debwright.manual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.debwright.manual.ReachableCode.Unit;

/** A command that argparse or optparse reads the arguments of. */
final class ParserCommand {
  private static final Set<String> PARSERS =
      Set.of("ArgumentParser", "OptionParser", "ArgParser", "HelpfulArgumentParser");
  private static final Set<String> VALUELESS =
      Set.of(
          "store_true", "store_false", "store_const", "append_const", "count", "help", "version");

  private final List<String> description = new ArrayList<>();
  private final List<CommandOption> options = new ArrayList<>();
  private final Map<String, String> subcommands = new LinkedHashMap<>();
  private String usage = "";

  private ParserCommand() {}

  static CommandFacts read(List<Unit> units) {
    ParserCommand command = new ParserCommand();
    boolean parsed = false;
    for (Unit unit : units) {
      List<PythonCall> calls = PythonCall.in(unit.tokens());
      boolean creates = calls.stream().anyMatch(c -> PARSERS.contains(c.method()));
      // A second parser is another command's.
      if (!creates || !parsed) {
        command.take(calls, unit);
      }
      parsed |= creates;
    }
    return parsed ? command.facts() : CommandFacts.NONE;
  }

  private CommandFacts facts() {
    return new CommandFacts(
        usage.isEmpty() ? List.of() : List.of(usage),
        description,
        CommandReading.distinct(options),
        subcommands.entrySet().stream()
            .map(s -> new CommandOption(List.of(s.getKey()), "", s.getValue()))
            .toList());
  }

  private void take(List<PythonCall> calls, Unit unit) {
    // Variables that stand for a subcommand's parser, or a group of its options.
    Map<String, Boolean> ofSubcommand = new HashMap<>();
    for (PythonCall call : calls) {
      switch (call.method()) {
        case "ArgumentParser", "OptionParser", "ArgParser" -> parser(call, unit);
        case "add_parser" -> {
          call.texts().stream().findFirst().ifPresent(n -> subcommands.put(n, help(call)));
          ofSubcommand.put(call.assigned(), true);
        }
        case "add_argument_group", "add_mutually_exclusive_group", "add_option_group" ->
            ofSubcommand.put(call.assigned(), ofSubcommand.getOrDefault(call.receiver(), false));
        case "add_argument", "add_option" -> {
          if (!ofSubcommand.getOrDefault(call.receiver(), false)) {
            option(call);
          }
        }
        default -> {}
      }
    }
  }

  private void parser(PythonCall call, Unit unit) {
    String text = call.text("description");
    if (text.isEmpty()
        && call.keyword("description").map(d -> d.written()).orElse("").equals("__doc__")) {
      text = unit.module().docstring();
    }
    if (description.isEmpty()) {
      description.addAll(CommandReading.paragraphs(text));
    }
    String form = call.text("usage").strip();
    if (usage.isEmpty() && form.matches("(%\\(prog\\)s|%prog)[^\n]*")) {
      usage = form.replaceFirst("(%\\(prog\\)s|%prog)\\s*", "");
    }
  }

  private void option(PythonCall call) {
    List<String> spellings = call.texts();
    if (spellings.isEmpty() || call.text("help").equals("==SUPPRESS==") || isSuppressed(call)) {
      return;
    }
    boolean flag = spellings.get(0).startsWith("-");
    String argument =
        !flag || VALUELESS.contains(call.text("action")) || isWrittenFlag(call)
            ? ""
            : metavar(call, spellings);
    List<String> names =
        flag || call.text("metavar").isEmpty() ? spellings : List.of(call.text("metavar"));
    options.add(new CommandOption(names, argument, help(call)));
  }

  private static boolean isSuppressed(PythonCall call) {
    return call.keyword("help").map(h -> h.written().endsWith("SUPPRESS")).orElse(false);
  }

  private static boolean isWrittenFlag(PythonCall call) {
    return call.keyword("action")
        .map(a -> a.text().isEmpty() && !a.written().isEmpty())
        .orElse(false);
  }

  private static String metavar(PythonCall call, List<String> spellings) {
    String given = call.text("metavar");
    if (!given.isEmpty()) {
      return given;
    }
    String destination = call.text("dest");
    String name =
        !destination.isEmpty()
            ? destination
            : spellings.stream()
                .filter(s -> s.startsWith("--"))
                .findFirst()
                .orElse(spellings.get(0));
    return name.replaceFirst("^-+", "").replace('-', '_').toUpperCase(java.util.Locale.ROOT);
  }

  // argparse fills `%(default)s` in; a literal default is known here as well.
  private static String help(PythonCall call) {
    String text = call.text("help").replaceAll("\\s+", " ").strip();
    if (text.equals("==SUPPRESS==")) {
      return "";
    }
    String standard = call.keyword("default").map(d -> d.written()).orElse("");
    String shown = standard.matches("[\\w .:/+-]{1,60}") ? standard : "";
    String filled =
        text.replaceAll(
            "%\\(default\\)[srd]|%default", java.util.regex.Matcher.quoteReplacement(shown));
    return filled
        .replaceAll(
            "\\s*[\\[(][^\\[\\]()]{0,12}default[^\\[\\]()]{0,12}?[:=is ]*[\\])]",
            shown.isEmpty() ? "" : "$0")
        .replace("%(prog)s", "the command")
        .replace("%%", "%")
        .strip();
  }
}
