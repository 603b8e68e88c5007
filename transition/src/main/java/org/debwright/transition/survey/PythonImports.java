package org.debwright.transition.survey;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.debwright.transition.survey.PythonTokens.Kind;

/** Which modules a source imports absolutely: statements, and calls with the name written out. */
public final class PythonImports {
  private static final byte[] IMPORT = {'i', 'm', 'p', 'o', 'r', 't'};

  private static final byte[] SHIFTS = shifts();

  private final PythonTokens tokens;
  private final int last;
  private final Map<String, Integer> found = new LinkedHashMap<>();

  private PythonImports(byte[] source) {
    this.tokens = new PythonTokens(source);
    this.last = lastImport(source);
  }

  // Most files import at their beginning only: what follows the last mention need not be read.
  private static int lastImport(byte[] source) {
    int at = source.length - IMPORT.length;
    while (at >= 0) {
      int same = 0;
      while (same < IMPORT.length && source[at + same] == IMPORT[same]) {
        same++;
      }
      if (same == IMPORT.length) {
        return at;
      }
      at -= SHIFTS[source[at] & 0xff];
    }
    return -1;
  }

  // How far back the word may begin next, by the byte that is where it would begin.
  private static byte[] shifts() {
    byte[] shifts = new byte[256];
    Arrays.fill(shifts, (byte) IMPORT.length);
    for (int i = IMPORT.length - 1; i > 0; i--) {
      shifts[IMPORT[i]] = (byte) i;
    }
    return shifts;
  }

  /**
   * Dotted names, each with the first line that imports it. {@code from a import b} gives {@code a}
   * and {@code a.b}, since b may be a module.
   */
  public static Map<String, Integer> of(byte[] source) {
    PythonImports imports = new PythonImports(source);
    imports.scan();
    return imports.found;
  }

  private void scan() {
    // `import` is a keyword in every Python: where it stands, something is imported.
    if (last < 0) {
      return;
    }
    Kind kind = tokens.next();
    while (kind != Kind.END && tokens.start() <= last) {
      if (kind != Kind.NAME) {
        kind = tokens.next();
      } else if (tokens.is("import")) {
        kind = names(tokens.line());
      } else if (tokens.is("from")) {
        kind = from(tokens.line());
      } else if (tokens.is("import_module") || tokens.is("__import__")) {
        kind = call(tokens.line());
      } else {
        kind = tokens.next();
      }
    }
  }

  // import a.b as c, d
  private Kind names(int line) {
    Kind kind;
    do {
      tokens.next();
      String name = dotted();
      if (!name.isEmpty()) {
        found.putIfAbsent(name, line);
      }
      kind = tokens.kind();
      if (tokens.is("as")) {
        tokens.next();
        kind = tokens.next();
      }
    } while (kind == Kind.OPERATOR && tokens.is(','));
    return kind;
  }

  // from a.b import c; `yield from x` and `raise x from y` have no `import` behind.
  private Kind from(int line) {
    tokens.next();
    if (tokens.is('.')) {
      while (tokens.is('.')) {
        tokens.next();
      }
      dotted();
      return tokens.is("import") ? skipNames("", line) : tokens.kind();
    }
    String module = dotted();
    if (module.isEmpty() || !tokens.is("import")) {
      return tokens.kind();
    }
    found.putIfAbsent(module, line);
    return skipNames(module, line);
  }

  private Kind skipNames(String module, int line) {
    Kind kind = tokens.next();
    while (kind != Kind.END && kind != Kind.NEWLINE && !tokens.is(';')) {
      if (kind == Kind.NAME && tokens.is("as")) {
        kind = tokens.next();
      } else if (kind == Kind.NAME && !module.isEmpty()) {
        found.putIfAbsent(module + "." + tokens.text(), line);
      } else if (tokens.is(')')) {
        return tokens.next();
      }
      kind = tokens.next();
    }
    return kind;
  }

  private Kind call(int line) {
    tokens.next();
    if (!tokens.is('(')) {
      return tokens.kind();
    }
    if (tokens.next() != Kind.STRING) {
      return tokens.kind();
    }
    String name = tokens.value();
    if (tokens.next() == Kind.OPERATOR && (tokens.is(')') || tokens.is(',')) && isDotted(name)) {
      found.putIfAbsent(name, line);
    }
    return tokens.kind();
  }

  private static boolean isDotted(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c == '.' || c == '_' || Character.isLetterOrDigit(c))
        && name.charAt(0) != '.';
  }

  // The name at the current token; afterwards the current token is what is behind it.
  private String dotted() {
    if (tokens.kind() != Kind.NAME || tokens.is("import")) {
      return "";
    }
    StringBuilder name = new StringBuilder(tokens.text());
    tokens.next();
    while (tokens.is('.')) {
      if (tokens.next() != Kind.NAME) {
        break;
      }
      name.append('.').append(tokens.text());
      tokens.next();
    }
    return name.toString();
  }
}
