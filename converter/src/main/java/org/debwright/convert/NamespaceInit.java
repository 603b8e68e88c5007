package org.debwright.convert;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells an {@code __init__.py} that does nothing but declare a namespace, as pkgutil and
 * pkg_resources had it before PEP 420. Every distribution of the namespace ships the same file;
 * only one package could.
 */
final class NamespaceInit {
  /** No such file is larger. */
  static final int LARGEST = 4096;

  private static final Pattern DOCSTRING = Pattern.compile("(?s)(\"\"\".*?\"\"\"|'''.*?''')");
  private static final Pattern COMMENT = Pattern.compile("#.*");
  private static final Pattern DECLARATION =
      Pattern.compile(
          "__path__ ?(: ?[\\w.\\[\\]]+ ?)?="
              + " ?(__import__\\([\"']pkgutil[\"']\\)\\.|pkgutil\\.)?extend_path\\(__path__,"
              + " ?__name__\\)"
              + "|(__import__\\([\"']pkg_resources[\"']\\)\\.|pkg_resources\\.)?declare_namespace\\(__name__\\)");
  private static final Pattern AROUND =
      Pattern.compile(
          "try:|except( \\(?(ModuleNotFoundError|ImportError|Exception|,"
              + " )+\\)?)?:|else:|pass|import (pkgutil|pkg_resources|modulefinder)|from __future__"
              + " import \\w+|for p in __path__:|modulefinder\\.AddPackagePath\\(__name__,"
              + " p\\)|__all__ ?= ?\\[\\]|from pkgutil import extend_path|from pkg_resources import"
              + " declare_namespace|[\"'][^\"']*[\"']");

  private NamespaceInit() {}

  /** Whether {@code source} does nothing else. */
  static boolean isDeclaration(String source) {
    List<String> lines =
        COMMENT
            .matcher(DOCSTRING.matcher(source).replaceAll(""))
            .replaceAll("")
            .lines()
            .map(l -> l.strip().replaceAll("\\s+", " "))
            .filter(l -> !l.isEmpty())
            .toList();
    return lines.stream().anyMatch(l -> DECLARATION.matcher(l).matches())
        && lines.stream()
            .allMatch(l -> DECLARATION.matcher(l).matches() || AROUND.matcher(l).matches());
  }
}
