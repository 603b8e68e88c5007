package org.debwright.transition.survey;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.debwright.diagnostic.Reporter;
import org.debwright.transition.survey.InstalledDistribution.Site;
import org.debwright.transition.survey.Survey.LooseFile;
import org.debwright.transition.survey.Survey.PlaceSummary;

/** Looks at every file of a root once: whose it is, what it imports, whether it calls pip. */
final class SurveyWalk implements TreeWalk.Visitor {
  // No script is larger; generated tables are.
  private static final String DECLARATION = "/__init__.py";
  private static final int SOURCE_BYTES = 1 << 22;
  private static final int HEAD_BYTES = 256;
  private static final int MOST_LISTED = 20_000;

  private final Root root;
  private final Dpkg dpkg;
  private final List<Place> places;
  // Where they really lie, with a slash behind; the deepest first.
  private final Map<String, Integer> indexOf =
      new TreeMap<>(
          (a, b) -> {
            int byLength = Integer.compare(b.length(), a.length());
            return byLength != 0 ? byLength : a.compareTo(b);
          });
  private final Ownership ownership;
  private final AtomicIntegerArray files;
  private final AtomicIntegerArray looseFiles;
  private final AtomicLongArray bytes;
  private final List<PipCall> calls = new ArrayList<>();
  private final List<LooseFile> loose = new ArrayList<>();
  private final List<Importer> importers = new ArrayList<>();
  private final Set<String> unread = new TreeSet<>();
  private Optional<Reporter.Progress> progress = Optional.empty();
  private final SurveyScope scope;

  SurveyWalk(Root root, Dpkg dpkg, List<Place> places, Ownership ownership) {
    this.root = root;
    this.dpkg = dpkg;
    this.places = places;
    this.ownership = ownership;
    this.files = new AtomicIntegerArray(places.size());
    this.looseFiles = new AtomicIntegerArray(places.size());
    this.bytes = new AtomicLongArray(places.size());
    for (int i = 0; i < places.size(); i++) {
      indexOf.put(root.real(places.get(i).path()).orElse(places.get(i).path()) + "/", i);
    }
    this.scope = new SurveyScope(root, indexOf.keySet());
  }

  /** Tells the directories that are entered. */
  void tell(Reporter.Progress shown) {
    progress = Optional.of(shown);
  }

  @Override
  public boolean enters(String path) {
    boolean enters = scope.has(path);
    if (enters) {
      progress.ifPresent(shown -> shown.advance(1));
    }
    return enters;
  }

  @Override
  public void unreadable(String path) {
    synchronized (unread) {
      if (unread.size() < MOST_LISTED) {
        unread.add(path.isEmpty() ? "/" : path);
      }
    }
  }

  @Override
  public void file(Path file, String path, BasicFileAttributes attributes) {
    for (Map.Entry<String, Integer> place : indexOf.entrySet()) {
      if (path.startsWith(place.getKey())) {
        inPlace(file, path.substring(place.getKey().length()), place.getValue(), attributes);
        return;
      }
    }
    if (attributes.isRegularFile()) {
      elsewhere(file, path, attributes);
    } else if (attributes.isOther() && (path.startsWith("/etc/") || path.startsWith("/usr/"))) {
      unreadable(path);
    }
  }

  private void inPlace(Path file, String relative, int index, BasicFileAttributes attributes) {
    Place place = places.get(index);
    String path = place.path() + "/" + relative;
    files.incrementAndGet(index);
    bytes.addAndGet(index, attributes.size());
    if (attributes.isOther()) {
      unreadable(path);
    }
    Optional<Tally> owner = Optional.empty();
    boolean isPackaged = place.kind() == Place.Kind.PACKAGED && isPackaged(path);
    if (!isPackaged) {
      owner = ownership.owner(recorded(path), place.path());
      owner.ifPresent(tally -> tally.file(path, attributes.size()));
      if (owner.isEmpty() && !isShared(relative, path)) {
        looseFiles.incrementAndGet(index);
        addLoose(path, attributes);
      }
    }
    if (relative.endsWith(".py") && attributes.isRegularFile()) {
      source(file, path, isPackaged, owner, attributes);
    }
  }

  // A transition puts declarations of namespaces aside: `__init__.py.pip-fallback`.
  private String recorded(String path) {
    int end = path.lastIndexOf(DECLARATION + ".") + DECLARATION.length();
    if (end < DECLARATION.length()
        || path.indexOf('/', end) >= 0
        || root.isFile(path.substring(0, end))) {
      return path;
    }
    return path.substring(0, end);
  }

  private boolean isPackaged(String path) {
    return dpkg.owner(path).isPresent()
        || (path.endsWith(".pyc") && dpkg.owner(Ownership.source(path)).isPresent());
  }

  // What installers leave for all together, and compiled files of sources that are told already.
  private boolean isShared(String relative, String path) {
    if (relative.indexOf('/') < 0 && DistributionReader.isShared(relative)) {
      return true;
    }
    return path.endsWith(".pyc") && root.isFile(Ownership.source(path));
  }

  private void addLoose(String path, BasicFileAttributes attributes) {
    String kind =
        attributes.isSymbolicLink() ? "link" : attributes.isRegularFile() ? "file" : "special";
    synchronized (loose) {
      if (loose.size() < MOST_LISTED) {
        loose.add(new LooseFile(path, attributes.size(), kind));
      }
    }
  }

  private void source(
      Path file,
      String path,
      boolean isPackaged,
      Optional<Tally> owner,
      BasicFileAttributes attributes) {
    Optional<byte[]> content = content(file, path, attributes);
    if (content.isEmpty()) {
      return;
    }
    addCalls(
        CallScan.of(
            path, new ScriptKind(CallKind.PYTHON, ScriptKind.Language.PYTHON), content.get()));
    if (!isPackaged) {
      imports(path, content.get(), owner);
    }
  }

  private void imports(String path, byte[] content, Optional<Tally> owner) {
    for (Map.Entry<String, Integer> each : PythonImports.of(content).entrySet()) {
      for (Tally brought : ownership.bringing(each.getKey())) {
        if (owner.isPresent()
            && owner.get() != brought
            && owner
                .get()
                .distribution()
                .place()
                .serves(brought.distribution().place().version())) {
          owner.get().imports(brought.distribution().project(), new Site(path, each.getValue()));
        } else if (owner.isEmpty()) {
          addImporter(
              new Importer(
                  path, each.getValue(), brought.distribution().project(), each.getKey(), ""));
        }
      }
    }
  }

  private void addImporter(Importer importer) {
    synchronized (importers) {
      if (importers.size() < MOST_LISTED) {
        importers.add(importer);
      }
    }
  }

  private Optional<byte[]> content(Path file, String path, BasicFileAttributes attributes) {
    if (attributes.size() > SOURCE_BYTES) {
      unreadable(path);
      return Optional.empty();
    }
    try {
      return Optional.of(Root.content(file, (int) attributes.size()));
    } catch (IOException failed) {
      unreadable(path);
      return Optional.empty();
    }
  }

  private void elsewhere(Path file, String path, BasicFileAttributes attributes) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.equals("pyvenv.cfg")) {
      String directory = path.substring(0, path.lastIndexOf('/'));
      scope.environment(directory);
      return;
    }
    Optional<Tally> owner = ownership.owner(path, "");
    owner.ifPresent(tally -> tally.file(path, attributes.size()));
    boolean isLocalCommand =
        path.startsWith("/usr/local/bin/") || path.startsWith("/usr/local/sbin/");
    if (isLocalCommand && owner.isEmpty()) {
      addLoose(path, attributes);
    }
    Optional<ScriptKind> kind = ScriptKind.byPath(path, name);
    if (kind.isEmpty() && attributes.size() > 3) {
      kind = byHead(file, path, name);
    }
    if (kind.isEmpty()) {
      return;
    }
    ScriptKind script = kind.get();
    content(file, path, attributes)
        .ifPresent(
            content -> {
              addCalls(CallScan.of(path, script, content));
              if (script.language() == ScriptKind.Language.PYTHON
                  && !path.startsWith("/usr/lib/python")) {
                imports(path, content, owner);
              }
            });
  }

  private Optional<ScriptKind> byHead(Path file, String path, String name) {
    if (ScriptKind.isData(name)
        || !(ScriptKind.mayBeScript(path, name) || Files.isExecutable(file))) {
      return Optional.empty();
    }
    byte[] head = new byte[HEAD_BYTES];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      int length = in.readNBytes(head, 0, HEAD_BYTES);
      return ScriptKind.byHead(path, head, length);
    } catch (IOException failed) {
      unreadable(path);
      return Optional.empty();
    }
  }

  private void addCalls(List<PipCall> found) {
    if (!found.isEmpty()) {
      synchronized (calls) {
        if (calls.size() < MOST_LISTED) {
          calls.addAll(found);
        }
      }
    }
  }

  /** Numbers of a place; {@code distributions} those read there. */
  PlaceSummary summary(int index, int distributions) {
    return new PlaceSummary(
        places.get(index),
        distributions,
        files.get(index),
        bytes.get(index),
        looseFiles.get(index));
  }

  List<PipCall> calls() {
    return calls.stream().sorted().toList();
  }

  List<LooseFile> loose() {
    return loose.stream().sorted().toList();
  }

  List<Importer> importers() {
    return importers.stream().sorted().toList();
  }

  List<String> unread() {
    return List.copyOf(unread);
  }

  List<Environment> environments() {
    return scope.environments();
  }
}
