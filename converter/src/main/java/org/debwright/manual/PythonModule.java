package org.debwright.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.manual.PythonTokens.Kind;
import org.debwright.manual.PythonTokens.Token;

/**
 * A module's source, cut into what stands at its top level.
 *
 * @param name dotted, empty for a script
 * @param docstring its first statement where that is text
 * @param definitions functions and classes by name, decorators included
 * @param loose everything else
 * @param imports what a name stands for: {@code module} or {@code module:name}
 */
record PythonModule(
    String name,
    String docstring,
    Map<String, List<Token>> definitions,
    List<Token> loose,
    Map<String, String> imports) {

  static PythonModule of(String name, boolean isPackage, String source) {
    List<Token> tokens = PythonTokens.of(source);
    Map<String, List<Token>> definitions = new LinkedHashMap<>();
    List<Token> loose = new ArrayList<>();
    Map<String, String> imports = new LinkedHashMap<>();
    List<Token> pending = new ArrayList<>();
    String open = "";
    for (List<Token> line : lines(tokens)) {
      imports(line, name, isPackage).forEach(imports::putIfAbsent);
      boolean top = line.get(0).column() == 0;
      Optional<String> defined = top ? defined(line) : Optional.empty();
      if (defined.isPresent()) {
        open = defined.get();
        List<Token> definition = new ArrayList<>(pending);
        definition.addAll(line);
        definitions.put(open, definition);
        pending.clear();
      } else if (top && line.get(0).is("@")) {
        pending.addAll(line);
      } else if (!top && definitions.containsKey(open)) {
        definitions.get(open).addAll(line);
      } else {
        open = "";
        loose.addAll(line);
      }
    }
    return new PythonModule(name, docstring(tokens), definitions, loose, imports);
  }

  /** Logical lines, each with its end. */
  static List<List<Token>> lines(List<Token> tokens) {
    List<List<Token>> lines = new ArrayList<>();
    List<Token> line = new ArrayList<>();
    for (Token token : tokens) {
      if (token.kind() != Kind.END) {
        line.add(token);
      } else if (!line.isEmpty()) {
        line.add(token);
        lines.add(line);
        line = new ArrayList<>();
      }
    }
    return lines;
  }

  /** Text in a function's first statement. */
  static String docstring(List<Token> definition) {
    for (List<Token> line : lines(definition)) {
      if (line.get(0).kind() == Kind.STRING && line.size() == 2) {
        return line.get(0).text();
      }
      if (line.get(0).column() > 0 && defined(line).isEmpty()) {
        return "";
      }
    }
    return "";
  }

  private static Optional<String> defined(List<Token> line) {
    int at = line.get(0).isName("async") ? 1 : 0;
    boolean definition =
        line.size() > at + 1 && (line.get(at).isName("def") || line.get(at).isName("class"));
    return definition ? Optional.of(line.get(at + 1).text()) : Optional.empty();
  }

  private static Map<String, String> imports(List<Token> line, String module, boolean isPackage) {
    Map<String, String> imports = new LinkedHashMap<>();
    if (line.get(0).isName("import")) {
      for (List<Token> part : parts(line.subList(1, line.size() - 1))) {
        String target = path(part);
        if (part.size() > 2 && part.get(part.size() - 2).isName("as")) {
          imports.put(part.get(part.size() - 1).text(), target);
        } else if (!target.isEmpty()) {
          imports.put(target.replaceFirst(".*\\.", ""), target);
        }
      }
    } else if (line.get(0).isName("from")) {
      int at = 1;
      while (at < line.size() && !line.get(at).isName("import")) {
        at++;
      }
      String from = absolute(path(line.subList(1, at)), module, isPackage);
      int first = Math.min(at + 1, line.size() - 1);
      List<Token> names =
          line.subList(first, line.size() - 1).stream()
              .filter(t -> !t.is("(") && !t.is(")"))
              .toList();
      for (List<Token> part : parts(names)) {
        String target = part.get(0).text();
        imports.put(part.get(part.size() - 1).text(), from + ":" + target);
      }
    }
    return imports;
  }

  private static List<List<Token>> parts(List<Token> tokens) {
    List<List<Token>> parts = new ArrayList<>();
    List<Token> part = new ArrayList<>();
    for (Token token : tokens) {
      if (token.is(",")) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(token);
      }
    }
    parts.add(part);
    parts.removeIf(List::isEmpty);
    return parts;
  }

  private static String path(List<Token> tokens) {
    StringBuilder path = new StringBuilder();
    for (Token token : tokens) {
      if (token.isName("as")) {
        break;
      }
      path.append(token.text());
    }
    return path.toString();
  }

  // PEP 328: one leading dot is the package itself, each further one its parent.
  private static String absolute(String path, String module, boolean isPackage) {
    if (!path.startsWith(".")) {
      return path;
    }
    String base = isPackage ? module + "." : module;
    String rest = path;
    while (rest.startsWith(".")) {
      base = base.contains(".") ? base.substring(0, base.lastIndexOf('.')) : "";
      rest = rest.substring(1);
    }
    return base.isEmpty() ? rest : rest.isEmpty() ? base : base + "." + rest;
  }
}
