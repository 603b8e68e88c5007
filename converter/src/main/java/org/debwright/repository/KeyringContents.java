package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.debwright.deb.Sha256;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.templates.Template;

/**
 * What the package with the public key tells the machines that install it.
 *
 * @param releaseLabel ends its version, so that it differs from suite to suite: {@code deb12}
 * @param preferred packages to take from here although the distribution's own version is higher
 * @param maintainer as in a control file
 */
public record KeyringContents(
    Origin origin,
    Suite suite,
    String releaseLabel,
    PublicKey key,
    RepositoryAddress address,
    SortedSet<PackageName> preferred,
    String maintainer) {

  /** Where the public key is installed. */
  String keyringPath() {
    return "/usr/share/keyrings/" + origin.keyringFile();
  }

  /** Where apt reads of the repository. */
  String sourcesPath() {
    return "/etc/apt/sources.list.d/" + origin + ".sources";
  }

  String preferencesPath() {
    return "/etc/apt/preferences.d/" + origin + ".pref";
  }

  /** The source in deb822 form, as the package installs it. */
  String sources() {
    return Template.SOURCES.render(
        Map.of(
            "package", origin.keyringPackage().value(),
            "uri", address.uri(),
            "suite", suite.codename(),
            "components", "main",
            "keyring", keyringPath()));
  }

  /** The preferences, apt_preferences(5); only a comment where nothing is preferred. */
  String preferences() {
    if (preferred.isEmpty()) {
      return "# Nothing is preferred any more.\n";
    }
    return Template.PREFERENCES.render(
        Map.of(
            "package",
            origin.keyringPackage().value(),
            "origin",
            origin.value(),
            "packages",
            preferred.stream().map(PackageName::value).collect(Collectors.joining(" "))));
  }

  /**
   * What is installed and matters, by path. A file of preferences that was once there stays as a
   * comment, since dpkg leaves behind configuration that a package does not ship any more.
   */
  SortedMap<String, byte[]> files(boolean hadPreferences) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(keyringPath(), key.binary());
    files.put(sourcesPath(), sources().getBytes(UTF_8));
    if (hadPreferences || !preferred.isEmpty()) {
      files.put(preferencesPath(), preferences().getBytes(UTF_8));
    }
    return files;
  }

  /** Whether a package with these files has the same contents. */
  boolean isIn(SortedMap<String, Sha256> shipped) {
    return files(shipped.containsKey(preferencesPath())).entrySet().stream()
        .allMatch(file -> Sha256.of(file.getValue()).equals(shipped.get(file.getKey())));
  }
}
