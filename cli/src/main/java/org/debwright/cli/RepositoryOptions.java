package org.debwright.cli;

import java.nio.file.Path;
import java.util.Map;
import org.debwright.job.RepositorySettings;
import org.debwright.job.RepositorySettings.Falling;
import org.debwright.repository.Origin;
import org.debwright.repository.RepositoryAddress;
import org.debwright.repository.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the repository is called, signed and reached. */
final class RepositoryOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "repo",
      description = "the repository, made where there is none (${DEFAULT-VALUE})")
  Path output = Path.of("repo");

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      defaultValue = "debwright",
      description = "Origin of the repository and name of its keyring package (${DEFAULT-VALUE})")
  String origin = "debwright";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "where machines will find the repository (its path on this machine)")
  @Nullable String url;

  @Option(
      names = "--sign-key",
      paramLabel = "KEY",
      description =
          "key to sign with: fingerprint or user id in your keyring, or a file with a secret key (one"
              + " is made and kept outside of the repository)")
  @Nullable String signKey;

  @Option(
      names = "--allow-downgrade",
      description = "publish also lower versions of packages than the repository lists")
  boolean allowDowngrade;

  /** These options in the words of the core. */
  RepositorySettings settings(Origin named, Map<String, String> environment) {
    SigningKey key =
        signKey == null
            ? new SigningKey.Generated(keys(environment).resolve(named.toString()), named)
            : SigningKey.parse(signKey);
    RepositoryAddress address =
        url == null ? RepositoryAddress.of(output) : RepositoryAddress.parse(url);
    return new RepositorySettings(
        output, named, key, address, allowDowngrade ? Falling.ALLOWED : Falling.REFUSED);
  }

  // XDG base directories: what a program keeps for its user and cannot make again.
  private static Path keys(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    Path base =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(environment.getOrDefault("HOME", "/root"), ".local", "share");
    return base.resolve("debwright").resolve("keys");
  }
}
