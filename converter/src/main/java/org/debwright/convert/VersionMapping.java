package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.Specifier;
import org.debwright.python.SpecifierSet;

/**
 * PEP 440 in Debian's words: versions keep their order under dpkg's comparison, specifiers become
 * relations that hold for exactly the same versions.
 *
 * <p>A release is written with at least three numbers, trailing zeros beyond them dropped, so equal
 * versions are spelled equally. Relations admit a version however many trailing zeros up to three
 * numbers it is spelled with, as the distribution's own packages keep upstream's spelling. Only
 * {@code ===} cannot be said.
 */
public final class VersionMapping {
  /** Numbers a release has at least in a version of ours. */
  static final int COMPONENTS = 3;

  // dpkg keeps epochs in an int.
  private static final long LARGEST_EPOCH = Integer.MAX_VALUE;

  private VersionMapping() {}

  /** The upstream part of the Debian version, for example {@code 1.0.0~rc1}; no epoch. */
  public static String upstream(Pep440Version version) {
    return Bound.of(version).text(COMPONENTS);
  }

  /**
   * The Debian version without a revision, for example {@code 1:2.0.0} of {@code 1!2.0}.
   *
   * @param distroEpoch epoch the distribution gives the package; PEP 440's is added to it
   */
  public static DebianVersion version(Pep440Version version, long distroEpoch) {
    return DebianVersion.of(epoch(version, distroEpoch), upstream(version), "");
  }

  /**
   * The relations that the versions in {@code specifiers} satisfy, and no other; with none, any
   * version.
   *
   * @param distroEpoch epoch the distribution gives the package
   * @throws org.debwright.diagnostic.DebwrightException for {@code ===} of what is no version
   */
  public static Relations relations(PackageName name, SpecifierSet specifiers, long distroEpoch) {
    Relations all =
        new Relations(
            specifiers.specifiers().stream()
                .flatMap(s -> clauses(name, s, distroEpoch).stream())
                .toList());
    return all.isEmpty() ? Relations.all(List.of(Relation.to(name))) : all;
  }

  /**
   * One clause for a package whose versions are spelled with three numbers each, as the suites'
   * python3 is.
   */
  static Relations canonical(PackageName name, Specifier specifier) {
    return new Relations(
        clauses(
            name,
            Interval.union(
                PythonRange.of(specifier).stream().map(r -> r.interval(COMPONENTS)).toList())));
  }

  /** What {@link #relations} had to widen, as warnings. */
  public static List<Diagnostic> approximations(PackageName name, SpecifierSet specifiers) {
    return specifiers.specifiers().stream()
        .filter(s -> s.operator() == Specifier.Operator.ARBITRARY)
        .map(
            s ->
                Diagnostic.warning(
                        "specifier-approximated",
                        "`" + s + "` on `" + name + "` admits every spelling of that version")
                    .because("Debian versions do not keep how an equal version was spelled"))
        .toList();
  }

  /** Whether {@code version} satisfies every clause. */
  static boolean admits(Relations relations, DebianVersion version) {
    return relations.clauses().stream()
        .allMatch(
            c -> c.stream().anyMatch(r -> r.bound().map(b -> b.admits(version)).orElse(true)));
  }

  static long epoch(Pep440Version version, long distroEpoch) {
    if (version.epoch() > LARGEST_EPOCH - distroEpoch) {
      throw Diagnostic.error(
              "epoch-too-large", "version `" + version + "` cannot be a version of a package")
          .because("dpkg allows epochs up to " + LARGEST_EPOCH)
          .toException();
    }
    return version.epoch() + distroEpoch;
  }

  private static List<List<Relation>> clauses(
      PackageName name, Specifier specifier, long distroEpoch) {
    return clauses(
        name,
        Interval.union(
            PythonRange.of(specifier).stream()
                .flatMap(r -> r.intervals(distroEpoch).stream())
                .toList()));
  }

  private static List<List<Relation>> clauses(PackageName name, List<Interval> wanted) {
    if (wanted.isEmpty()) {
      return List.of(List.of(before(name, DebianVersion.of(0, "0~~", ""))));
    }
    List<List<Relation>> clauses = new ArrayList<>();
    wanted.get(0).start().ifPresent(s -> clauses.add(List.of(from(name, s))));
    for (int i = 1; i < wanted.size(); i++) {
      clauses.add(
          List.of(
              before(name, wanted.get(i - 1).end().orElseThrow()),
              from(name, wanted.get(i).start().orElseThrow())));
    }
    wanted.get(wanted.size() - 1).end().ifPresent(e -> clauses.add(List.of(before(name, e))));
    return clauses;
  }

  private static Relation from(PackageName name, DebianVersion version) {
    return Relation.to(name, Operator.AT_LEAST, version);
  }

  private static Relation before(PackageName name, DebianVersion version) {
    return Relation.to(name, Operator.EARLIER, version);
  }

  /** What follows the release in a Debian version: {@code ~rc1.~post2~dev3+localA1}. */
  static String suffix(Pep440Version version) {
    boolean bare = version.pre().isEmpty() && version.post().isEmpty();
    return Stream.of(
            version.pre().map(p -> "~" + p),
            version.post().map(p -> ".~post" + p),
            version.dev().map(d -> (bare ? "~~dev" : "~dev") + d),
            version.local().map(LocalLabel::encode))
        .flatMap(java.util.Optional::stream)
        .collect(Collectors.joining());
  }
}
