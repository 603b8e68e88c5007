package org.debwright.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;

/**
 * A suite's archive as it answered before, in place of the archive itself. What was not asked then
 * is refused, never guessed. Thread-safe.
 */
public final class RecordedArchive implements Archive {
  private final ArchiveFacts facts;
  private final Set<String> paths = ConcurrentHashMap.newKeySet();

  /** Answers by these facts. */
  public RecordedArchive(ArchiveFacts facts) {
    this.facts = facts;
  }

  private static DebwrightException lacking(String what) {
    return Diagnostic.error("lock-facts-lacking", "the lock does not know " + what)
        .because("it was not asked of the archive when the lock was made")
        .toException();
  }

  private static <K, V> V answer(SortedMap<K, V> answers, K key, String kind) {
    V answer = answers.get(key);
    if (answer == null) {
      throw lacking(kind + " `" + key + "`");
    }
    return answer;
  }

  private void requireMajor(int major) {
    if (major != facts.pythonMajor()) {
      throw lacking("what the suite has for Python " + major);
    }
  }

  /** Whether it can say what the suite has of this name. */
  public boolean knows(PackageName name) {
    return facts.packages().containsKey(name);
  }

  /**
   * Makes sure that no path was taken for nobody's that nobody had asked about.
   *
   * @throws DebwrightException if other paths were asked about than when the facts were recorded
   */
  public void requireSamePaths() {
    ArchiveFacts.Paths asked = ArchiveFacts.Paths.of(new TreeSet<>(paths));
    if (!asked.equals(facts.paths())) {
      throw Diagnostic.error("lock-facts-lacking", "the lock does not know who owns some paths")
          .because(
              "its facts are of "
                  + facts.paths().count()
                  + " paths, and the packages ask about "
                  + (asked.count() == facts.paths().count() ? "others" : asked.count()))
          .toException();
    }
  }

  @Override
  public Suite suite() {
    return facts.suite();
  }

  @Override
  public Architecture architecture() {
    return facts.architecture();
  }

  @Override
  public Optional<ArchivePackage> find(PackageName name) {
    return answer(facts.packages(), name, "package");
  }

  @Override
  public List<PackageName> providers(PackageName name) {
    return answer(facts.providers(), name, "what provides");
  }

  @Override
  public List<PackagedProject> packaged(ProjectName project, int pythonMajor) {
    requireMajor(pythonMajor);
    return answer(facts.projects(), project, "whether the suite packages");
  }

  @Override
  public int distributionCount(PackageName name, int pythonMajor) {
    requireMajor(pythonMajor);
    return answer(facts.distributions(), name, "how many projects are in");
  }

  @Override
  public List<ProjectName> projects(PackageName name, int pythonMajor) {
    throw lacking("which projects are in `" + name + "`");
  }

  @Override
  public PackageRelations relations(PackageName name) {
    throw lacking("what `" + name + "` depends on");
  }

  @Override
  public List<PackageName> dependents(PackageName name) {
    throw lacking("what depends on `" + name + "`");
  }

  @Override
  public List<PackageName> owners(TargetPath path) {
    paths.add(path.value());
    return facts.owners().getOrDefault(path.value(), List.of());
  }

  @Override
  public List<PackageName> sonameOwners(String soname) {
    return answer(facts.sonames(), soname, "which package has library");
  }

  @Override
  public Optional<Pep440Version> python(int major) {
    requireMajor(major);
    return facts.python();
  }

  @Override
  public boolean hasPython(PythonVersion version) {
    return find(new PackageName("python" + version)).isPresent();
  }

  @Override
  public int glibcMinor() {
    return facts.glibcMinor();
  }

  @Override
  public Optional<String> state() {
    return Optional.of(facts.state());
  }

  @Override
  public String releaseLabel() {
    return facts.releaseLabel();
  }

  @Override
  public List<PocketState> pockets() {
    return facts.pockets();
  }
}
