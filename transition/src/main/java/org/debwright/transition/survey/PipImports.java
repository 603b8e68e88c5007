package org.debwright.transition.survey;

import java.util.HashSet;
import java.util.Set;
import org.debwright.transition.survey.PythonTokens.Kind;

/** Imports of pip in Python source, and calls of what was imported. */
final class PipImports {
  private final PythonTokens tokens;
  private final ShellCalls.Found found;
  private final Set<String> importedNames = new HashSet<>();
  // Others import the class of the command, to derive theirs; only its main() runs it.
  private final Set<String> easyInstall = new HashSet<>();

  PipImports(PythonTokens tokens, ShellCalls.Found found) {
    this.tokens = tokens;
    this.found = found;
  }

  /** Reads the statement that the current token begins. */
  Kind read() {
    return tokens.is("import") ? plainImport() : fromImport();
  }

  static boolean isPip(String module) {
    return module.equals("pip") || module.startsWith("pip.");
  }

  /** pip.main(…), pip._internal.main(…), pip._internal.cli.main.main(…). */
  void called(String dotted) {
    if (easyInstall.contains(dotted)) {
      found.call(new PipCommand("easy_install", "install"), "easy_install.main", tokens.line());
    }
    boolean isMain = dotted.startsWith("pip.") && dotted.endsWith("main");
    if (isMain && importedNames.contains("pip")) {
      found.call(new PipCommand("pip", ""), "pip.main", tokens.line());
    } else if (importedNames.contains(dotted) && dotted.contains("main")) {
      found.call(new PipCommand("pip", ""), "pip.main", tokens.line());
    }
  }

  // import pip, import a, pip._internal as b
  private Kind plainImport() {
    int line = tokens.line();
    Kind kind;
    do {
      tokens.next();
      String name = dotted();
      if (isPip(name)) {
        importedNames.add("pip");
        found.call(new PipCommand("pip", ""), "import", line);
      } else if (name.equals("setuptools.command.easy_install") || name.equals("easy_install")) {
        easyInstall.add(name + ".main");
      }
      kind = tokens.kind();
      if (tokens.is("as")) {
        tokens.next();
        if (isPip(name)) {
          importedNames.add(tokens.text());
        } else if (easyInstall.contains(name + ".main")) {
          easyInstall.add(tokens.text() + ".main");
        }
        kind = tokens.next();
      }
    } while (kind == Kind.OPERATOR && tokens.is(','));
    return kind;
  }

  private Kind fromImport() {
    int line = tokens.line();
    tokens.next();
    boolean isRelative = tokens.is('.');
    while (tokens.is('.')) {
      tokens.next();
    }
    String module = dotted();
    if ((module.isEmpty() && !isRelative) || !tokens.is("import")) {
      return tokens.kind();
    }
    Kind kind = tokens.next();
    while (kind != Kind.END && kind != Kind.NEWLINE && !tokens.is(';') && !tokens.is(')')) {
      if (kind == Kind.NAME && !tokens.is("as") && !isRelative) {
        imported(module, tokens.text(), line);
      }
      kind = tokens.next();
    }
    return tokens.is(')') ? tokens.next() : kind;
  }

  private void imported(String module, String name, int line) {
    if (isPip(module)) {
      importedNames.add(name);
      found.call(new PipCommand("pip", ""), "import", line);
    } else if (module.equals("setuptools.command.easy_install") && name.equals("main")) {
      found.call(new PipCommand("easy_install", ""), "import", line);
    } else if (module.equals("setuptools.command") && name.equals("easy_install")) {
      easyInstall.add("easy_install.main");
    }
  }

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
