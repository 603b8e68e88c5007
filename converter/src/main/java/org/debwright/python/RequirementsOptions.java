package org.debwright.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;

/**
 * Where to look for release files and which to take, as pip's options of the same names say it.
 * URLs may hold credentials.
 *
 * @param indexUrl {@code --index-url}; empty: what pip is configured for
 * @param extraIndexUrls {@code --extra-index-url}
 * @param findLinks {@code --find-links}: paths and URLs
 * @param formats {@code --no-binary} first, {@code --only-binary} second
 * @param releases {@code --all-releases} first (so {@code --pre}), {@code --only-final} second
 * @param trustedHosts {@code --trusted-host}
 * @param switches the options without a value
 */
public record RequirementsOptions(
    Optional<String> indexUrl,
    List<String> extraIndexUrls,
    List<String> findLinks,
    ProjectChoice formats,
    ProjectChoice releases,
    List<String> trustedHosts,
    Set<Switch> switches) {
  /** Nothing said. */
  public static final RequirementsOptions NONE =
      new RequirementsOptions(
          Optional.empty(),
          List.of(),
          List.of(),
          ProjectChoice.OPEN,
          ProjectChoice.OPEN,
          List.of(),
          Set.of());

  /** Options without a value. */
  public enum Switch {
    /** {@code --no-index}. */
    NO_INDEX,
    /** {@code --prefer-binary}. */
    PREFER_BINARY,
    /** {@code --require-hashes}. */
    REQUIRE_HASHES
  }

  /** Copies. */
  public RequirementsOptions {
    extraIndexUrls = List.copyOf(extraIndexUrls);
    findLinks = List.copyOf(findLinks);
    trustedHosts = List.copyOf(trustedHosts);
    Set<Switch> ordered = EnumSet.noneOf(Switch.class);
    ordered.addAll(switches);
    switches = Collections.unmodifiableSet(ordered);
  }

  /** Whether a switch is set. */
  public boolean has(Switch option) {
    return switches.contains(option);
  }

  /** Whether wheels of a project may be taken. */
  public boolean allowsWheels(ProjectName project) {
    return !formats.of(project).equals(Optional.of(ProjectChoice.Side.FIRST));
  }

  /** Whether source distributions of a project may be taken. */
  public boolean allowsSources(ProjectName project) {
    return !formats.of(project).equals(Optional.of(ProjectChoice.Side.SECOND));
  }

  /**
   * Whether pre-releases of a project may be taken though a final release would do: true with
   * {@code --pre}, false with {@code --only-final}, empty where nothing is said and PEP 440
   * decides.
   */
  public Optional<Boolean> allowsPrereleases(ProjectName project) {
    return releases.of(project).map(side -> side == ProjectChoice.Side.FIRST);
  }

  /** With another index in place of all before, as pip does it; not with {@code --no-index}. */
  public RequirementsOptions withIndexUrl(String url) {
    return has(Switch.NO_INDEX) ? this : with(Optional.of(url), List.of(), switches);
  }

  /** With one more index; not with {@code --no-index}. */
  public RequirementsOptions withExtraIndexUrl(String url) {
    return has(Switch.NO_INDEX) ? this : with(indexUrl, plus(extraIndexUrls, url), switches);
  }

  /** With one more page, directory or file of links. */
  public RequirementsOptions withFindLinks(String location) {
    return new RequirementsOptions(
        indexUrl,
        extraIndexUrls,
        plus(findLinks, location),
        formats,
        releases,
        trustedHosts,
        switches);
  }

  /** After {@code --no-binary value}. Throws {@link DebwrightException}. */
  public RequirementsOptions withNoBinary(String value) {
    return with(formats.withFirst(value), releases);
  }

  /** After {@code --only-binary value}. Throws {@link DebwrightException}. */
  public RequirementsOptions withOnlyBinary(String value) {
    return with(formats.withSecond(value), releases);
  }

  /** After {@code --all-releases value}. Throws {@link DebwrightException}. */
  public RequirementsOptions withAllReleases(String value) {
    return with(formats, releases.withFirst(value));
  }

  /** After {@code --only-final value}. Throws {@link DebwrightException}. */
  public RequirementsOptions withOnlyFinal(String value) {
    return with(formats, releases.withSecond(value));
  }

  /** With one more host trusted without a valid certificate. */
  public RequirementsOptions withTrustedHost(String host) {
    return new RequirementsOptions(
        indexUrl, extraIndexUrls, findLinks, formats, releases, plus(trustedHosts, host), switches);
  }

  /** With a switch set; {@code --no-index} forgets all indexes. */
  public RequirementsOptions with(Switch option) {
    Set<Switch> more = EnumSet.of(option);
    more.addAll(switches);
    return option == Switch.NO_INDEX
        ? with(Optional.empty(), List.of(), more)
        : with(indexUrl, extraIndexUrls, more);
  }

  /** With a switch not set. */
  public RequirementsOptions without(Switch option) {
    Set<Switch> fewer = EnumSet.complementOf(EnumSet.of(option));
    fewer.retainAll(switches);
    return with(indexUrl, extraIndexUrls, fewer);
  }

  private RequirementsOptions with(
      Optional<String> index, List<String> extraIndexes, Set<Switch> options) {
    return new RequirementsOptions(
        index, extraIndexes, findLinks, formats, releases, trustedHosts, options);
  }

  private RequirementsOptions with(ProjectChoice newFormats, ProjectChoice newReleases) {
    return new RequirementsOptions(
        indexUrl, extraIndexUrls, findLinks, newFormats, newReleases, trustedHosts, switches);
  }

  private static List<String> plus(List<String> list, String one) {
    List<String> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
