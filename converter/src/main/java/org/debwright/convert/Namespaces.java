package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.python.Wheel;
import org.debwright.python.Wheel.Member;

/**
 * Namespace packages of a wheel. Python 3 needs no files for them (PEP 420), so those that only
 * declare one are left out. Python 2 needs {@code __init__.py}: pycompile makes it for every
 * namespace listed in {@code /usr/share/python/ns}, as dh_python2 has it.
 *
 * @param names dotted, sorted
 */
record Namespaces(NavigableSet<String> names) {
  private static final Pattern NAME = Pattern.compile("\\w+(\\.\\w+)*");

  static Namespaces of(Wheel wheel) {
    NavigableSet<String> names = new TreeSet<>();
    for (Member member : wheel.members()) {
      if (member.path().equals(wheel.distInfo() + "/namespace_packages.txt")) {
        text(wheel, member)
            .lines()
            .map(String::strip)
            .filter(NAME.asMatchPredicate())
            .forEach(names::add);
      } else if (isDeclaration(wheel, member)) {
        names.add(directory(member).replace('/', '.'));
      }
    }
    return new Namespaces(names);
  }

  /** Whether the member is made by other means on the target. */
  boolean covers(Member member) {
    return TopLevel.isLibrary(member)
        && (member.path().endsWith("-nspkg.pth")
            || (isInit(member) && names.contains(directory(member).replace('/', '.'))));
  }

  /** The list pycompile reads, for Python 2. */
  Optional<PlacedFile> list(PackageName name) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String lines = String.join("\n", names) + "\n";
    return Optional.of(
        PlacedFile.of(
            new TargetPath("/usr/share/python/ns/" + name),
            "namespaces",
            0644,
            lines.getBytes(StandardCharsets.UTF_8)));
  }

  /** Names of one segment. */
  NavigableSet<String> topLevel() {
    NavigableSet<String> top = new TreeSet<>();
    names.stream().filter(n -> n.indexOf('.') < 0).forEach(top::add);
    return top;
  }

  private static boolean isInit(Member member) {
    return member.path().endsWith("/__init__.py");
  }

  private static String directory(Member member) {
    return member.path().substring(0, member.path().lastIndexOf('/'));
  }

  private static boolean isDeclaration(Wheel wheel, Member member) {
    return TopLevel.isLibrary(member)
        && isInit(member)
        && member.sizeBytes() <= NamespaceInit.LARGEST
        && NamespaceInit.isDeclaration(text(wheel, member));
  }

  private static String text(Wheel wheel, Member member) {
    try (InputStream in = wheel.read(member)) {
      return new String(in.readNBytes(NamespaceInit.LARGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
