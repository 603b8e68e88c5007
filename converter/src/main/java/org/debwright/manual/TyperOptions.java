package org.debwright.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.debwright.manual.PythonTokens.Kind;
import org.debwright.manual.PythonTokens.Token;

/** Options that typer takes from a function's parameters: {@code x: int = typer.Option(1)}. */
final class TyperOptions {
  private TyperOptions() {}

  static List<CommandOption> of(List<Token> definition) {
    List<CommandOption> options = new ArrayList<>();
    for (PythonCall call : PythonCall.in(definition)) {
      boolean named = call.receiver().equals("typer") || call.receiver().isEmpty();
      if (named && (call.method().equals("Option") || call.method().equals("Argument"))) {
        String parameter = parameter(definition, call.position());
        if (!parameter.isEmpty()) {
          options.add(option(call, parameter, isSwitch(definition, call)));
        }
      }
    }
    return options;
  }

  private static CommandOption option(PythonCall call, String parameter, boolean isSwitch) {
    String help = call.text("help").replaceAll("\\s+", " ").strip();
    String metavar = parameter.toUpperCase(Locale.ROOT);
    if (call.method().equals("Argument")) {
      return new CommandOption(List.of(metavar), "", help);
    }
    List<String> given = call.texts().stream().filter(t -> t.startsWith("-")).toList();
    List<String> spellings = given.isEmpty() ? List.of("--" + parameter.replace('_', '-')) : given;
    return new CommandOption(spellings, isSwitch ? "" : metavar, help);
  }

  private static boolean isSwitch(List<Token> definition, PythonCall call) {
    boolean standard =
        call.arguments().stream()
            .filter(a -> a.keyword().isEmpty() || a.keyword().equals("default"))
            .anyMatch(a -> a.written().matches("True|False"));
    int colon = colon(definition, call.position());
    return standard
        || (colon > 0
            && definition.subList(colon, call.position()).stream().anyMatch(t -> t.isName("bool")));
  }

  private static String parameter(List<Token> definition, int position) {
    int colon = colon(definition, position);
    return colon > 0 && definition.get(colon - 1).kind() == Kind.NAME
        ? definition.get(colon - 1).text()
        : "";
  }

  // Backwards from the call to the colon behind its parameter, over the annotation.
  private static int colon(List<Token> definition, int position) {
    for (int i = position - 1; i > 0 && position - i < 60; i--) {
      if (definition.get(i).is(":")) {
        return i;
      }
    }
    return 0;
  }
}
