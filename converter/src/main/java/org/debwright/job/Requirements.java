package org.debwright.job;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.index.CacheMode;
import org.debwright.index.HttpIndex;
import org.debwright.index.IndexSettings;
import org.debwright.lock.PinFile;
import org.debwright.python.AskedRequirement;
import org.debwright.python.RequirementsFile;
import org.debwright.python.RequirementsInput;
import org.debwright.python.RequirementsOptions;
import org.debwright.python.TextSource;

/** Everything that is asked for, from files and arguments together. */
final class Requirements {
  private Requirements() {}

  /**
   * Reads what a question names.
   *
   * @param options what pip is configured for and the command line says
   * @param places where the web is asked for files of requirements
   * @param evidence is told what is read
   */
  static RequirementsInput read(
      Question question,
      RequirementsOptions options,
      IndexSettings places,
      Surroundings surroundings,
      Evidence evidence) {
    TextSource texts = evidence.watching(new Texts(places, surroundings));
    RequirementsInput files =
        RequirementsFile.read(
            plain(question.requirementsFiles()),
            plain(question.constraintsFiles()),
            options,
            texts,
            surroundings.environment());
    files.warnings().forEach(surroundings.reporter()::report);
    List<AskedRequirement> all = new ArrayList<>(files.requirements());
    List<AskedRequirement> constraints = new ArrayList<>(files.constraints());
    for (PinFile.Pins pins : pins(question.requirementsFiles(), texts)) {
      all.addAll(pins.asked());
      constraints.addAll(pins.constraints());
    }
    pins(question.constraintsFiles(), texts).forEach(p -> constraints.addAll(p.constraints()));
    question.arguments().forEach(text -> all.add(RequirementsFile.parseArgument(text)));
    if (all.isEmpty()) {
      throw Diagnostic.error("nothing-asked", "nothing is asked for")
          .because("no file and no argument names a requirement")
          .mend("name one, for example `requests>=2.31`, or a file with `-r requirements.txt`")
          .toException();
    }
    return new RequirementsInput(all, constraints, files.options(), files.warnings());
  }

  private static List<String> plain(List<String> locations) {
    return locations.stream().filter(location -> PinFile.of(location).isEmpty()).toList();
  }

  private static List<PinFile.Pins> pins(List<String> locations, TextSource texts) {
    List<PinFile.Pins> all = new ArrayList<>();
    for (String location : locations) {
      PinFile.of(location)
          .ifPresent(kind -> all.add(kind.read(content(location, texts), shown(location))));
    }
    return all;
  }

  private static String shown(String location) {
    return location.replaceFirst("://[^/@]*@", "://");
  }

  private static byte[] content(String location, TextSource texts) {
    try {
      return texts.read(location);
    } catch (IOException unreadable) {
      throw Diagnostic.error("lock-unreadable", "the lock `" + shown(location) + "` cannot be read")
          .because(
              unreadable instanceof NoSuchFileException
                  ? "it does not exist"
                  : String.valueOf(unreadable.getMessage()))
          .at(Location.of(shown(location)))
          .toException();
    }
  }

  /** What constraints files say. */
  static List<AskedRequirement> constraints(
      List<String> files, RequirementsOptions options, IndexSettings places, Surroundings around) {
    if (files.isEmpty()) {
      return List.of();
    }
    RequirementsInput read =
        RequirementsFile.read(
            List.of(), files, options, new Texts(places, around), around.environment());
    read.warnings().forEach(around.reporter()::report);
    return read.constraints();
  }

  /** Files by path and URL. */
  private record Texts(IndexSettings places, Surroundings surroundings) implements TextSource {
    // Sixteen times the largest seen. The size is not asked for: it may be a pipe.
    private static final int MOST_BYTES = 1 << 24;

    @Override
    public byte[] read(String location) throws IOException {
      if (location.matches("(?i)https?:.*")) {
        if (surroundings.mode() == CacheMode.OFFLINE) {
          throw new IOException("it is on the web, and nothing is fetched offline");
        }
        return HttpIndex.text(places, surroundings.environment(), location);
      }
      try (InputStream in = Files.newInputStream(path(location))) {
        byte[] content = in.readNBytes(MOST_BYTES + 1);
        if (content.length > MOST_BYTES) {
          throw new IOException("at most " + MOST_BYTES + " bytes are read");
        }
        return content;
      }
    }

    @Override
    public boolean exists(String path) {
      return Requirements.exists(path);
    }
  }

  /** Whether there is something at a local path. */
  static boolean exists(String path) {
    return Files.exists(path(path));
  }

  private static Path path(String location) {
    return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
  }
}
