package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.python.EntryPoint;
import org.debwright.python.Wheel;
import org.debwright.python.Wheel.Member;

/**
 * What Python imports when the top-level modules of a wheel, or those of its commands, are
 * imported: read out of their source, from module to module. Only statements at the margin count;
 * what stands in a function or behind {@code try} may never be needed. All modules count in a wheel
 * that has a gui script.
 */
final class ImportedModules {
  private static final int MOST_MODULES = 2_000;
  private static final long LARGEST_BYTES = 1 << 20;
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:import[ \\t]+([\\w., \\t]+)"
              + "|from[ \\t]+([\\w.]+)[ \\t]+import[ \\t]*(?:\\(([^)]*)\\)|([^#\\n]*)))");

  private static final Pattern NAME = Pattern.compile("\\w+(\\.\\w+)*");

  private final Wheel wheel;
  private final Map<String, Member> modules = new HashMap<>();
  private final Set<String> foreign = new TreeSet<>();
  private final Set<String> seen = new TreeSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  private ImportedModules(Wheel wheel) {
    this.wheel = wheel;
    wheel.members().stream()
        .filter(m -> TopLevel.isLibrary(m) && m.path().endsWith(".py"))
        .filter(m -> m.sizeBytes() <= LARGEST_BYTES)
        .forEach(m -> modules.put(dotted(m.path()), m));
  }

  /** Dotted names of what is not in the wheel itself, {@code tkinter.font}, sorted. */
  static Set<String> of(Wheel wheel) {
    ImportedModules found = new ImportedModules(wheel);
    boolean gui = wheel.entryPoints().stream().anyMatch(e -> e.group().equals("gui_scripts"));
    found.modules.keySet().stream().filter(m -> gui || m.indexOf('.') < 0).forEach(found::reach);
    wheel.entryPoints().stream().filter(EntryPoint::isScript).forEach(e -> found.reach(e.module()));
    found.follow();
    return found.foreign;
  }

  private static String dotted(String path) {
    return path.replaceFirst("(/__init__)?\\.py$", "").replace('/', '.');
  }

  // a.b.c imports a, a.b and a.b.c.
  private boolean reach(String module) {
    boolean ours = modules.containsKey(module);
    for (int dot = module.indexOf('.'); dot > 0; dot = module.indexOf('.', dot + 1)) {
      ours |= add(module.substring(0, dot));
    }
    return add(module) || ours;
  }

  private boolean add(String module) {
    if (!modules.containsKey(module)) {
      return false;
    }
    if (seen.add(module)) {
      open.add(module);
    }
    return true;
  }

  private void follow() {
    for (int count = 0; count < MOST_MODULES && !open.isEmpty(); count++) {
      String module = open.remove();
      String text = withoutTexts(source(module));
      Matcher statement = IMPORT.matcher(text);
      for (int at = nextStatement(text, 0); at >= 0; ) {
        int next = at + 1;
        if (statement.region(at, text.length()).lookingAt()) {
          targets(statement, module).forEach(this::take);
          next = statement.end();
        }
        at = nextStatement(text, next);
      }
    }
  }

  // What looks like a statement at the margin, found by hand: most lines are none.
  private static int nextStatement(String text, int from) {
    for (int at = from; at >= 0 && at < text.length(); ) {
      boolean margin = at == 0 || text.charAt(at - 1) == '\n';
      if (margin && (text.startsWith("import", at) || text.startsWith("from", at))) {
        return at;
      }
      int end = text.indexOf('\n', at);
      at = end < 0 ? -1 : end + 1;
    }
    return -1;
  }

  /** Texts in three quotes emptied. */
  private static String withoutTexts(String source) {
    StringBuilder kept = new StringBuilder(source.length());
    int from = 0;
    int at = 0;
    int single = source.indexOf("'''");
    int twice = source.indexOf("\"\"\"");
    while (single >= 0 || twice >= 0) {
      boolean first = twice < 0 || (single >= 0 && single < twice);
      at = first ? single : twice;
      String quotes = first ? "'''" : "\"\"\"";
      int end = source.indexOf(quotes, at + 3);
      if (end >= 0) {
        kept.append(source, from, at).append("''");
        from = end + 3;
      }
      int next = end < 0 ? at + 1 : from;
      single = single >= 0 && single < next ? source.indexOf("'''", next) : single;
      twice = twice >= 0 && twice < next ? source.indexOf("\"\"\"", next) : twice;
    }
    return kept.append(source, from, source.length()).toString();
  }

  private void take(String module) {
    if (!reach(module)) {
      foreign.add(module);
    }
  }

  // `from a import b` imports a, and a.b if that is a module.
  private List<String> targets(Matcher statement, String module) {
    List<String> targets = new ArrayList<>();
    String plain = statement.group(1);
    if (plain != null) {
      for (String each : plain.split(",", -1)) {
        targets.add(name(each));
      }
    } else {
      String from = absolute(statement.group(2), module);
      targets.add(from);
      String names = statement.group(3) == null ? statement.group(4) : statement.group(3);
      for (String each : names.split(",", -1)) {
        targets.add(from + "." + name(each));
      }
    }
    return targets.stream().filter(NAME.asMatchPredicate()).toList();
  }

  private static String name(String imported) {
    return imported.strip().replaceFirst("(?s)\\s.*", "");
  }

  private String absolute(String from, String module) {
    if (!from.startsWith(".")) {
      return from;
    }
    String base = module;
    Member member = modules.get(module);
    int up = member != null && member.path().endsWith("/__init__.py") ? 1 : 0;
    String rest = from.replaceFirst("^\\.+", "");
    for (int i = up; i < from.length() - rest.length(); i++) {
      base = base.contains(".") ? base.substring(0, base.lastIndexOf('.')) : "";
    }
    return rest.isEmpty() ? base : base + "." + rest;
  }

  private String source(String module) {
    Member member = modules.get(module);
    if (member == null) {
      return "";
    }
    try (InputStream in = wheel.read(member)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
