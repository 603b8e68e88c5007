package org.debwright.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.debwright.deb.DebFile;

/**
 * How a machine comes to use a repository.
 *
 * @param source the deb822 text for {@code /etc/apt/sources.list.d}
 * @param commands for a shell, one a line: trust the repository, then let apt look into it
 * @param commandsForSources behind these, where {@code apt-get source} is wanted
 */
public record SourceLines(String source, List<String> commands, List<String> commandsForSources) {
  /** Copies. */
  public SourceLines {
    commands = List.copyOf(commands);
    commandsForSources = List.copyOf(commandsForSources);
  }

  /**
   * For a repository with its keyring's package in it.
   *
   * @param root the repository on this machine
   */
  public static SourceLines of(KeyringContents contents, DebFile keyring, Path root) {
    String path = PoolPath.of(keyring);
    List<String> commands = new ArrayList<>();
    if (contents.address().isLocal()) {
      commands.add(
          "sudo apt-get install " + quoted(root.toAbsolutePath().resolve(path).toString()));
    } else {
      String file = "/tmp/" + keyring.filename();
      commands.add("curl -fLo " + file + " " + quoted(contents.address().uri() + "/" + path));
      commands.add("sudo apt-get install " + file);
    }
    commands.add("sudo apt-get update");
    return new SourceLines(contents.sources(), commands, commandsForSources(contents));
  }

  // In a file of its own: the keyring's package replaces its own one.
  private static List<String> commandsForSources(KeyringContents contents) {
    String own = contents.sourcesPath();
    return List.of(
        "sed 's/^Types: deb$/Types: deb-src/' "
            + own
            + " | sudo tee "
            + own.replaceFirst("\\.sources$", "-source.sources"),
        "sudo apt-get update");
  }

  // POSIX 2.2.2: nothing is special within single quotes.
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9%+,./:=@_~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
