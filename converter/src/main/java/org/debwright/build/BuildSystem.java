package org.debwright.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.SourceArchive;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * How a source says it is built: table {@code [build-system]} of its {@code pyproject.toml} (PEP
 * 518, PEP 517), or what counts where it has none.
 *
 * @param requires what the backend needs, as written; markers are not evaluated yet
 * @param backend {@code module} or {@code module:object.attribute}
 * @param backendPath directories the backend itself lies in, relative to the project's
 * @param project its name, where {@code [project]} says it (PEP 621)
 */
record BuildSystem(
    List<Requirement> requires,
    String backend,
    List<String> backendPath,
    Optional<ProjectName> project) {
  private static final String FILE = "pyproject.toml";
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_ENTRIES = 1000;
  // PEP 517: a module, and what is in it behind a colon.
  private static final Pattern BACKEND =
      Pattern.compile("\\w+(\\.\\w+)*(:\\w+(\\.\\w+)*)?", Pattern.UNICODE_CHARACTER_CLASS);

  /** PEP 517, "Source trees": without a table or a backend, {@code setup.py} by setuptools. */
  static final BuildSystem LEGACY =
      new BuildSystem(
          // The first with this backend; the number is that of pip.
          List.of(Requirement.parse("setuptools>=40.8.0")),
          "setuptools.build_meta:__legacy__",
          List.of(),
          Optional.empty());

  private static final TomlMapper TOML = new TomlMapper();

  BuildSystem {
    requires = List.copyOf(requires);
    backendPath = List.copyOf(backendPath);
  }

  /**
   * Of a source distribution or a directory.
   *
   * @param subdirectory the project's in it, relative, empty for its root
   * @throws DebwrightException if the file is there and cannot be believed
   */
  static BuildSystem of(Path source, String subdirectory) {
    Optional<byte[]> file =
        Files.isDirectory(source)
            ? inDirectory(source.resolve(subdirectory))
            : inArchive(source, subdirectory.isEmpty() ? FILE : subdirectory + "/" + FILE);
    return file.isEmpty() ? LEGACY : parse(file.get(), source.getFileName() + "/" + FILE);
  }

  private static Optional<byte[]> inDirectory(Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(MOST_BYTES + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<byte[]> inArchive(Path archive, String path) {
    AtomicReference<byte[]> found = new AtomicReference<>();
    SourceArchive.visit(
        archive,
        (name, modified, content) -> {
          String inside = name.startsWith("./") ? name.substring(2) : name;
          if (inside.substring(inside.indexOf('/') + 1).equals(path)) {
            found.set(content.readNBytes(MOST_BYTES + 1));
          }
          // To the end: a further member of the same name is what an unpacker leaves.
          return true;
        });
    return Optional.ofNullable(found.get());
  }

  /**
   * Reads the file's bytes.
   *
   * @param where the file, for messages
   */
  static BuildSystem parse(byte[] bytes, String where) {
    Location place = Location.of(where);
    JsonNode top = tree(bytes, place);
    Optional<ProjectName> project =
        Optional.ofNullable(top.get("project"))
            .map(table -> table.get("name"))
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .filter(ProjectName::isValid)
            .map(ProjectName::new);
    JsonNode table = top.get("build-system");
    if (table == null) {
      return new BuildSystem(LEGACY.requires, LEGACY.backend, List.of(), project);
    }
    if (!table.isObject() || !table.has("requires")) {
      throw refusal("its table `build-system` has no `requires`, which PEP 518 asks for", place);
    }
    List<Requirement> requires = new ArrayList<>();
    texts(table, "requires", place).forEach(text -> requires.add(requirement(text, place)));
    if (!table.has("build-backend")) {
      requires.addAll(LEGACY.requires);
      return new BuildSystem(requires, LEGACY.backend, List.of(), project);
    }
    JsonNode backend = table.get("build-backend");
    if (!backend.isString() || !BACKEND.matcher(backend.stringValue()).matches()) {
      throw refusal("its `build-backend` is no `module` or `module:object`", place);
    }
    List<String> paths = texts(table, "backend-path", place);
    paths.forEach(path -> checkInside(path, place));
    return new BuildSystem(requires, backend.stringValue(), paths, project);
  }

  /** A requirement of a build; any other text is the source's fault. */
  static Requirement requirement(String text, Location place) {
    try {
      return Requirement.parse(text);
    } catch (DebwrightException invalid) {
      Diagnostic first = invalid.diagnostics().get(0);
      throw refusal("it asks for " + first.what() + ": " + first.why(), place);
    }
  }

  private static JsonNode tree(byte[] bytes, Location place) {
    if (bytes.length > MOST_BYTES) {
      throw refusal("at most " + MOST_BYTES + " B of it are read", place);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return TOML.readTree(text);
    } catch (CharacterCodingException e) {
      throw refusal("it is not UTF-8", place);
    } catch (JacksonException e) {
      String message = e.getOriginalMessage().lines().findFirst().orElse("");
      throw refusal("it is no TOML: " + message.replaceAll("\\p{Cntrl}", " "), place);
    }
  }

  private static List<String> texts(JsonNode table, String key, Location place) {
    JsonNode array = table.get(key);
    List<String> texts = new ArrayList<>();
    if (array == null) {
      return texts;
    }
    if (!array.isArray() || array.size() > MOST_ENTRIES) {
      throw refusal("its `" + key + "` is no array of at most " + MOST_ENTRIES + " texts", place);
    }
    for (JsonNode item : array) {
      if (!item.isString()) {
        throw refusal("its `" + key + "` holds what is no text", place);
      }
      texts.add(item.stringValue());
    }
    return texts;
  }

  // PEP 517: "must be relative to the project root and resolve to a location within the tree".
  private static void checkInside(String path, Location place) {
    boolean leaves = path.startsWith("/") || List.of(path.split("/", -1)).contains("..");
    if (leaves || path.chars().anyMatch(Character::isISOControl)) {
      throw refusal("its `backend-path` leads out of the project", place);
    }
  }

  private static DebwrightException refusal(String why, Location place) {
    return Diagnostic.error("build-system-invalid", "`" + place.source() + "` cannot be used")
        .because(why)
        .at(place)
        .toException();
  }
}
