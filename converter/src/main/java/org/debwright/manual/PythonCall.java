package org.debwright.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.manual.PythonTokens.Kind;
import org.debwright.manual.PythonTokens.Token;

/**
 * A call in source, for example {@code parser.add_argument("-o", help="where to")}.
 *
 * @param assigned the variable that takes the result, empty where none does
 * @param name dotted, for example {@code parser.add_argument}
 * @param position of its first token
 */
record PythonCall(String assigned, List<String> name, List<Argument> arguments, int position) {
  // Functions that say the same in other words.
  private static final Set<String> TRANSPARENT =
      Set.of("_", "__", "gettext", "dedent", "cleandoc", "N_");

  /** An argument, its keyword empty where it has none. */
  record Argument(String keyword, List<Token> value) {
    /** The text of a literal. */
    Optional<String> text() {
      return literal(value);
    }

    /** What is written, blanks left out. */
    String written() {
      StringBuilder text = new StringBuilder();
      value.forEach(t -> text.append(t.text()));
      return text.toString();
    }
  }

  /** All calls among {@code tokens}, those within arguments of others included. */
  static List<PythonCall> in(List<Token> tokens) {
    List<PythonCall> calls = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.NAME && tokens.get(i + 1).is("(")) {
        List<String> name = dotted(tokens, i);
        int first = i - 2 * (name.size() - 1);
        boolean assigned =
            first >= 2
                && tokens.get(first - 1).is("=")
                && tokens.get(first - 2).kind() == Kind.NAME;
        calls.add(
            new PythonCall(
                assigned ? tokens.get(first - 2).text() : "",
                name,
                arguments(tokens, i + 2),
                first));
      }
    }
    return calls;
  }

  /** Its last name. */
  String method() {
    return name.get(name.size() - 1);
  }

  /** What it is a method of, empty for a function. */
  String receiver() {
    return name.size() > 1 ? name.get(name.size() - 2) : "";
  }

  Optional<Argument> keyword(String keyword) {
    return arguments.stream().filter(a -> a.keyword().equals(keyword)).findFirst();
  }

  /** The text that a keyword gives, empty where it is none that can be read. */
  String text(String keyword) {
    return keyword(keyword).flatMap(Argument::text).orElse("");
  }

  /** Literals without keyword. */
  List<String> texts() {
    return arguments.stream()
        .filter(a -> a.keyword().isEmpty())
        .flatMap(a -> a.text().stream())
        .toList();
  }

  private static List<String> dotted(List<Token> tokens, int last) {
    List<String> names = new ArrayList<>(List.of(tokens.get(last).text()));
    for (int i = last - 1;
        i >= 1 && tokens.get(i).is(".") && tokens.get(i - 1).kind() == Kind.NAME;
        i -= 2) {
      names.add(0, tokens.get(i - 1).text());
    }
    return names;
  }

  private static List<Argument> arguments(List<Token> tokens, int start) {
    List<Argument> arguments = new ArrayList<>();
    List<Token> value = new ArrayList<>();
    int depth = 0;
    for (int i = start; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean closing = token.is(")") || token.is("]") || token.is("}");
      if (depth == 0 && (closing || token.is(","))) {
        argument(value).ifPresent(arguments::add);
        value.clear();
        if (closing) {
          break;
        }
      } else {
        depth += closing ? -1 : token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
        value.add(token);
      }
    }
    return arguments;
  }

  private static Optional<Argument> argument(List<Token> value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    boolean keyword =
        value.size() > 2
            && value.get(0).kind() == Kind.NAME
            && value.get(1).is("=")
            && !value.get(2).is("=");
    return Optional.of(
        keyword
            ? new Argument(value.get(0).text(), List.copyOf(value.subList(2, value.size())))
            : new Argument("", List.copyOf(value)));
  }

  /** The value of adjacent literals, in parentheses or a function that hands them on. */
  static Optional<String> literal(List<Token> value) {
    int from = 0;
    int to = value.size();
    while (to - from >= 3 && value.get(to - 1).is(")") && opens(value, from)) {
      while (!value.get(from).is("(")) {
        from++;
      }
      from++;
      to--;
    }
    StringBuilder text = new StringBuilder();
    for (Token token : value.subList(from, to)) {
      if (token.kind() != Kind.STRING) {
        return Optional.empty();
      }
      text.append(token.text());
    }
    return from < to ? Optional.of(text.toString()) : Optional.empty();
  }

  private static boolean opens(List<Token> value, int from) {
    int open = from;
    while (open < value.size() - 1
        && (value.get(open).kind() == Kind.NAME || value.get(open).is("."))) {
      open++;
    }
    return value.get(open).is("(")
        && (open == from || TRANSPARENT.contains(value.get(open - 1).text()));
  }
}
