package org.debwright.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.debwright.manual.PythonTokens.Token;
import org.debwright.manual.ReachableCode.Unit;

/** A command made of click's decorators, or of typer's. */
final class ClickCommand {
  private static final Set<String> COMMANDS = Set.of("command", "group", "callback");

  private ClickCommand() {}

  static CommandFacts read(List<Unit> units, String name) {
    return units.stream()
        .filter(u -> !u.name().isEmpty() && decorator(u.tokens()).isPresent())
        .filter(u -> u.name().equals(name) || isCalled(u.name(), units))
        .findFirst()
        .map(ClickCommand::command)
        .or(() -> units.stream().flatMap(u -> application(u).stream()).findFirst())
        .orElse(CommandFacts.NONE);
  }

  // `def main(): cli()`; a command that is merely mentioned is a subcommand.
  private static boolean isCalled(String command, List<Unit> units) {
    return units.stream()
        .limit(2)
        .flatMap(u -> PythonCall.in(u.tokens()).stream())
        .anyMatch(
            c -> c.name().equals(List.of(command)) || c.name().equals(List.of(command, "main")));
  }

  // `@click.command(...)`, `@cli.command("name")`, and `@click.command` without parentheses.
  private static Optional<PythonCall> decorator(List<Token> definition) {
    List<Token> head = decorators(definition);
    Optional<PythonCall> called =
        PythonCall.in(head).stream()
            .filter(c -> COMMANDS.contains(c.method()) && isDecorator(head, c.position()))
            .findFirst();
    if (called.isPresent()) {
      return called;
    }
    for (int i = 0; i + 3 < head.size(); i++) {
      if (head.get(i).is("@")
          && head.get(i + 2).is(".")
          && COMMANDS.contains(head.get(i + 3).text())
          && (i + 4 == head.size() || !head.get(i + 4).is("("))) {
        return Optional.of(
            new PythonCall(
                "", List.of(head.get(i + 1).text(), head.get(i + 3).text()), List.of(), i + 1));
      }
    }
    return Optional.empty();
  }

  private static boolean isDecorator(List<Token> tokens, int position) {
    return position > 0 && tokens.get(position - 1).is("@");
  }

  private static List<Token> decorators(List<Token> definition) {
    int end = 0;
    while (end < definition.size()
        && !(definition.get(end).isName("def") && definition.get(end).column() == 0)
        && !definition.get(end).isName("class")) {
      end++;
    }
    return definition.subList(0, end);
  }

  private static CommandFacts command(Unit unit) {
    List<Token> head = decorators(unit.tokens());
    List<CommandOption> options = new ArrayList<>();
    for (PythonCall call : PythonCall.in(head)) {
      if (isDecorator(head, call.position())) {
        option(call).ifPresent(options::add);
      }
    }
    options.addAll(TyperOptions.of(unit.tokens()));
    PythonCall decorator = decorator(unit.tokens()).orElseThrow();
    String help = decorator.text("help");
    return new CommandFacts(
        List.of(),
        CommandReading.paragraphs(help.isEmpty() ? PythonModule.docstring(unit.tokens()) : help),
        options,
        subcommands(unit.module(), unit.name()));
  }

  private static Optional<CommandOption> option(PythonCall call) {
    if (call.keyword("hidden").map(h -> h.written().equals("True")).orElse(false)) {
      return Optional.empty();
    }
    List<String> texts = call.texts();
    return switch (call.method()) {
      case "option" -> {
        List<String> spellings = texts.stream().filter(t -> t.startsWith("-")).toList();
        yield spellings.isEmpty()
            ? Optional.empty()
            : Optional.of(new CommandOption(spellings, argument(call, spellings), help(call)));
      }
      case "argument" ->
          texts.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new CommandOption(
                      List.of(texts.get(0).toUpperCase(Locale.ROOT)), "", help(call)));
      case "version_option" ->
          Optional.of(new CommandOption(List.of("--version"), "", "Show the version and exit."));
      default -> Optional.empty();
    };
  }

  private static String argument(PythonCall call, List<String> spellings) {
    boolean flag =
        call.keyword("is_flag").isPresent()
            || call.keyword("flag_value").isPresent()
            || call.keyword("count").isPresent()
            || spellings.stream().anyMatch(s -> s.contains("/"))
            || call.keyword("default").map(d -> d.written().matches("True|False")).orElse(false);
    if (flag) {
      return "";
    }
    String metavar = call.text("metavar");
    String type = call.keyword("type").map(t -> t.written()).orElse("");
    return !metavar.isEmpty()
        ? metavar
        : type.contains("int") || type.contains("Int")
            ? "INTEGER"
            : type.contains("Path") ? "PATH" : type.contains("File") ? "FILE" : "TEXT";
  }

  private static String help(PythonCall call) {
    return call.text("help").replaceAll("[\\s\b]+", " ").strip();
  }

  /** Commands that decorators register with {@code parent}. */
  static List<CommandOption> subcommands(PythonModule module, String parent) {
    List<CommandOption> found = new ArrayList<>();
    module
        .definitions()
        .forEach(
            (name, tokens) ->
                decorator(tokens)
                    .filter(d -> d.receiver().equals(parent) && !d.method().equals("callback"))
                    .ifPresent(d -> found.add(subcommand(name, d, tokens))));
    return found;
  }

  private static CommandOption subcommand(String name, PythonCall decorator, List<Token> tokens) {
    String said =
        decorator.texts().stream()
            .findFirst()
            .or(() -> decorator.keyword("name").flatMap(n -> n.text()))
            .orElse(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    String help =
        List.of(
                decorator.text("short_help"),
                decorator.text("help"),
                PythonModule.docstring(tokens))
            .stream()
            .filter(h -> !h.isBlank())
            .findFirst()
            .orElse("");
    return new CommandOption(
        List.of(said), "", CommandReading.paragraphs(help).stream().findFirst().orElse(""));
  }

  // `app = typer.Typer(help=...)` with commands: one alone is the application itself.
  private static Optional<CommandFacts> application(Unit unit) {
    return PythonCall.in(unit.tokens()).stream()
        .filter(c -> c.method().equals("Typer") && !c.assigned().isEmpty())
        .findFirst()
        .map(
            made -> {
              PythonModule module = unit.module();
              List<CommandOption> subcommands = subcommands(module, made.assigned());
              List<CommandOption> options = new ArrayList<>();
              List<String> description =
                  new ArrayList<>(CommandReading.paragraphs(made.text("help")));
              module
                  .definitions()
                  .forEach(
                      (function, tokens) ->
                          decorator(tokens)
                              .filter(d -> d.receiver().equals(made.assigned()))
                              .filter(d -> d.method().equals("callback") || subcommands.size() == 1)
                              .ifPresent(
                                  d -> {
                                    options.addAll(TyperOptions.of(tokens));
                                    if (description.isEmpty()) {
                                      description.addAll(
                                          CommandReading.paragraphs(
                                              PythonModule.docstring(tokens)));
                                    }
                                  }));
              return new CommandFacts(
                  List.of(),
                  description,
                  options,
                  subcommands.size() == 1 ? List.of() : subcommands);
            });
  }
}
