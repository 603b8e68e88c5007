package org.debwright.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.archive.ArchiveFacts;
import org.debwright.archive.PocketState;
import org.debwright.python.ProjectName;

/** How one lock differs from another, in an order that does not depend on theirs. */
public final class LockDiff {
  private final List<Change> changes = new ArrayList<>();

  private LockDiff() {}

  /** What a change is about. */
  public enum Kind {
    /** What the lock is made for and how. */
    TARGET,
    /** A release to be made a package. */
    RELEASE,
    /** Its files, at the same version. */
    FILES,
    /** What else is said of a release. */
    ENTRY,
    /** A project that the suite supplies. */
    SUPPLIED,
    /** What a source is built with. */
    BUILD,
    /** What the suite's archive says. */
    ARCHIVE
  }

  /**
   * One difference.
   *
   * @param subject a project, or the name of what changed
   * @param before empty where it was not there
   * @param after empty where it is not there any more
   */
  public record Change(Kind kind, String subject, String before, String after) {}

  /** All differences; none between equal locks. */
  public static List<Change> of(Lock before, Lock after) {
    LockDiff diff = new LockDiff();
    diff.compare(Kind.TARGET, target(before), target(after));
    diff.releases(before, after);
    diff.compare(Kind.SUPPLIED, supplied(before), supplied(after));
    if (!before.builds().isEmpty() && !after.builds().isEmpty()) {
      diff.compare(Kind.BUILD, builds(before), builds(after));
    }
    if (before.archive().isPresent() && after.archive().isPresent()) {
      diff.compare(Kind.ARCHIVE, facts(before.archive().get()), facts(after.archive().get()));
    }
    return List.copyOf(diff.changes);
  }

  private void compare(
      Kind kind, SortedMap<String, String> before, SortedMap<String, String> after) {
    SortedSet<String> subjects = new TreeSet<>(before.keySet());
    subjects.addAll(after.keySet());
    for (String subject : subjects) {
      String old = before.getOrDefault(subject, "");
      String now = after.getOrDefault(subject, "");
      if (!old.equals(now)) {
        changes.add(new Change(kind, subject, old, now));
      }
    }
  }

  private static SortedMap<String, String> target(Lock lock) {
    SortedMap<String, String> target = new TreeMap<>();
    target.put("environments", String.join(", ", lock.environments()));
    target.put("requires-python", lock.requiresPython().toString());
    target.put("extras", names(lock.choices().extras()));
    target.put("dependency-groups", names(lock.choices().groups()));
    target.put("default-groups", names(lock.choices().defaultGroups()));
    Optional<LockedTarget> own = lock.target();
    target.put("suite", own.map(t -> t.suite().codename()).orElse(""));
    target.put("architecture", own.map(t -> t.architecture().name()).orElse(""));
    target.put("python", own.map(t -> t.python().toString()).orElse(""));
    target.put("policy", own.map(LockedTarget::policy).orElse(""));
    target.put("maintainer", own.flatMap(LockedTarget::maintainer).orElse(""));
    own.ifPresent(t -> t.options().forEach((name, value) -> target.put("--" + name, value)));
    return target;
  }

  private static String names(Iterable<ProjectName> names) {
    List<String> all = new ArrayList<>();
    names.forEach(name -> all.add(name.normalized()));
    return String.join(", ", all);
  }

  // Another tool's lock may have several entries of a project, each with a marker.
  private static SortedMap<String, LockedPackage> entries(Lock lock) {
    SortedMap<String, LockedPackage> entries = new TreeMap<>();
    for (LockedPackage entry : lock.packages()) {
      String marker = entry.marker().map(m -> " ; " + m).orElse("");
      entries.put(entry.name().normalized() + marker, entry);
    }
    return entries;
  }

  private void releases(Lock before, Lock after) {
    SortedMap<String, LockedPackage> old = entries(before);
    SortedMap<String, LockedPackage> now = entries(after);
    compare(Kind.RELEASE, versions(old), versions(now));
    for (Map.Entry<String, LockedPackage> entry : old.entrySet()) {
      LockedPackage was = entry.getValue();
      LockedPackage is = now.get(entry.getKey());
      if (is != null && was.version().equals(is.version())) {
        one(Kind.FILES, entry.getKey(), files(was), files(is));
        one(Kind.ENTRY, entry.getKey(), rest(was), rest(is));
      }
    }
  }

  private void one(Kind kind, String subject, String before, String after) {
    if (!before.equals(after)) {
      changes.add(new Change(kind, subject, before, after));
    }
  }

  private static SortedMap<String, String> versions(Map<String, LockedPackage> entries) {
    SortedMap<String, String> versions = new TreeMap<>();
    entries.forEach(
        (name, entry) ->
            versions.put(name, entry.version().map(Object::toString).orElse("unversioned")));
    return versions;
  }

  private static String files(LockedPackage entry) {
    if (entry.source() instanceof LockedPackage.Source.Files files) {
      List<LockedFile> all = new ArrayList<>(files.wheels());
      files.sdist().ifPresent(all::add);
      return all.stream().map(LockDiff::file).collect(Collectors.joining(", "));
    }
    if (entry.source() instanceof LockedPackage.Source.Vcs vcs) {
      return vcs.url() + "@" + vcs.commitId();
    }
    return entry.source() instanceof LockedPackage.Source.Archive archive
        ? file(archive.file())
        : ((LockedPackage.Source.Directory) entry.source()).path();
  }

  private static String file(LockedFile file) {
    return file.name() + " " + file.hashes().first();
  }

  private static String rest(LockedPackage entry) {
    List<String> parts = new ArrayList<>();
    if (entry.asked()) {
      parts.add("asked for");
    }
    if (!entry.extras().isEmpty()) {
      parts.add("extras " + names(entry.extras()));
    }
    if (!entry.askedExtras().isEmpty()) {
      parts.add("asked extras " + names(entry.askedExtras()));
    }
    if (!entry.requiresPython().isAny()) {
      parts.add("Python " + entry.requiresPython());
    }
    parts.add("needs " + (entry.dependencies().isEmpty() ? "none" : names(entry.dependencies())));
    return String.join("; ", parts);
  }

  private static SortedMap<String, String> supplied(Lock lock) {
    SortedMap<String, String> supplied = new TreeMap<>();
    for (LockedSupply supply : lock.supplied()) {
      supplied.put(
          supply.project().normalized(),
          supply.version() + " by " + supply.packageName() + " " + supply.packageVersion());
    }
    return supplied;
  }

  private static SortedMap<String, String> builds(Lock lock) {
    SortedMap<String, String> builds = new TreeMap<>();
    for (LockedBuild build : lock.builds()) {
      builds.put(
          build.source(),
          build.inputs().isEmpty()
              ? "nothing"
              : build.inputs().stream()
                  .map(input -> input.project() + " " + input.version())
                  .collect(Collectors.joining(", ")));
    }
    return builds;
  }

  // Several archives may have a suite of one name.
  private static String named(PocketState pocket, ArchiveFacts facts) {
    boolean isAlone =
        facts.pockets().stream().filter(other -> other.suite().equals(pocket.suite())).count() == 1;
    return isAlone ? pocket.suite() : pocket.suite() + " of " + pocket.origin();
  }

  private static SortedMap<String, String> facts(ArchiveFacts facts) {
    SortedMap<String, String> all = new TreeMap<>();
    facts
        .pockets()
        .forEach(
            pocket ->
                all.put(
                    "Release of " + named(pocket, facts),
                    pocket.date().map(Object::toString).orElse("undated")
                        + " "
                        + pocket.sha256().substring(0, 12)));
    facts
        .packages()
        .forEach(
            (name, known) ->
                known.ifPresent(one -> all.put(name.value(), one.version().toString())));
    facts.sonames().forEach((soname, owners) -> all.put(soname, owners.toString()));
    facts.owners().forEach((path, owners) -> all.put(path, owners.toString()));
    return all;
  }
}
