package org.debwright.lock;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.AskedRequirement;
import org.debwright.python.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** Locks of other tools as sources of pins, recognised by their names. */
public enum PinFile {
  /** {@code poetry.lock}, versions 1 and 2. */
  POETRY("[[package]]"),
  /** {@code uv.lock}, version 1. */
  UV("[[package]]"),
  /** {@code Pipfile.lock}, specification 6. */
  PIPFILE("default"),
  /** {@code pylock.toml} and {@code pylock.NAME.toml} (PEP 751, "File name"). */
  PYLOCK("[[packages]]");

  private final String place;

  PinFile(String place) {
    this.place = place;
  }

  /** The kind of a file or address, by its name; empty for any other, such as requirements. */
  public static Optional<PinFile> of(String location) {
    String name = location.substring(location.lastIndexOf('/') + 1);
    return switch (name) {
      case "poetry.lock" -> Optional.of(POETRY);
      case "uv.lock" -> Optional.of(UV);
      case "Pipfile.lock" -> Optional.of(PIPFILE);
      default -> name.matches("pylock\\.([^.]+\\.)?toml") ? Optional.of(PYLOCK) : Optional.empty();
    };
  }

  /**
   * What a lock pins.
   *
   * @param asked what it wants for itself, with pin and hashes
   * @param constraints all its pins
   */
  public record Pins(List<AskedRequirement> asked, List<AskedRequirement> constraints) {
    /** Copies. */
    public Pins {
      asked = List.copyOf(asked);
      constraints = List.copyOf(constraints);
    }
  }

  /**
   * Reads a lock of this kind.
   *
   * @param source the file, for messages
   * @throws DebwrightException with everything that is wrong, code {@code lock-invalid} or {@code
   *     lock-version}
   */
  public Pins read(byte[] content, String source) {
    Location where = Location.of(source);
    String text = text(content, where);
    List<Diagnostic> problems = new ArrayList<>();
    List<Pin> pins =
        switch (this) {
          case POETRY -> PoetryPins.read(table(new TomlMapper(), text, where, problems));
          case UV -> UvPins.read(table(new TomlMapper(), text, where, problems));
          case PIPFILE -> PipfilePins.read(table(new JsonMapper(), text, where, problems));
          case PYLOCK -> PylockPins.of(PylockReader.read(text, source, Reporter.SILENT), where);
        };
    if (problems.isEmpty() && pins.isEmpty()) {
      problems.add(
          Diagnostic.error("lock-invalid", "the lock pins nothing")
              .because("it has no `" + place + "` of an index")
              .at(where));
    }
    if (!problems.isEmpty()) {
      throw new DebwrightException(problems);
    }
    List<AskedRequirement> asked = new ArrayList<>();
    List<AskedRequirement> constraints = new ArrayList<>();
    for (Pin pin : pins) {
      AskedRequirement.ByName requirement = pin.requirement(where);
      if (pin.asked()) {
        asked.add(requirement);
      }
      constraints.add(requirement);
    }
    return new Pins(asked, constraints);
  }

  private static String text(byte[] content, Location where) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException malformed) {
      throw Diagnostic.error("lock-invalid", "the lock is no text")
          .because("it is not UTF-8")
          .at(where)
          .toException();
    }
  }

  private static TomlTable table(
      ObjectMapper mapper, String text, Location where, List<Diagnostic> problems) {
    try {
      JsonNode top = mapper.readTree(text);
      if (top.isObject()) {
        return new TomlTable(top, "", where, problems);
      }
    } catch (JacksonException malformed) {
      int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
      String message = malformed.getOriginalMessage();
      throw Diagnostic.error("lock-invalid", "the lock cannot be read")
          .because(message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " "))
          .at(new Location(where.source(), Math.max(0, line), 0, "", 0))
          .toException();
    }
    throw Diagnostic.error("lock-invalid", "the lock cannot be read")
        .because("a table is expected")
        .at(where)
        .toException();
  }

  /** Strong hashes as these files have them, {@code sha256:ab12…}; others prove nothing. */
  static SortedSet<Hash> hashes(TomlTable table, String key, List<String> texts) {
    SortedSet<Hash> hashes = new TreeSet<>();
    for (String text : texts) {
      if (!text.matches("sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}")) {
        boolean weak = text.matches("(md5|sha1|sha224|blake2b):[0-9a-f]+");
        table.problem(
            key,
            weak ? "`" + text.replaceFirst(":.*", "") + "` proves nothing" : "not a hash: " + text);
      } else {
        hashes.add(Hash.parse(text));
      }
    }
    return hashes;
  }
}
