package org.debwright.resolve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.Distribution;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.Tag;
import org.debwright.python.WheelFilename;

/** Chooses among the files of one release the one to use for the target. */
public final class FileChoice {
  // pip's order for several source distributions of one release is that of the page; the gzipped
  // tar is the only one PEP 625 still allows.
  private static final List<String> SOURCE_SUFFIXES =
      List.of(".tar.gz", ".tgz", ".zip", ".tar.bz2", ".tar.xz", ".tar");

  private final PythonTarget target;
  private final FormatControl formats;
  private final Wishes wishes;

  FileChoice(PythonTarget target, FormatControl formats, Wishes wishes) {
    this.target = target;
    this.formats = formats;
    this.wishes = wishes;
  }

  /**
   * The best of the files that a lock has of one release.
   *
   * @throws DebwrightException code {@code lock-no-file} if none can be used for the target
   */
  public static Distribution ofLocked(
      PythonTarget target, FormatControl formats, ProjectName project, List<Distribution> files) {
    FileChoice choice = new FileChoice(target, formats, new Wishes(List.of(), List.of()));
    Candidate.Verdict verdict = choice.choose(project, files);
    if (verdict instanceof Candidate.Verdict.Usable usable) {
      return usable.file();
    }
    throw Diagnostic.error("lock-no-file", "the lock has no file of `" + project + "` to use")
        .because(((Candidate.Verdict.Unusable) verdict).rejection().text())
        .toException();
  }

  /** The best of {@code files}, or why none can be used. */
  Candidate.Verdict choose(ProjectName project, List<Distribution> files) {
    List<Distribution> fitting = new ArrayList<>();
    Map<String, Rejection> rejections = new LinkedHashMap<>();
    for (Distribution file : files) {
      Optional<Rejection> rejection = reject(project, file);
      if (rejection.isEmpty()) {
        fitting.add(file);
      } else {
        rejections.putIfAbsent(rejection.get().kind(), rejection.get());
      }
    }
    if (fitting.isEmpty()) {
      return new Candidate.Verdict.Unusable(together(files, rejections));
    }
    fitting.sort(bestFirst());
    return new Candidate.Verdict.Usable(
        fitting.get(0), List.copyOf(fitting.subList(1, fitting.size())));
  }

  private Optional<Rejection> reject(ProjectName project, Distribution file) {
    if (!file.requiresPython().contains(target.fullVersion())) {
      return Optional.of(Rejection.python(file.requiresPython().toString(), target));
    }
    if (!wishes.accept(project, file)) {
      return Optional.of(new Rejection("hash", "no file has one of the hashes asked for"));
    }
    if (file.filename() instanceof WheelFilename wheel) {
      return rejectWheel(project, wheel);
    }
    return formats.allowsSources(project)
        ? Optional.empty()
        : Optional.of(new Rejection("source", "source distributions may not be used"));
  }

  private Optional<Rejection> rejectWheel(ProjectName project, WheelFilename wheel) {
    if (!formats.allowsWheels(project)) {
      return Optional.of(new Rejection("wheel", "wheels may not be used"));
    }
    return target.rank(wheel.tags()).isPresent()
        ? Optional.empty()
        : Optional.of(new Rejection("tags", "no wheel fits the target"));
  }

  private Rejection together(List<Distribution> files, Map<String, Rejection> rejections) {
    if (rejections.isEmpty()) {
      return new Rejection("nothing", "has no files");
    }
    String kind = rejections.keySet().stream().sorted().collect(Collectors.joining(","));
    List<String> texts = new ArrayList<>();
    rejections.values().forEach(rejection -> texts.add(rejection.text()));
    if (rejections.containsKey("tags")) {
      WheelMisfit.of(tags(files), target).ifPresent(texts::add);
      texts.add(Rejection.OFFERED + offered(files));
    }
    boolean wheelsMatter = rejections.containsKey("tags") || rejections.containsKey("wheel");
    if (wheelsMatter && files.stream().allMatch(file -> file.filename() instanceof WheelFilename)) {
      texts.add("there is no source distribution");
    }
    return new Rejection(kind, String.join("; ", texts));
  }

  private static List<Tag> tags(List<Distribution> files) {
    return files.stream()
        .flatMap(
            file ->
                file.filename() instanceof WheelFilename wheel
                    ? wheel.tags().stream()
                    : Stream.<Tag>empty())
        .toList();
  }

  private String offered(List<Distribution> files) {
    SortedSet<String> tags =
        tags(files).stream().map(Tag::toString).collect(Collectors.toCollection(TreeSet::new));
    String some = tags.stream().limit(4).collect(Collectors.joining(", "));
    return tags.size() > 4 ? some + " and " + (tags.size() - 4) + " more" : some;
  }

  // PEP 592: yanked files are used only where nothing else is there. PEP 427: the build tag breaks
  // ties. The name comes last, so that the page's order never matters.
  private Comparator<Distribution> bestFirst() {
    return Comparator.<Distribution, Boolean>comparing(file -> file.yanked().isPresent())
        .thenComparingInt(this::rank)
        .thenComparing(FileChoice::buildNumber, Comparator.reverseOrder())
        .thenComparing(FileChoice::buildRest, Comparator.reverseOrder())
        .thenComparing(file -> file.filename().filename())
        .thenComparing(Distribution::displayUrl);
  }

  private int rank(Distribution file) {
    if (file.filename() instanceof WheelFilename wheel) {
      return target.rank(wheel.tags()).orElse(Integer.MAX_VALUE);
    }
    int suffix = 0;
    while (suffix < SOURCE_SUFFIXES.size()
        && !file.filename().filename().endsWith(SOURCE_SUFFIXES.get(suffix))) {
      suffix++;
    }
    // Every wheel that fits goes before every source distribution.
    return Integer.MAX_VALUE - SOURCE_SUFFIXES.size() + suffix;
  }

  private static BigInteger buildNumber(Distribution file) {
    String digits = build(file).replaceFirst("[^0-9].*", "");
    return digits.isEmpty() ? BigInteger.ONE.negate() : new BigInteger(digits);
  }

  private static String buildRest(Distribution file) {
    return build(file).replaceFirst("^[0-9]*", "");
  }

  private static String build(Distribution file) {
    return file.filename() instanceof WheelFilename wheel ? wheel.build() : "";
  }
}
