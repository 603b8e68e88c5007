package org.debwright.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;

/**
 * What a compiler, a linker or a script did not find, and the package of the suite that has it.
 *
 * @param name as it was asked for, for example {@code ffi.h}
 */
record MissingFile(Kind kind, String name) {
  // Where headers lie that pkg-config must tell of. Each guess is looked up: a wrong one finds
  // nothing.
  private static final List<String> INCLUDES =
      List.of(
          "",
          "libxml2/",
          "freetype2/",
          "glib-2.0/",
          "postgresql/",
          "mariadb/",
          "mysql/",
          "openjpeg-2.5/",
          "openjpeg-2.4/",
          "libpng16/",
          "cairo/",
          "gtk-3.0/",
          "dbus-1.0/",
          "libusb-1.0/",
          "eigen3/",
          "hdf5/serial/",
          "gdal/",
          "python3/");
  // Anything else comes from a source that prints what it likes.
  private static final Pattern NAME = Pattern.compile("[\\w+-][\\w.+/-]{0,200}");

  /** How it was looked for. */
  enum Kind {
    /** {@code #include}. */
    HEADER,
    /** {@code -l}, without {@code lib}. */
    LIBRARY,
    /** A command. */
    PROGRAM,
    /** A module of pkg-config. */
    MODULE
  }

  /** The package that has it, one for development before others. */
  Optional<PackageName> owner(PackageFinder finder, Architecture architecture) {
    if (!NAME.matcher(name).matches() || name.contains("//") || name.contains("..")) {
      return Optional.empty();
    }
    return paths(architecture.multiarch())
        .map(finder::owners)
        .filter(owners -> !owners.isEmpty())
        .findFirst()
        .flatMap(
            owners ->
                owners.stream()
                    .min(
                        Comparator.comparing((PackageName owner) -> !owner.value().endsWith("-dev"))
                            .thenComparing(Comparator.naturalOrder())));
  }

  private Stream<String> paths(String triplet) {
    List<String> paths = new ArrayList<>();
    switch (kind) {
      case HEADER -> {
        for (String include : INCLUDES) {
          paths.add("/usr/include/" + include + name);
          paths.add("/usr/include/" + triplet + "/" + include + name);
        }
      }
      case LIBRARY -> {
        paths.add("/usr/lib/" + triplet + "/lib" + name + ".so");
        paths.add("/usr/lib/lib" + name + ".so");
      }
      case PROGRAM -> {
        paths.add("/usr/bin/" + name);
        paths.add("/usr/sbin/" + name);
      }
      case MODULE -> {
        paths.add("/usr/lib/" + triplet + "/pkgconfig/" + name + ".pc");
        paths.add("/usr/share/pkgconfig/" + name + ".pc");
        paths.add("/usr/lib/pkgconfig/" + name + ".pc");
      }
    }
    return paths.stream();
  }
}
