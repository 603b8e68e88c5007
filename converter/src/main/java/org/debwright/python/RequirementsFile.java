package org.debwright.python;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/** Requirements files as pip reads them: pip's "Requirements File Format", versions 20 to 26. */
public final class RequirementsFile {
  private RequirementsFile() {}

  /**
   * Reads requirements and constraints files and all they include.
   *
   * @param requirementsFiles paths or URLs, as after {@code -r}
   * @param constraintsFiles paths or URLs, as after {@code -c}
   * @param options what the command line says; the files' options come after it, as with pip
   * @param source reads files
   * @param environment for <code>${VARIABLE}</code>
   * @throws DebwrightException with everything that is wrong in any of the files, each with its
   *     place
   */
  public static RequirementsInput read(
      List<String> requirementsFiles,
      List<String> constraintsFiles,
      RequirementsOptions options,
      TextSource source,
      Map<String, String> environment) {
    RequirementsReader reader = new RequirementsReader(source, environment, options);
    for (String file : requirementsFiles) {
      reader.read(file, RequirementsReader.Role.REQUIREMENT, Location.NONE);
    }
    for (String file : constraintsFiles) {
      reader.read(file, RequirementsReader.Role.CONSTRAINT, Location.NONE);
    }
    return reader.result();
  }

  /**
   * Reads what was given on the command line: {@code requests>=2}, {@code name @ URL}, a URL, or a
   * path such as {@code ./project[extra]}.
   *
   * @throws DebwrightException if it is none of these
   */
  public static AskedRequirement parseArgument(String text) {
    return parseArgument(text, AskedRequirement.Mode.REGULAR);
  }

  /**
   * As {@link #parseArgument(String)}, or as after {@code -e}.
   *
   * @throws DebwrightException if it cannot be read
   */
  public static AskedRequirement parseArgument(String text, AskedRequirement.Mode mode) {
    String argument = PythonText.strip(text);
    if (argument.endsWith(".txt") && ProjectName.isValid(argument)) {
      throw Diagnostic.error("requirement-invalid", "`" + argument + "` looks like a file")
          .because("a file of requirements is given with `-r`")
          .mend("write `-r " + argument + "`")
          .toException();
    }
    SourceText source = SourceText.of(argument, "argument");
    return new AskedParser(new TreeSet<>(), List.of(), mode).parse(source);
  }
}
