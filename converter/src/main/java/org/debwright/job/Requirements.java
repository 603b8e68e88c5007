package org.debwright.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.Diagnostic;
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
   */
  static RequirementsInput read(
      Question question, RequirementsOptions options, Surroundings surroundings) {
    RequirementsInput files =
        RequirementsFile.read(
            question.requirementsFiles(),
            question.constraintsFiles(),
            options,
            new LocalFiles(),
            surroundings.environment());
    files.warnings().forEach(surroundings.reporter()::report);
    List<AskedRequirement> all = new ArrayList<>(files.requirements());
    question.arguments().forEach(text -> all.add(RequirementsFile.parseArgument(text)));
    if (all.isEmpty()) {
      throw Diagnostic.error("nothing-asked", "nothing is asked for")
          .because("no file and no argument names a requirement")
          .mend("name one, for example `requests>=2.31`, or a file with `-r requirements.txt`")
          .toException();
    }
    return new RequirementsInput(all, files.constraints(), files.options(), files.warnings());
  }

  /** Files by path and {@code file:} URL. */
  private static final class LocalFiles implements TextSource {
    @Override
    public byte[] read(String location) throws IOException {
      if (location.matches("(?i)https?:.*")) {
        throw new IOException("requirements files are read from this machine only: fetch it first");
      }
      return Files.readAllBytes(path(location));
    }

    @Override
    public boolean exists(String path) {
      return Files.exists(path(path));
    }

    private static Path path(String location) {
      return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }
  }
}
