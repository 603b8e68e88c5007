package org.debwright.job;

import java.util.Optional;
import org.debwright.index.IndexSettings;
import org.debwright.index.PipConfiguration;
import org.debwright.python.RequirementsOptions;
import org.debwright.python.RequirementsOptions.Switch;
import org.debwright.resolve.FormatControl;
import org.debwright.resolve.SolverSettings;

/**
 * Options of pip from three sides, each outranking the one before: pip's configuration, the command
 * line, the requirements files.
 */
final class Options {
  private Options() {}

  /** What the command line says on top of pip's configuration. */
  static RequirementsOptions over(Optional<PipConfiguration> pip, RequirementsOptions said) {
    RequirementsOptions options = RequirementsOptions.NONE;
    if (pip.isPresent()) {
      for (String value : pip.get().noBinary()) {
        options = options.withNoBinary(value);
      }
      for (String value : pip.get().onlyBinary()) {
        options = options.withOnlyBinary(value);
      }
      options = pip.get().pre() ? options.withAllReleases(":all:") : options;
      options = pip.get().preferBinary() ? options.with(Switch.PREFER_BINARY) : options;
      options = pip.get().requireHashes() ? options.with(Switch.REQUIRE_HASHES) : options;
    }
    for (String value : said.formats().first()) {
      options = options.withNoBinary(value);
    }
    for (String value : said.formats().second()) {
      options = options.withOnlyBinary(value);
    }
    for (String value : said.releases().first()) {
      options = options.withAllReleases(value);
    }
    return withPlaces(options, said);
  }

  private static RequirementsOptions withPlaces(
      RequirementsOptions options, RequirementsOptions said) {
    RequirementsOptions all = options;
    if (said.indexUrl().isPresent()) {
      all = all.withIndexUrl(said.indexUrl().get());
    }
    for (String url : said.extraIndexUrls()) {
      all = all.withExtraIndexUrl(url);
    }
    for (String place : said.findLinks()) {
      all = all.withFindLinks(place);
    }
    for (String host : said.trustedHosts()) {
      all = all.withTrustedHost(host);
    }
    for (Switch option : said.switches()) {
      all = all.with(option);
    }
    return all;
  }

  /** Where to look: what was said, on top of what pip is configured for. */
  static IndexSettings places(Optional<PipConfiguration> pip, RequirementsOptions said) {
    IndexSettings settings = pip.map(IndexSettings::of).orElse(IndexSettings.NONE);
    if (said.indexUrl().isPresent()) {
      settings = settings.withIndexUrl(said.indexUrl().get());
    }
    settings = settings.withExtraIndexUrls(said.extraIndexUrls());
    settings = settings.withFindLinks(said.findLinks());
    settings = settings.withTrustedHosts(said.trustedHosts());
    return said.has(Switch.NO_INDEX) ? settings.withoutIndex() : settings;
  }

  /** What the solver may take. */
  static SolverSettings choices(RequirementsOptions said, Question.Sources sources) {
    FormatControl formats = FormatControl.ANY;
    for (String value : said.formats().first()) {
      formats = formats.withNoBinary(value);
    }
    for (String value : said.formats().second()) {
      formats = formats.withOnlyBinary(value);
    }
    if (sources == Question.Sources.REFUSED) {
      formats = formats.withOnlyBinary(":all:");
    }
    SolverSettings settings = SolverSettings.DEFAULT.withFormats(formats);
    if (said.releases().first().contains(":all:")) {
      settings = settings.withPrereleases(SolverSettings.Prereleases.ALLOWED);
    }
    if (said.has(Switch.PREFER_BINARY)) {
      settings = settings.withPreference(SolverSettings.Preference.BINARY);
    }
    return said.has(Switch.REQUIRE_HASHES)
        ? settings.withHashes(SolverSettings.HashPolicy.REQUIRED)
        : settings;
  }
}
