package org.debwright.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.debwright.debian.Architecture;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * The system's apt with directories of its own, on a machine on which nothing is installed. Neither
 * reads nor changes anything of this machine's apt.
 */
final class AptSandbox {
  private final Path directory;
  private final Map<String, String> environment;

  /**
   * Prepares the directories.
   *
   * @param directory empty
   * @param sources in the one-line format of sources.list(5)
   */
  AptSandbox(Path directory, Architecture architecture, String sources, Map<String, String> outer) {
    this.directory = directory.toAbsolutePath();
    this.environment = new HashMap<>(outer);
    environment.put("APT_CONFIG", this.directory.resolve("apt.conf").toString());
    try {
      for (String each : List.of("state/lists/partial", "cache/archives/partial", "etc")) {
        Files.createDirectories(this.directory.resolve(each));
      }
      Files.writeString(this.directory.resolve("state/status"), "");
      Files.writeString(this.directory.resolve("apt.conf"), configuration(architecture));
      Files.writeString(this.directory.resolve("sources.list"), sources);
      prefer("");
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  // apt.conf(5). By-hash names and other compressions are not in a local pocket.
  private String configuration(Architecture architecture) {
    return """
        Dir "%1$s";
        Dir::State "%1$s/state";
        Dir::State::status "%1$s/state/status";
        Dir::Cache "%1$s/cache";
        Dir::Log "%1$s";
        Dir::Etc "%1$s/etc";
        Dir::Etc::main "/dev/null";
        Dir::Etc::parts "/dev/null";
        Dir::Etc::sourcelist "%1$s/sources.list";
        Dir::Etc::sourceparts "/dev/null";
        Dir::Etc::preferences "%1$s/preferences";
        Dir::Etc::preferencesparts "/dev/null";
        Dir::Etc::trusted "/dev/null";
        Dir::Etc::trustedparts "/dev/null";
        APT::Architecture "%2$s";
        APT::Architectures { "%2$s"; };
        APT::Sandbox::User "root";
        APT::Install-Recommends "false";
        APT::Get::Show-User-Simulation-Note "false";
        Acquire::Languages "none";
        Acquire::PDiffs "false";
        Acquire::By-Hash "no";
        Acquire::Check-Valid-Until "false";
        Acquire::Check-Date "false";
        Acquire::CompressionTypes::Order { "gz"; "xz"; };
        Debug::NoLocking "true";
        """
        .formatted(directory, architecture);
  }

  /** Sets the preferences, apt_preferences(5). */
  void prefer(String preferences) {
    try {
      Files.writeString(directory.resolve("preferences"), preferences);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private DebwrightException unusable(IOException cause) {
    return new DebwrightException(
        Diagnostic.error("simulation-failed", "apt cannot be asked in `" + directory + "`")
            .because(String.valueOf(cause))
            .at(Location.of(directory.toString())),
        cause);
  }

  /** Runs one of apt's programs. */
  Program.Result run(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    return Program.run("apt", command, environment, new byte[0]);
  }
}
