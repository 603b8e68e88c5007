package org.debwright.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.convert.ElfText.NumpyAbi;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** The machine code of one package: what it needs of the suite, found in the files themselves. */
final class NativeCode {
  private final Archive archive;
  private final Expected expected;
  private final String wheel;
  private final Map<PlacedFile, ElfImage> images = new LinkedHashMap<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final List<Diagnostic> remarks = new ArrayList<>();

  private NativeCode(Archive archive, Expected expected) {
    this.archive = archive;
    this.expected = expected;
    this.wheel = expected.wheel();
  }

  /**
   * What was found.
   *
   * @param files all files, stripped where that is possible
   * @param numpy which of numpy's interfaces its modules use
   * @param present whether anything runs on the target's architecture only
   * @param overrides what lintian will find in it, rightly, and that stays
   */
  record Findings(
      List<PlacedFile> files,
      Set<NumpyAbi> numpy,
      boolean present,
      Relations depends,
      Set<LintianOverride> overrides,
      List<Diagnostic> remarks) {}

  /**
   * What is known of the wheel before its machine code is read.
   *
   * @param wheel its file name, for messages
   * @param portable whether the wheel says it fits any platform: then machine code of others is
   *     data that lies beside
   * @param brought file names of the libraries in the packages it depends on
   * @param incomplete whether it may need libraries that nobody has
   */
  record Expected(String wheel, boolean portable, Set<String> brought, boolean incomplete) {}

  /**
   * Reads every ELF file.
   *
   * @throws DebwrightException if something cannot run on the target
   */
  static Findings examine(List<PlacedFile> files, Archive archive, Expected expected) {
    NativeCode code = new NativeCode(archive, expected);
    files.stream().filter(PlacedFile::machineCode).forEach(code::read);
    Relations depends = code.libraries();
    if (!code.problems.isEmpty()) {
      throw new DebwrightException(code.problems);
    }
    return new Findings(
        files.stream().map(code::stripped).toList(),
        code.numpy(),
        !code.images.isEmpty(),
        depends,
        code.overrides(),
        List.copyOf(code.remarks));
  }

  private Set<NumpyAbi> numpy() {
    Set<NumpyAbi> used = EnumSet.noneOf(NumpyAbi.class);
    images.values().forEach(image -> image.text().numpy().ifPresent(used::add));
    return used;
  }

  private PlacedFile stripped(PlacedFile file) {
    ElfImage image = images.get(file);
    return image == null
        ? file
        : image
            .plan(file.sizeBytes())
            .map(plan -> file.with(plan.size(), plan.of(file.content())))
            .orElse(file);
  }

  private void read(PlacedFile file) {
    String trouble;
    try {
      ElfImage image = ElfReader.read(file);
      if (image.machine().runsOn(archive.architecture().name())) {
        images.put(file, image);
        tellSearchPath(file, image.searchPath());
        return;
      }
      trouble = "it is machine code for another architecture than " + archive.architecture();
    } catch (ElfReader.MalformedElf e) {
      trouble = "it begins as an ELF file and is none that a linker can read";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String what = "`" + file.origin() + "` of `" + wheel + "` does not run on the target";
    if (expected.portable()) {
      remarks.add(Diagnostic.warning("machine-code-foreign", what).because(trouble));
    } else {
      problems.add(Diagnostic.error("machine-code-refused", what).because(trouble));
    }
  }

  private void tellSearchPath(PlacedFile file, SearchPath path) {
    String looks = "`" + file.origin() + "` of `" + wheel + "` looks for libraries in ";
    String why = "whoever can write there has a say in what it runs";
    if (!path.dropped().isEmpty()) {
      remarks.add(
          Diagnostic.note("library-path-dropped", looks + quoted(path.dropped()) + " no more")
              .because(why));
    }
    if (!path.unsafe().isEmpty()) {
      remarks.add(
          Diagnostic.warning("library-path-unsafe", looks + quoted(path.unsafe())).because(why));
    }
  }

  private static String quoted(List<String> paths) {
    return paths.stream()
        .map(path -> path.isEmpty() ? "the working directory" : "`" + printable(path) + "`")
        .collect(Collectors.joining(" and "));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private Relations libraries() {
    Set<String> own = own();
    Map<String, Set<String>> versions = new TreeMap<>();
    Map<String, Needer> needers = new TreeMap<>();
    Set<PlacedFile> loaded = LoadedCode.of(images);
    images.forEach(
        (file, image) ->
            image.needed().stream()
                .filter(n -> !own.contains(baseName(n)))
                .forEach(
                    n -> {
                      needers.merge(
                          n, new Needer(file.origin(), loaded.contains(file)), Needer::graver);
                      versions
                          .computeIfAbsent(n, x -> new TreeSet<>())
                          .addAll(image.versions().getOrDefault(n, Set.of()));
                    }));
    Optional<DebianVersion> glibc = glibc();
    List<List<Relation>> clauses = new ArrayList<>();
    needers.forEach(
        (soname, needer) ->
            clause(soname, needer, versions.getOrDefault(soname, Set.of()), glibc)
                .ifPresent(clauses::add));
    return DependencyRelations.withoutImplied(new Relations(clauses));
  }

  /**
   * What needs a library.
   *
   * @param origin the file
   * @param loaded whether it is sure to be run
   */
  private record Needer(String origin, boolean loaded) {
    Needer graver(Needer other) {
      return loaded || !other.loaded ? this : other;
    }
  }

  private Set<LintianOverride> overrides() {
    Set<LintianOverride> overrides = EnumSet.noneOf(LintianOverride.class);
    images.forEach((file, image) -> overrides.addAll(image.overrides(file.path())));
    return overrides;
  }

  /** Sonames and file names of what the package brings along. */
  private Set<String> own() {
    Set<String> own = new HashSet<>();
    images.forEach(
        (file, image) -> {
          own.add(file.path().fileName());
          image.soname().ifPresent(own::add);
        });
    return own;
  }

  // The files' own symbols tell; the wheel's manylinux tag is only a ceiling.
  private Optional<DebianVersion> glibc() {
    Set<String> all = new TreeSet<>();
    images.values().forEach(i -> i.versions().values().forEach(all::addAll));
    // DT_RELR needs a linker that knows it, glibc 2.36, and has this mark in place of a number.
    if (all.remove("GLIBC_ABI_DT_RELR")) {
      all.add("GLIBC_2.36");
    }
    SymbolVersion.highest("GLIBC", all)
        .filter(v -> v.numbers().size() > 1 && v.numbers().get(1) > archive.glibcMinor())
        .ifPresent(
            v ->
                problems.add(
                    Diagnostic.error(
                            "glibc-too-old",
                            "`" + wheel + "` does not run on `" + archive.suite() + "`")
                        .because(
                            "it needs "
                                + v
                                + "; `"
                                + archive.suite()
                                + "` has glibc 2."
                                + archive.glibcMinor())));
    return RuntimeLibrary.GLIBC.release(all).map(DebianVersion::parse);
  }

  private Optional<List<Relation>> clause(
      String soname, Needer needer, Set<String> versions, Optional<DebianVersion> glibc) {
    if (soname.startsWith("libc.musl")) {
      problems.add(
          Diagnostic.error("musl-refused", "`" + wheel + "` does not run on Debian")
              .because(
                  "`" + needer.origin() + "` is linked with musl, Debian's C library is glibc"));
      return Optional.empty();
    }
    List<PackageName> owners = archive.sonameOwners(soname);
    if (owners.isEmpty()) {
      missing(soname, needer);
      return Optional.empty();
    }
    boolean ofGlibc = versions.stream().anyMatch(v -> v.startsWith("GLIBC_"));
    Optional<DebianVersion> least =
        ofGlibc || soname.startsWith("libc.so.") || soname.startsWith("ld-linux")
            ? glibc
            : RuntimeLibrary.release(soname, versions);
    least.ifPresent(v -> checkOffered(owners.get(0), v, needer.origin()));
    return Optional.of(owners.stream().distinct().map(o -> relation(o, least)).toList());
  }

  // Importing it would fail; a plugin is only missed by who asks for it.
  private void missing(String soname, Needer needer) {
    if (expected.brought().contains(baseName(soname))) {
      return;
    }
    String what = "`" + needer.origin() + "` of `" + wheel + "` needs `" + soname + "`";
    String why =
        "no package of `"
            + archive.suite()
            + "` has that library in the linker's path, and neither has the wheel or what it"
            + " requires";
    if (expected.incomplete() || !needer.loaded()) {
      remarks.add(Diagnostic.warning("library-missing", what).because(why));
    } else {
      problems.add(Diagnostic.error("library-missing", what).because(why));
    }
  }

  private void checkOffered(PackageName owner, DebianVersion least, String needer) {
    Optional<DebianVersion> offered = archive.find(owner).map(ArchivePackage::version);
    if (offered.isPresent() && offered.get().compareTo(least) < 0) {
      problems.add(
          Diagnostic.error(
                  "library-too-old", "`" + wheel + "` does not run on `" + archive.suite() + "`")
              .because(
                  "`"
                      + needer
                      + "` needs `"
                      + owner
                      + "` "
                      + least
                      + "; the suite has "
                      + offered.get()));
    }
  }

  private static Relation relation(PackageName owner, Optional<DebianVersion> least) {
    return least
        .map(v -> Relation.to(owner, Operator.AT_LEAST, v))
        .orElseGet(() -> Relation.to(owner));
  }

  static String baseName(String needed) {
    return needed.substring(needed.lastIndexOf('/') + 1);
  }
}
