package org.debwright.manual;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.manual.PythonTokens.Kind;
import org.debwright.manual.PythonTokens.Token;

/**
 * What a function leads to within its distribution: by the names that are mentioned, nearest first.
 */
final class ReachableCode {
  private static final int MOST_UNITS = 60;
  private static final int MOST_MODULES = 16;
  private static final int DEEPEST = 4;

  /** A module as it is in the distribution. */
  record Source(boolean isPackage, String text) {}

  /** Where modules are, by dotted name. */
  @FunctionalInterface
  interface Sources {
    Optional<Source> of(String module);
  }

  /**
   * A definition, or a module's loose statements where {@code name} is empty.
   *
   * @param depth steps from where it begins
   */
  record Unit(PythonModule module, String name, List<Token> tokens, int depth) {}

  private final Sources sources;
  private final Map<String, Optional<PythonModule>> modules = new HashMap<>();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final Deque<Unit> waiting = new ArrayDeque<>();

  private ReachableCode(Sources sources) {
    this.sources = sources;
  }

  /** From a function or any other name of a module. */
  static List<Unit> from(String module, String name, Sources sources) {
    ReachableCode code = new ReachableCode(sources);
    code.enter(module, name, 0);
    return code.walk();
  }

  /** From a script. */
  static List<Unit> from(String script, Sources sources) {
    ReachableCode code = new ReachableCode(sources);
    code.add(PythonModule.of("", false, script), "", 0);
    return code.walk();
  }

  private List<Unit> walk() {
    while (!waiting.isEmpty() && units.size() < MOST_UNITS) {
      Unit unit = waiting.remove();
      if (unit.depth() < DEEPEST) {
        follow(unit);
      }
    }
    return new ArrayList<>(units.values());
  }

  private void follow(Unit unit) {
    PythonModule module = unit.module();
    List<Token> tokens = unit.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() != Kind.NAME || (i > 0 && tokens.get(i - 1).is("."))) {
        continue;
      }
      boolean dotted = i + 2 < tokens.size() && tokens.get(i + 1).is(".");
      if (module.definitions().containsKey(token.text())) {
        add(module, token.text(), unit.depth() + 1);
      } else if (module.imports().containsKey(token.text())) {
        imported(
            module.imports().get(token.text()),
            dotted ? tokens.get(i + 2).text() : "",
            unit.depth() + 1);
      }
    }
  }

  private void imported(String target, String attribute, int depth) {
    String[] parts = target.split(":", 2);
    if (parts.length == 2 && !enter(parts[0], parts[1], depth)) {
      enter(parts[0] + "." + parts[1], attribute, depth);
    } else if (parts.length == 1) {
      enter(target, attribute, depth);
    }
  }

  private boolean enter(String module, String name, int depth) {
    Optional<PythonModule> found = module(module);
    if (found.isEmpty() || name.isEmpty()) {
      return found.isPresent();
    }
    PythonModule in = found.get();
    if (in.definitions().containsKey(name)) {
      add(in, name, depth);
      return true;
    }
    if (in.imports().containsKey(name) && depth < DEEPEST) {
      imported(in.imports().get(name), "", depth + 1);
      return true;
    }
    boolean bound = in.loose().stream().anyMatch(t -> t.isName(name));
    if (bound) {
      add(in, "", depth);
    }
    return bound;
  }

  private void add(PythonModule module, String name, int depth) {
    String key = module.name() + ":" + name;
    if (units.containsKey(key) || units.size() >= MOST_UNITS) {
      return;
    }
    List<Token> tokens =
        name.isEmpty() ? module.loose() : module.definitions().getOrDefault(name, List.of());
    Unit unit = new Unit(module, name, tokens, depth);
    units.put(key, unit);
    waiting.add(unit);
    if (!name.isEmpty()) {
      // Statements of the module run before anything in it.
      add(module, "", depth + 1);
    }
  }

  private Optional<PythonModule> module(String name) {
    if (!modules.containsKey(name)) {
      modules.put(
          name,
          modules.size() < MOST_MODULES
              ? sources.of(name).map(s -> PythonModule.of(name, s.isPackage(), s.text()))
              : Optional.empty());
    }
    return modules.get(name);
  }
}
