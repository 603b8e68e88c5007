package org.debwright.python;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * Reads what a user asks for: a requirement, a URL or a path, told apart by their looks as pip does
 * it. Whether a path exists is found out by who opens it.
 */
final class AskedParser {
  private static final Pattern URL = Pattern.compile("(?i)(https?|ftp|file):.*");
  private static final Pattern NAMED_LOCATION =
      Pattern.compile("\\s*[A-Za-z0-9][A-Za-z0-9._-]*\\s*(\\[[^\\]]*\\])?\\s*@.*");
  private static final Pattern ARCHIVE =
      Pattern.compile(
          "(?i).*\\.(whl|zip|tar|tar\\.gz|tgz|tar\\.bz2|tbz|tar\\.xz|txz|tar\\.lz|tlz|tar\\.lzma)");
  // Compares versions, so a slash in it is a mistake and not part of a path.
  private static final Pattern WITH_VERSIONS =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\s*(\\[[^\\]]*\\])?\\s*\\(?\\s*[~=!<>].*");
  private static final Pattern WITH_EXTRAS = Pattern.compile("(.+)\\[([^\\]]+)\\]");
  // A URL may hold a semicolon itself.
  private static final Pattern MARKER_OF_URL = Pattern.compile("\\s;|;\\s");

  private final SortedSet<Hash> hashes;
  private final List<String> configSettings;
  private final AskedRequirement.Mode mode;

  AskedParser(SortedSet<Hash> hashes, List<String> configSettings, AskedRequirement.Mode mode) {
    this.hashes = hashes;
    this.configSettings = configSettings;
    this.mode = mode;
  }

  /** Reads one. Throws DebwrightException. */
  AskedRequirement parse(SourceText source) {
    String text = source.text();
    Location where = source.at(0, text.length());
    if (URL.matcher(text).matches() || VcsLocation.looksLike(text)) {
      Matcher separator = MARKER_OF_URL.matcher(text);
      return separator.find()
          ? location(source, separator.start(), separator.end(), where)
          : location(source, text.length(), text.length(), where);
    }
    if (NAMED_LOCATION.matcher(text).matches()) {
      return named(Requirement.parse(source), where);
    }
    int semicolon = text.indexOf(';');
    String head = semicolon < 0 ? text : text.substring(0, semicolon);
    if (mode == AskedRequirement.Mode.EDITABLE || looksLikePath(head.strip())) {
      return semicolon < 0
          ? location(source, text.length(), text.length(), where)
          : location(source, semicolon, semicolon + 1, where);
    }
    return new AskedRequirement.ByName(Requirement.parse(source), hashes, configSettings, where);
  }

  private static boolean looksLikePath(String head) {
    if (WITH_VERSIONS.matcher(head).matches()) {
      return false;
    }
    String bare = WITH_EXTRAS.matcher(head).replaceFirst("$1");
    return head.contains("/") || head.startsWith(".") || ARCHIVE.matcher(bare).matches();
  }

  private AskedRequirement named(Requirement requirement, Location where) {
    Place place = Place.of(requirement.url().orElseThrow(), where);
    return located(
        place, Optional.of(requirement.name()), requirement.extras(), requirement.marker(), where);
  }

  /** A location up to {@code headEnd}, a marker from {@code markerStart}. */
  private AskedRequirement location(
      SourceText source, int headEnd, int markerStart, Location where) {
    SourceText rest = new SourceText.Slice(source, markerStart, source.text().length());
    String condition = rest.text().startsWith(";") ? rest.text().substring(1) : rest.text();
    SourceText markerText =
        new SourceText.Slice(rest, rest.text().length() - condition.length(), rest.text().length());
    Optional<Marker> marker =
        condition.isBlank() ? Optional.empty() : Optional.of(Marker.parse(markerText));
    String head = PythonText.strip(source.text().substring(0, headEnd));
    Matcher withExtras = WITH_EXTRAS.matcher(head);
    boolean hasExtras = !head.contains("#") && withExtras.matches();
    Place place = Place.of(hasExtras ? withExtras.group(1) : head, where);
    SortedSet<ProjectName> extras = new TreeSet<>(place.extras);
    if (hasExtras) {
      extras.addAll(extras(withExtras.group(2), where));
    }
    return located(place, place.project, extras, marker, where);
  }

  private AskedRequirement located(
      Place place,
      Optional<ProjectName> project,
      SortedSet<ProjectName> extras,
      Optional<Marker> marker,
      Location where) {
    SortedSet<Hash> all = new TreeSet<>(hashes);
    all.addAll(place.hashes);
    Optional<VcsLocation> vcs =
        VcsLocation.looksLike(place.location)
            ? Optional.of(VcsLocation.parse(place.location, where))
            : Optional.empty();
    return new AskedRequirement.ByLocation(
        place.location,
        project,
        extras,
        marker,
        place.subdirectory,
        mode,
        all,
        configSettings,
        vcs,
        where);
  }

  private static SortedSet<ProjectName> extras(String list, Location where) {
    SortedSet<ProjectName> extras = new TreeSet<>();
    for (String name : list.split(",", -1)) {
      if (!ProjectName.isValid(name.strip())) {
        throw Diagnostic.error("requirement-invalid", "`" + name.strip() + "` is not an extra")
            .at(where)
            .toException();
      }
      extras.add(new ProjectName(name.strip()));
    }
    return extras;
  }

  /** A location and what its fragment says: {@code #egg=name[extra]&subdirectory=…&sha256=…}. */
  private static final class Place {
    private final String location;
    private Optional<ProjectName> project = Optional.empty();
    private final SortedSet<ProjectName> extras = new TreeSet<>();
    private final SortedSet<Hash> hashes = new TreeSet<>();
    private String subdirectory = "";

    private Place(String location) {
      this.location = location;
    }

    static Place of(String text, Location where) {
      int hash = text.indexOf('#');
      if (hash < 0 || !text.contains(":")) {
        return new Place(text);
      }
      Place place = new Place(text.substring(0, hash));
      for (String part : text.substring(hash + 1).split("&", -1)) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          place.take(
              part.substring(0, equals).toLowerCase(Locale.ROOT),
              part.substring(equals + 1),
              where);
        }
      }
      return place;
    }

    private void take(String key, String value, Location where) {
      if (key.equals("egg")) {
        Requirement named = Requirement.parse(value, where);
        if (!named.specifiers().isAny() || named.url().isPresent() || named.marker().isPresent()) {
          throw Diagnostic.error("requirement-invalid", "`egg=" + value + "` is not a name")
              .because("a name and extras are expected there")
              .at(where)
              .toException();
        }
        project = Optional.of(named.name());
        extras.addAll(named.extras());
      } else if (key.equals("subdirectory")) {
        subdirectory = relative(value, where);
      } else if (Hash.STRONG.contains(key)) {
        hashes.add(HashOption.parse(key + ":" + value, where));
      }
    }

    private static String relative(String path, Location where) {
      if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
        throw Diagnostic.error(
                "requirement-invalid", "`subdirectory=" + path + "` leads out of the archive")
            .at(where)
            .toException();
      }
      return path;
    }
  }
}
