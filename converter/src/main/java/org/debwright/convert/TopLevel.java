package org.debwright.convert;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.debwright.python.Wheel.Member;
import org.debwright.python.Wheel.Scheme;

/** What of a wheel can be imported by a single name. */
final class TopLevel {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}]*");

  private TopLevel() {}

  /** Names of modules and of packages, namespaces included. */
  static NavigableSet<String> modules(List<Member> members) {
    NavigableSet<String> names = new TreeSet<>();
    members.stream()
        .filter(TopLevel::isLibrary)
        .forEach(m -> module(m.path()).ifPresent(names::add));
    return names;
  }

  /**
   * Names that no other distribution can have as well: modules, and packages with {@code
   * __init__.py}.
   */
  static NavigableSet<String> ownModules(List<Member> members, NavigableSet<String> namespaces) {
    NavigableSet<String> names = new TreeSet<>();
    for (Member member : members) {
      String path = member.path();
      boolean module = path.indexOf('/') < 0;
      boolean init = path.endsWith("/__init__.py") && path.indexOf('/') == path.lastIndexOf('/');
      if (isLibrary(member) && (module || init)) {
        module(path).filter(n -> !namespaces.contains(n)).ifPresent(names::add);
      }
    }
    return names;
  }

  static boolean isLibrary(Member member) {
    return member.scheme() == Scheme.PURELIB || member.scheme() == Scheme.PLATLIB;
  }

  private static Optional<String> module(String path) {
    int slash = path.indexOf('/');
    String name = slash < 0 ? stem(path) : path.substring(0, slash);
    boolean code = path.endsWith(".py") || path.endsWith(".so") || path.endsWith(".pyi");
    return code && NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }

  // `_cffi_backend.cpython-311-x86_64-linux-gnu.so` is the module `_cffi_backend`.
  private static String stem(String file) {
    return file.contains(".") ? file.substring(0, file.indexOf('.')) : file;
  }
}
