package org.debwright.python;

import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * A version as PEP 440 defines it. Equality and order are the specification's: {@code 1.0} equals
 * {@code 1.0.0}. Numbers may have any number of digits.
 */
public final class Pep440Version implements Comparable<Pep440Version> {
  // More digits than these might not fit a long.
  private static final int LONG_DIGITS = 18;

  private final String spelled;
  private final String epoch;
  private final List<String> release;
  private final @Nullable PreRelease pre;
  private final @Nullable String post;
  private final @Nullable String dev;
  private final List<String> local;

  Pep440Version(
      String spelled,
      String epoch,
      List<String> release,
      @Nullable PreRelease pre,
      @Nullable String post,
      @Nullable String dev,
      List<String> local) {
    this.spelled = spelled;
    this.epoch = epoch;
    this.release = release;
    this.pre = pre;
    this.post = post;
    this.dev = dev;
    this.local = local;
  }

  /**
   * Reads any spelling PEP 440 accepts (appendix B), {@code v1.0-RC1} included; white space around
   * it is dropped.
   *
   * @throws DebwrightException if it is no version
   */
  public static Pep440Version parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                Diagnostic.error("version-invalid", "`" + text + "` is not a version")
                    .because("PEP 440 versions look like `1.2.3`, `2.0rc1` or `1.0.post2`")
                    .toException());
  }

  /** As {@link #parse}, empty where {@code text} is no version. */
  public static Optional<Pep440Version> tryParse(String text) {
    return Optional.ofNullable(VersionScanner.scan(PythonText.strip(text)));
  }

  /** Epoch, 0 where none is written; {@link Long#MAX_VALUE} where it is too large for a long. */
  public long epoch() {
    return epoch.length() > LONG_DIGITS ? Long.MAX_VALUE : Long.parseLong(epoch);
  }

  /**
   * Release segment as written, at least one number, trailing zeros kept: decimal digits without
   * leading zeros.
   */
  public List<String> release() {
    return release;
  }

  /** Pre-release as {@code a1}, {@code b2}, {@code rc3}. */
  public Optional<String> pre() {
    return Optional.ofNullable(pre).map(PreRelease::toString);
  }

  /** Number of the post-release, decimal digits. */
  public Optional<String> post() {
    return Optional.ofNullable(post);
  }

  /** Number of the development release, decimal digits. */
  public Optional<String> dev() {
    return Optional.ofNullable(dev);
  }

  /** Local version label, normalised, for example {@code ubuntu.1}. */
  public Optional<String> local() {
    return local.isEmpty() ? Optional.empty() : Optional.of(String.join(".", local));
  }

  /** Whether it is a pre-release or a development release. */
  public boolean isPrerelease() {
    return pre != null || dev != null;
  }

  /** Whether it has a post-release segment. */
  boolean isPostRelease() {
    return post != null;
  }

  /** Whether it has a development release segment. */
  boolean isDevRelease() {
    return dev != null;
  }

  /** Whether it has a local label. */
  boolean hasLocal() {
    return !local.isEmpty();
  }

  /** This version without its local label. */
  public Pep440Version withoutLocal() {
    return local.isEmpty()
        ? this
        : new Pep440Version(
            spelled.substring(0, spelled.indexOf('+')), epoch, release, pre, post, dev, List.of());
  }

  /** The text it was read from, without white space around it. */
  public String spelled() {
    return spelled;
  }

  /** Whether both have the same epoch and, zeros at the end aside, the same release segment. */
  boolean hasReleaseOf(Pep440Version other) {
    return epoch.equals(other.epoch) && compareRelease(other) == 0;
  }

  /** Whether the first {@code length} numbers of the release, zero-padded, are {@code prefix}'s. */
  boolean startsWith(Pep440Version prefix, int length) {
    if (!epoch.equals(prefix.epoch)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!releaseAt(i).equals(prefix.releaseAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether both have the same pre-release segment, or none. */
  boolean hasPreOf(Pep440Version other) {
    return comparePre(other) == 0;
  }

  /** Whether both have the same post-release segment, or none. */
  boolean hasPostOf(Pep440Version other) {
    return compareOptional(post, other.post, -1) == 0;
  }

  @Override
  public int compareTo(Pep440Version other) {
    int order = comparePublic(other);
    return order != 0 ? order : LocalLabel.compare(local, other.local);
  }

  /** Order of the two versions as if neither had a local label. */
  int comparePublic(Pep440Version other) {
    int order = Digits.compare(epoch, other.epoch);
    if (order == 0) {
      order = compareRelease(other);
    }
    if (order == 0) {
      order = Integer.compare(phaseRank(), other.phaseRank());
    }
    if (order == 0) {
      order = comparePre(other);
    }
    if (order == 0) {
      order = compareOptional(post, other.post, -1);
    }
    return order != 0 ? order : compareOptional(dev, other.dev, 1);
  }

  private int compareRelease(Pep440Version other) {
    int length = Math.max(release.size(), other.release.size());
    for (int i = 0; i < length; i++) {
      int order = Digits.compare(releaseAt(i), other.releaseAt(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  // PEP 440, "Version scheme": absent numbers at the end count as zeros.
  private String releaseAt(int index) {
    return index < release.size() ? release.get(index) : "0";
  }

  // PEP 440, "Summary of permitted suffixes and relative ordering": 1.dev0, 1a1, 1.
  private int phaseRank() {
    if (pre != null) {
      return 1;
    }
    return dev != null && post == null ? 0 : 2;
  }

  private int comparePre(Pep440Version other) {
    if (pre == null || other.pre == null) {
      return Boolean.compare(pre != null, other.pre != null);
    }
    return pre.compareTo(other.pre);
  }

  private static int compareOptional(
      @Nullable String left, @Nullable String right, int orderOfAbsent) {
    if (left == null) {
      return right == null ? 0 : orderOfAbsent;
    }
    return right == null ? -orderOfAbsent : Digits.compare(left, right);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Pep440Version version && compareTo(version) == 0);
  }

  @Override
  public int hashCode() {
    int significant = significantNumbers();
    int hash = epoch.hashCode();
    for (int i = 0; i < significant; i++) {
      hash = 31 * hash + release.get(i).hashCode();
    }
    hash = 31 * hash + (pre == null ? 0 : pre.toString().hashCode());
    hash = 31 * hash + (post == null ? 0 : post.hashCode());
    hash = 31 * hash + (dev == null ? 0 : dev.hashCode());
    return 31 * hash + local.hashCode();
  }

  // How many numbers of the release are left without zeros at the end; none of 0.0.
  private int significantNumbers() {
    int count = release.size();
    while (count > 0 && release.get(count - 1).equals("0")) {
      count--;
    }
    return count;
  }

  /** The normalised spelling, release as written: {@code 1.0rc1}. */
  @Override
  public String toString() {
    return toString(release.size());
  }

  /** The normalised spelling without zeros at the end of the release: equal versions, one text. */
  String toTrimmedString() {
    return toString(Math.max(1, significantNumbers()));
  }

  private String toString(int numbers) {
    StringBuilder text = new StringBuilder(spelled.length());
    if (!epoch.equals("0")) {
      text.append(epoch).append('!');
    }
    text.append(release.get(0));
    for (int i = 1; i < numbers; i++) {
      text.append('.').append(release.get(i));
    }
    if (pre != null) {
      text.append(pre);
    }
    if (post != null) {
      text.append(".post").append(post);
    }
    if (dev != null) {
      text.append(".dev").append(dev);
    }
    local().ifPresent(label -> text.append('+').append(label));
    return text.toString();
  }
}
