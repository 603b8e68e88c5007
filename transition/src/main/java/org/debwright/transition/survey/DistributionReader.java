package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.CoreMetadata;
import org.debwright.python.EntryPoint;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.transition.survey.InstalledDistribution.Extent;
import org.debwright.transition.survey.InstalledDistribution.Form;

/** Reads the distributions of a place from their metadata, in every form installers left them. */
final class DistributionReader {
  private static final int METADATA_BYTES = 1 << 24;
  // 100,000 files with long names have 15 MB.
  private static final int RECORD_BYTES = 1 << 27;
  private static final Pattern NAME =
      Pattern.compile("(?<name>.+?)(?:-(?<version>[^-]+))?(?:-(?:py\\d.*|nspkg))?");
  private static final Pattern DIRECT_URL = Pattern.compile("\"url\"\\s*:\\s*\"file://([^\"]*)\"");
  private static final Pattern EDITABLE = Pattern.compile("\"editable\"\\s*:\\s*true");

  private final Root root;
  private final Dpkg dpkg;
  private final Place place;

  DistributionReader(Root root, Dpkg dpkg, Place place) {
    this.root = root;
    this.dpkg = dpkg;
    this.place = place;
  }

  /** A distribution with the files it says are its. */
  record Found(InstalledDistribution distribution, DistributionFiles files) {}

  /** All of them; what cannot be read is left out, and named in {@code unreadable}. */
  List<Found> read(List<String> unreadable) {
    List<Found> found = new ArrayList<>();
    for (String name : root.list(place.path())) {
      form(name)
          .ifPresent(
              form -> {
                Optional<Found> read = read(name, form);
                read.ifPresent(found::add);
                if (read.isEmpty()) {
                  unreadable.add(place.path() + "/" + name);
                }
              });
    }
    return found;
  }

  private Optional<Form> form(String name) {
    String path = place.path() + "/" + name;
    if (name.endsWith(".dist-info")) {
      return root.isDirectory(path) ? Optional.of(Form.DIST_INFO) : Optional.empty();
    } else if (name.endsWith(".egg-info")) {
      return Optional.of(root.isDirectory(path) ? Form.EGG_INFO : Form.EGG_INFO_FILE);
    } else if (name.endsWith(".egg")) {
      return Optional.of(root.isDirectory(path) ? Form.EGG : Form.ZIPPED_EGG);
    }
    return name.endsWith(".egg-link") ? Optional.of(Form.EGG_LINK) : Optional.empty();
  }

  private Optional<Found> read(String name, Form form) {
    String path = place.path() + "/" + name;
    return switch (form) {
      case DIST_INFO -> read(name, form, path, path + "/METADATA");
      case EGG_INFO -> read(name, form, path, path + "/PKG-INFO");
      case EGG_INFO_FILE -> read(name, form, path, path);
      case EGG -> read(name, form, path, path + "/EGG-INFO/PKG-INFO");
      case ZIPPED_EGG -> named(name, form, path, Optional.empty());
      case EGG_LINK -> link(name, path);
    };
  }

  // The first line is the directory of the project; its egg-info has the metadata.
  private Optional<Found> link(String name, String path) {
    String target = root.text(path, METADATA_BYTES).orElse("").split("\n", 2)[0].strip();
    if (!target.startsWith("/")) {
      return Optional.empty();
    }
    for (String each : root.list(target)) {
      if (each.endsWith(".egg-info") && root.isDirectory(target + "/" + each)) {
        Optional<Found> read =
            read(each, Form.EGG_LINK, target + "/" + each, target + "/" + each + "/PKG-INFO");
        if (read.isPresent()) {
          return read.map(found -> developed(found, path, target));
        }
      }
    }
    return named(name, Form.EGG_LINK, path, Optional.of(target));
  }

  private Found developed(Found found, String path, String target) {
    InstalledDistribution d = found.distribution();
    return new Found(
        new InstalledDistribution(
            d.project(),
            d.spelling(),
            d.version(),
            place,
            Form.EGG_LINK,
            path,
            d.installer(),
            Optional.of(target),
            d.requirements(),
            new TreeSet<>(List.of(path.substring(path.lastIndexOf('/') + 1))),
            d.modules(),
            d.scripts(),
            List.of(),
            List.of(),
            Extent.NONE,
            d.imports(),
            dpkg.owner(path)),
        new DistributionFiles(true, Set.of(path)));
  }

  // Nothing but the file's name tells.
  private Optional<Found> named(String name, Form form, String path, Optional<String> editable) {
    Matcher parts = NAME.matcher(name.replaceFirst("\\.[a-z-]+$", ""));
    if (!parts.matches() || !ProjectName.isValid(parts.group("name"))) {
      return Optional.empty();
    }
    String version = parts.group("version") == null ? "" : parts.group("version");
    return Optional.of(
        new Found(
            new InstalledDistribution(
                new ProjectName(parts.group("name")),
                version,
                Pep440Version.tryParse(version),
                place,
                form,
                path,
                Optional.empty(),
                editable,
                List.of(),
                new TreeSet<>(List.of(name)),
                new TreeSet<>(),
                List.of(),
                List.of(),
                List.of(),
                Extent.NONE,
                new TreeMap<>(),
                dpkg.owner(path)),
            new DistributionFiles(true, Set.of(path))));
  }

  private Optional<Found> read(String name, Form form, String path, String metadataFile) {
    Optional<byte[]> content = root.read(metadataFile, METADATA_BYTES);
    Optional<CoreMetadata> metadata = content.flatMap(DistributionReader::headers);
    if (metadata.isEmpty()) {
      return named(name, form, path, Optional.empty())
          .map(found -> new Found(found.distribution(), files(form, path)));
    }
    CoreMetadata core = metadata.get();
    SortedSet<String> declared = topLevel(form == Form.EGG ? path + "/EGG-INFO" : path);
    DistributionFiles files = files(form, path);
    SortedSet<String> modules = DistributionFiles.modules(files.paths(), place.path());
    if (modules.isEmpty()) {
      modules = declared.isEmpty() ? guessed(core.name()) : declared;
    }
    Optional<String> owner = dpkg.owner(path).or(() -> dpkg.owner(metadataFile));
    return Optional.of(
        new Found(
            new InstalledDistribution(
                core.name(),
                core.version().toString(),
                Optional.of(core.version()),
                place,
                form,
                path,
                root.text(path + "/INSTALLER", METADATA_BYTES).map(String::strip),
                editable(path),
                requirements(core, form, path),
                files.tops(place.path(), name),
                modules,
                scripts(files, path),
                files.dataFiles(place.path()),
                List.of(),
                Extent.NONE,
                new TreeMap<>(),
                owner),
            files));
  }

  // The description, often most of the file, says nothing that is needed here.
  private static Optional<CoreMetadata> headers(byte[] content) {
    int end = content.length;
    for (int i = 1; i < content.length; i++) {
      if (content[i] == '\n'
          && (content[i - 1] == '\n'
              || (content[i - 1] == '\r' && i > 1 && content[i - 2] == '\n'))) {
        end = i;
        break;
      }
    }
    try {
      return Optional.of(CoreMetadata.parse(java.util.Arrays.copyOf(content, end), "METADATA"));
    } catch (DebwrightException unreadable) {
      return Optional.empty();
    }
  }

  private SortedSet<String> topLevel(String directory) {
    SortedSet<String> names = new TreeSet<>();
    for (String line :
        root.text(directory + "/top_level.txt", METADATA_BYTES).orElse("").split("\n", -1)) {
      if (!line.isBlank()) {
        names.add(line.strip().replace('/', '.'));
      }
    }
    return names;
  }

  // distutils leaves no list: a module of the project's own name is its, if there is one.
  private SortedSet<String> guessed(ProjectName project) {
    SortedSet<String> names = new TreeSet<>();
    String stem = project.normalized().replace('-', '_');
    for (String name : root.list(place.path())) {
      String module = name.replaceFirst("\\.(?:py|so|[a-z0-9_-]+\\.so)$", "");
      if (module.equalsIgnoreCase(stem)
          || module.equalsIgnoreCase(stem.replace("_", ""))
          || ("py" + module).equalsIgnoreCase(stem)) {
        names.add(module);
      }
    }
    return names;
  }

  private DistributionFiles files(Form form, String path) {
    if (form == Form.DIST_INFO) {
      return root.read(path + "/RECORD", RECORD_BYTES)
          .map(content -> DistributionFiles.ofRecord(content, place.path()))
          .orElse(DistributionFiles.UNKNOWN);
    }
    if (form == Form.EGG_INFO) {
      return root.text(path + "/installed-files.txt", RECORD_BYTES)
          .map(text -> DistributionFiles.ofInstalledFiles(text, path))
          .orElse(DistributionFiles.UNKNOWN);
    }
    return DistributionFiles.UNKNOWN;
  }

  private Optional<String> editable(String path) {
    String text = root.text(path + "/direct_url.json", METADATA_BYTES).orElse("");
    Matcher url = DIRECT_URL.matcher(text);
    return EDITABLE.matcher(text).find() && url.find()
        ? Optional.of(url.group(1).replace("%20", " "))
        : Optional.empty();
  }

  private List<Requirement> requirements(CoreMetadata core, Form form, String path) {
    if (form == Form.DIST_INFO || !core.requiresDist().isEmpty()) {
      return core.requiresDist();
    }
    String directory = form == Form.EGG ? path + "/EGG-INFO" : path;
    return RequiresText.parse(root.text(directory + "/requires.txt", METADATA_BYTES).orElse(""));
  }

  // Of what is recorded; else those of the entry points that are where pip puts them.
  private List<String> scripts(DistributionFiles files, String path) {
    Set<String> scripts = new LinkedHashSet<>(files.scripts());
    String bin = Place.bin(place);
    for (String name : commands(path)) {
      String script = bin + "/" + name;
      if (!bin.isEmpty() && !scripts.contains(script) && root.isFile(script)) {
        scripts.add(script);
      }
    }
    return scripts.stream().sorted().toList();
  }

  private List<String> commands(String path) {
    for (String file : List.of(path + "/entry_points.txt", path + "/EGG-INFO/entry_points.txt")) {
      Optional<String> text = root.text(file, METADATA_BYTES);
      if (text.isPresent()) {
        try {
          return EntryPoint.parseAll(text.get(), file).stream()
              .filter(EntryPoint::isScript)
              .map(EntryPoint::name)
              .toList();
        } catch (DebwrightException unreadable) {
          return List.of();
        }
      }
    }
    return List.of();
  }

  /** Names that lie in the place for the sake of all: no distribution's own. */
  static boolean isShared(String name) {
    return Map.of(
            "easy-install.pth", true, "setuptools.pth", true, "__pycache__", true, "README", true)
        .containsKey(name);
  }
}
