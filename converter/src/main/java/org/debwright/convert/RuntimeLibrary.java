package org.debwright.convert;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.debwright.debian.DebianVersion;

/**
 * The libraries of the compilers, and which version of their packages brings a symbol version: what
 * deb-symbols(5) of libstdc++6 in bookworm and trixie say, which agree, and which bullseye's
 * version satisfies. They are the same for all architectures.
 */
enum RuntimeLibrary {
  /** GNU C Library: a symbol version is the release that brought it. */
  GLIBC("GLIBC") {
    @Override
    String release(SymbolVersion version) {
      return version.dotted();
    }
  },
  /** GNU C++ library. */
  LIBSTDCXX("GLIBCXX") {
    @Override
    String release(SymbolVersion version) {
      int minor = version.numbers().size() < 3 ? 0 : version.numbers().get(2);
      String known = GCC_BY_GLIBCXX.get(minor);
      if (known != null) {
        return known;
      }
      // From 30 on each release of GCC has had one or two; 34 came with GCC 15.
      return minor < OLDEST_GLIBCXX ? "4.1.1" : String.valueOf(Math.max(15, minor - 19));
    }
  },
  /** The part of GNU C++'s library that serves the compiler; its versions count on their own. */
  LIBSUPCXX("CXXABI") {
    @Override
    String release(SymbolVersion version) {
      int patch = version.numbers().size() < 3 ? 0 : version.numbers().get(2);
      String known = GCC_BY_CXXABI.get(patch);
      // From 13 on each release of GCC has had one, but for 12: 14 came with GCC 13.
      return known != null ? known : patch < OLDEST_CXXABI ? "4.1.1" : String.valueOf(patch - 1);
    }
  },
  /** GCC's support library: a symbol version is the release of GCC that brought it. */
  LIBGCC("GCC") {
    @Override
    String release(SymbolVersion version) {
      return version.dotted().replaceFirst("(\\.0)+$", "");
    }
  };

  private static final int OLDEST_CXXABI = 2;
  private static final Map<Integer, String> GCC_BY_CXXABI =
      Map.ofEntries(
          Map.entry(2, "4.3"),
          Map.entry(3, "4.3"),
          Map.entry(4, "4.3"),
          Map.entry(5, "4.3"),
          Map.entry(6, "4.3"),
          Map.entry(7, "4.3"),
          Map.entry(8, "4.3"),
          Map.entry(9, "5"),
          Map.entry(10, "6"),
          Map.entry(11, "10.2"),
          Map.entry(12, "9"),
          Map.entry(13, "11"));
  private static final int OLDEST_GLIBCXX = 9;
  private static final Map<Integer, String> GCC_BY_GLIBCXX =
      Map.ofEntries(
          Map.entry(9, "4.2.1"),
          Map.entry(10, "4.3"),
          Map.entry(11, "4.4"),
          Map.entry(12, "4.4"),
          Map.entry(13, "4.4.2"),
          Map.entry(14, "4.5"),
          Map.entry(15, "4.6"),
          Map.entry(16, "4.6"),
          Map.entry(17, "4.7"),
          Map.entry(18, "4.8"),
          Map.entry(19, "4.8"),
          Map.entry(20, "4.9"),
          Map.entry(21, "5.2"),
          Map.entry(22, "6"),
          Map.entry(23, "10.2"),
          Map.entry(24, "7"),
          Map.entry(25, "8"),
          Map.entry(26, "9"),
          Map.entry(27, "9.1"),
          Map.entry(28, "10.2"),
          Map.entry(29, "11"),
          Map.entry(30, "12"),
          Map.entry(31, "13"),
          Map.entry(32, "13.1"),
          Map.entry(33, "14"),
          Map.entry(34, "15"));

  private final String prefix;

  RuntimeLibrary(String prefix) {
    this.prefix = prefix;
  }

  abstract String release(SymbolVersion version);

  /** The oldest release that has the symbols of all {@code versions} of this library. */
  Optional<String> release(Collection<String> versions) {
    return SymbolVersion.highest(prefix, versions).map(this::release);
  }

  /** The oldest release of the library {@code soname} that has the symbols; empty for others. */
  static Optional<DebianVersion> release(String soname, Collection<String> versions) {
    Stream<RuntimeLibrary> parts =
        soname.startsWith("libstdc++.so.")
            ? Stream.of(LIBSTDCXX, LIBSUPCXX)
            : Stream.of(LIBGCC).filter(l -> soname.startsWith("libgcc_s.so."));
    return parts
        .flatMap(part -> part.release(versions).stream())
        .map(DebianVersion::parse)
        .max(Comparator.naturalOrder());
  }
}
