package org.debwright.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.debwright.archive.Archive;
import org.debwright.deb.DebFile;
import org.debwright.deb.Sha256;
import org.debwright.debian.LintianTag;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Reporter;
import org.debwright.diagnostic.Severity;
import org.debwright.job.MadePackage.Upstream;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.resolve.Resolution.Supplied;

/**
 * Which packages an earlier run made of the very same: the same program, target, state of the
 * suite's archive, settings, and release files by SHA-256. Then nothing is fetched, opened or
 * converted; the packages are taken from the shelf, where their bytes are still those, and what was
 * said of them is said again.
 *
 * <p>The state of the archive is its signed Release, which a suite's security pocket gets anew
 * without any other change: the next run then converts again, to the same bytes. The version of
 * Java is not part of the key: packages are the same under each (see {@code ReproducibleIT}), and
 * if a zlib of another made gzip's bytes differ, those published already would be the right ones.
 */
final class Ledger {
  private static final String PACKAGE = "package";
  private static final String REMARK = "remark";
  private static final int STAMP = 11;

  private final Surroundings surroundings;
  private final Optional<Memo> memo;

  private Ledger(Surroundings surroundings, Optional<Memo> memo) {
    this.surroundings = surroundings;
    this.memo = memo;
  }

  /**
   * For one question; nothing is found or kept where part of it has no name.
   *
   * @param builds the {@link org.debwright.build.WheelBuilder#state}
   */
  static Ledger of(
      Selection selection,
      Archive archive,
      PackageSettings settings,
      String builds,
      Surroundings surroundings) {
    boolean isNamed =
        surroundings.edition().isPresent()
            && archive.state().isPresent()
            && selection.resolution().pinned().stream().allMatch(p -> sha256(p).isPresent());
    return new Ledger(
        surroundings,
        isNamed
            ? Optional.of(
                new Memo(
                    surroundings.cache(),
                    "made",
                    key(selection, archive, settings, surroundings).with(builds)))
            : Optional.empty());
  }

  private static Fingerprint key(
      Selection selection, Archive archive, PackageSettings settings, Surroundings surroundings) {
    Fingerprint key =
        new Fingerprint()
            .with(surroundings.edition())
            .with(surroundings.sourceDateEpoch())
            .with(archive.state())
            .with(selection.target().suite())
            .with(selection.target().architecture())
            .with(selection.target().python().version())
            .with(settings.withNames(new TreeMap<>()))
            .with(new TreeMap<>(settings.names()));
    for (Pinned pinned : selection.resolution().pinned()) {
      key.with(pinned.project())
          .with(pinned.version())
          .with(pinned.extras())
          .with(pinned.askedExtras())
          .with(pinned.dependencies())
          .with(pinned.asked())
          .with(pinned.direct())
          .with(pinned.requiredHashes())
          .with(pinned.distribution().filename().filename())
          .with(pinned.distribution().uploaded())
          .with(sha256(pinned));
    }
    for (Supplied supplied : selection.resolution().supplied()) {
      key.with(supplied.offer())
          .with(supplied.extras())
          .with(supplied.dependencies())
          .with(supplied.asked());
    }
    return key;
  }

  static Optional<Hash> sha256(Pinned pinned) {
    return pinned.distribution().hashes().stream()
        .filter(hash -> hash.algorithm().equals("sha256"))
        .findFirst();
  }

  /** The packages as they were made before, or as {@code making} makes them now. */
  List<MadePackage> lookUpOr(Function<Surroundings, List<MadePackage>> making) {
    Optional<List<MadePackage>> before = find();
    if (before.isPresent()) {
      return before.get();
    }
    Remarks remarks = new Remarks(surroundings.reporter());
    List<MadePackage> made = making.apply(surroundings.withReporter(remarks));
    memo.ifPresent(m -> m.keep(rows(made, remarks.heard())));
    return made;
  }

  private Optional<List<MadePackage>> find() {
    Optional<List<List<String>>> rows = memo.flatMap(Memo::read);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<MadePackage> made =
        rows.get().stream().filter(row -> row.get(0).equals(PACKAGE)).map(this::made).toList();
    boolean isWhole =
        InParallel.map(
                rows.get().stream().filter(row -> row.get(0).equals(PACKAGE)).toList(),
                Runtime.getRuntime().availableProcessors(),
                this::isHeld)
            .stream()
            .allMatch(held -> held);
    if (!isWhole) {
      return Optional.empty();
    }
    List<List<String>> stamped = rows.get().stream().map(this::stamped).toList();
    if (!stamped.equals(rows.get())) {
      memo.ifPresent(m -> m.keep(stamped));
    }
    rows.get().stream()
        .filter(row -> row.get(0).equals(REMARK))
        .forEach(row -> surroundings.reporter().report(remark(row)));
    return Optional.of(made);
  }

  private boolean isHeld(List<String> row) {
    Path file = surroundings.cache().resolve(row.get(1));
    String stamp = row.get(STAMP);
    return (!stamp.isEmpty() && stamp.equals(stamp(file)))
        || DebShelf.holds(file, new Sha256(row.get(4)));
  }

  private List<String> stamped(List<String> row) {
    if (!row.get(0).equals(PACKAGE)) {
      return row;
    }
    List<String> stamped = new ArrayList<>(row);
    stamped.set(STAMP, stamp(surroundings.cache().resolve(row.get(1))));
    return stamped;
  }

  private String stamp(Path file) {
    try {
      return FileStamp.of(file, surroundings.clock());
    } catch (IOException gone) {
      return "";
    }
  }

  private List<List<String>> rows(List<MadePackage> made, List<Diagnostic> remarks) {
    List<List<String>> rows = new ArrayList<>();
    made.forEach(each -> rows.add(row(each)));
    remarks.forEach(each -> rows.add(row(each)));
    return rows;
  }

  private List<String> row(MadePackage made) {
    return List.of(
        PACKAGE,
        surroundings.cache().relativize(made.file().path()).toString(),
        made.file().control().toString(),
        Long.toString(made.file().sizeBytes()),
        made.file().sha256().hex(),
        made.upstream().map(u -> u.project().toString()).orElse(""),
        made.upstream().map(u -> u.version().toString()).orElse(""),
        made.ingredient(),
        made.origin().name(),
        Boolean.toString(made.asked()),
        String.join(" ", made.overridden().stream().map(LintianTag::value).toList()),
        stamp(made.file().path()));
  }

  private MadePackage made(List<String> row) {
    Path file = surroundings.cache().resolve(row.get(1));
    DebFile deb =
        new DebFile(
            file, Stanza.parse(row.get(2)), Long.parseLong(row.get(3)), new Sha256(row.get(4)));
    Optional<Upstream> upstream =
        row.get(5).isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Upstream(new ProjectName(row.get(5)), Pep440Version.parse(row.get(6))));
    SortedSet<LintianTag> overridden = new TreeSet<>();
    for (String tag : row.get(10).isEmpty() ? new String[0] : row.get(10).split(" ", -1)) {
      overridden.add(new LintianTag(tag));
    }
    return new MadePackage(
        deb,
        upstream,
        row.get(7),
        MadePackage.Origin.valueOf(row.get(8)),
        Boolean.parseBoolean(row.get(9)),
        overridden);
  }

  private static List<String> row(Diagnostic remark) {
    Location where = remark.where();
    return List.of(
        REMARK,
        remark.code(),
        remark.severity().name(),
        remark.what(),
        remark.why(),
        remark.fix(),
        where.source(),
        Integer.toString(where.line()),
        Integer.toString(where.column()),
        where.text(),
        Integer.toString(where.length()));
  }

  private static Diagnostic remark(List<String> row) {
    return new Diagnostic(
        row.get(1),
        Severity.valueOf(row.get(2)),
        row.get(3),
        row.get(4),
        row.get(5),
        new Location(
            row.get(6),
            Integer.parseInt(row.get(7)),
            Integer.parseInt(row.get(8)),
            row.get(9),
            Integer.parseInt(row.get(10))));
  }

  /** Passes on what it hears, and remembers it. */
  private static final class Remarks implements Reporter {
    private final Reporter next;
    private final List<Diagnostic> heard = new ArrayList<>();

    Remarks(Reporter next) {
      this.next = next;
    }

    @Override
    public void report(Diagnostic diagnostic) {
      synchronized (heard) {
        heard.add(diagnostic);
      }
      next.report(diagnostic);
    }

    @Override
    public Progress begin(String label, long total, Unit unit) {
      return next.begin(label, total, unit);
    }

    List<Diagnostic> heard() {
      synchronized (heard) {
        return List.copyOf(heard);
      }
    }
  }
}
