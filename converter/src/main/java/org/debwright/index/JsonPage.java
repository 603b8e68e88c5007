package org.debwright.index;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a project's page in JSON (PEP 691, PEP 700) as a stream. */
final class JsonPage {
  private static final JsonFactory JSON = new JsonFactory();

  private final Url page;
  private final LinkSorter sorter;
  private final Reporter reporter;
  private boolean hasFiles;
  private boolean hasVersion;

  private JsonPage(Url page, LinkSorter sorter, Reporter reporter) {
    this.page = page;
    this.sorter = sorter;
    this.reporter = reporter;
  }

  /**
   * The links of a page.
   *
   * @param page where it came from
   * @param sorter takes the links, must be new
   * @throws org.debwright.diagnostic.DebwrightException where it is no such page
   */
  static List<LinkGroup> parse(byte[] content, Url page, LinkSorter sorter, Reporter reporter) {
    JsonPage reader = new JsonPage(page, sorter, reporter);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), content)) {
      reader.read(parser);
    } catch (JacksonException malformed) {
      throw PageProblem.garbage(
          page, "its JSON is malformed: " + PageProblem.clean(malformed.getOriginalMessage()));
    }
    if (!reader.hasVersion || !reader.hasFiles) {
      throw PageProblem.garbage(page, "its JSON has no `meta.api-version` or no `files` (PEP 691)");
    }
    return sorter.groups();
  }

  private void read(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw PageProblem.garbage(page, "its JSON is no object");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("meta") && value == JsonToken.START_OBJECT) {
        readMeta(parser);
      } else if (name.equals("files") && value == JsonToken.START_ARRAY) {
        hasFiles = true;
        readFiles(parser);
      } else {
        parser.skipChildren();
      }
    }
    // What follows the object, or its missing end, is an error of the parser's.
    parser.nextToken();
  }

  private void readMeta(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("api-version")) {
        ApiVersion.check(parser.getString(), page, reporter);
        hasVersion = true;
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readFiles(JsonParser parser) {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      File file = new File();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        file.read(parser.currentName(), parser);
      }
      Url target = page.resolve(file.url);
      boolean mayBeFile = target.isHttp() || (target.isFile() && page.isFile());
      if (mayBeFile) {
        sorter.take(file.filename, () -> file.link(target));
      }
    }
  }

  /** One member of {@code files}, as far as it is read. */
  private static final class File {
    private String filename = "";
    private String url = "";
    private String requiresPython = "";
    private SortedSet<Hash> hashes = Link.NO_HASHES;
    private Optional<String> yanked = Optional.empty();
    private Optional<SortedSet<Hash>> metadata = Optional.empty();
    private Optional<java.time.Instant> uploaded = Optional.empty();
    private boolean hasCoreMetadata;
    private long size = -1;

    void read(String name, JsonParser parser) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "filename" -> filename = string(parser, value);
        case "url" -> url = string(parser, value);
        case "requires-python" -> requiresPython = string(parser, value);
        case "hashes" -> hashes = hashes(parser, value);
        case "yanked" -> yanked = yanked(parser, value);
        case "upload-time" -> uploaded = Anchor.uploaded(string(parser, value));
        case "size" -> size = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
        case "core-metadata" -> {
          metadata = metadata(parser, value);
          hasCoreMetadata = true;
        }
        // PEP 714: the old name counts only where the new one is absent.
        case "dist-info-metadata" -> {
          Optional<SortedSet<Hash>> old = metadata(parser, value);
          metadata = hasCoreMetadata ? metadata : old;
        }
        default -> {}
      }
      // Whatever value was not looked into, as one of an unexpected type.
      parser.skipChildren();
    }

    Link link(Url target) {
      return new Link(
          filename,
          target.withoutFragment().toString(),
          hashes,
          requiresPython,
          yanked,
          metadata,
          uploaded,
          size);
    }

    private static String string(JsonParser parser, JsonToken value) {
      return value == JsonToken.VALUE_STRING ? parser.getString() : "";
    }

    private static SortedSet<Hash> hashes(JsonParser parser, JsonToken value) {
      TreeSet<Hash> found = new TreeSet<>();
      if (value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String algorithm = parser.currentName();
          found.addAll(Link.one(algorithm, string(parser, parser.nextToken())));
          parser.skipChildren();
        }
      }
      return Collections.unmodifiableSortedSet(found);
    }

    private static Optional<String> yanked(JsonParser parser, JsonToken value) {
      return value == JsonToken.VALUE_TRUE
          ? Optional.of("")
          : value == JsonToken.VALUE_STRING ? Optional.of(parser.getString()) : Optional.empty();
    }

    private static Optional<SortedSet<Hash>> metadata(JsonParser parser, JsonToken value) {
      return value == JsonToken.VALUE_TRUE
          ? Optional.of(Link.NO_HASHES)
          : value == JsonToken.START_OBJECT ? Optional.of(hashes(parser, value)) : Optional.empty();
    }
  }
}
