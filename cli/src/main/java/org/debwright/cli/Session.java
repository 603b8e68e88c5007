package org.debwright.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.index.CacheMode;
import org.debwright.job.ProjectMap;
import org.debwright.job.Question;
import org.debwright.job.Surroundings;
import org.debwright.python.PythonVersion;
import org.debwright.python.RequirementsOptions;
import org.debwright.python.RequirementsOptions.Switch;
import org.debwright.resolve.Policy;

/** Options put into the words of the core. */
final class Session {
  private Session() {}

  static Surroundings surroundings(Console console, CacheOptions cache, Output output) {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    return new Surroundings(
        cache.noCacheDir ? TemporaryCache.in(scratch) : cache.directory(console.environment()),
        cache.offline ? CacheMode.OFFLINE : CacheMode.NORMAL,
        scratch,
        console.environment(),
        Clock.systemUTC(),
        output,
        Edition.current());
  }

  static Question.Wish wish(TargetOptions target) {
    return new Question.Wish(
        Suite.parse(target.suite),
        Architecture.parse(target.architecture),
        Optional.ofNullable(target.python).map(PythonVersion::parse),
        Optional.ofNullable(target.archive),
        Optional.ofNullable(target.archiveKeyring).map(Path::of),
        target.pockets,
        target.furtherArchives);
  }

  static Question question(
      RequirementOptions asked, IndexOptions index, TargetOptions target, PolicyOptions policy) {
    return new Question(
        asked.files,
        asked.constraints,
        asked.requirements,
        options(index),
        index.noBuild ? Question.Sources.REFUSED : Question.Sources.BUILT,
        index.builds(),
        policy.policy(),
        policy.map(),
        wish(target));
  }

  /** Paths and URLs, also where they look like names. */
  static Question conversion(List<String> paths, IndexOptions index, TargetOptions target) {
    return new Question(
        List.of(),
        List.of(),
        paths.stream().map(Session::asPath).toList(),
        options(index),
        index.noBuild ? Question.Sources.REFUSED : Question.Sources.BUILT,
        index.builds(),
        Policy.EXACT,
        ProjectMap.NONE,
        wish(target));
  }

  private static String asPath(String text) {
    return Files.exists(Path.of(text)) && !text.contains("/") ? "./" + text : text;
  }

  static RequirementsOptions options(IndexOptions index) {
    RequirementsOptions options = RequirementsOptions.NONE;
    if (index.indexUrl != null) {
      options = options.withIndexUrl(index.indexUrl);
    }
    for (String url : index.extraIndexUrls) {
      options = options.withExtraIndexUrl(url);
    }
    for (String place : index.findLinks) {
      options = options.withFindLinks(place);
    }
    for (String host : index.trustedHosts) {
      options = options.withTrustedHost(host);
    }
    for (String name : index.noBinary) {
      options = options.withNoBinary(name);
    }
    for (String name : index.onlyBinary) {
      options = options.withOnlyBinary(name);
    }
    options = index.pre ? options.withAllReleases(":all:") : options;
    options = index.noIndex ? options.with(Switch.NO_INDEX) : options;
    options = index.preferBinary ? options.with(Switch.PREFER_BINARY) : options;
    return index.requireHashes ? options.with(Switch.REQUIRE_HASHES) : options;
  }
}
