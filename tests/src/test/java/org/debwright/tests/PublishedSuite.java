package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A suite of a repository as those see it who begin at its InRelease and believe only what that
 * names.
 */
final class PublishedSuite {
  private static final Pattern INDEX = Pattern.compile("(?m)^ ([0-9a-f]{64}) +(\\d+) (\\S+)$");

  private PublishedSuite() {}

  /**
   * The packages it lists with their versions, after all that InRelease leads to was verified: the
   * signature by gpgv, index files by their hash, packages by theirs.
   */
  static SortedMap<String, String> verified(Path repository, String codename, String architecture) {
    Path dists = repository.resolve("dists").resolve(codename);
    String keyring = repository.resolve("debwright-archive-keyring.gpg").toString();
    Tool.run("gpgv", "--quiet", "--keyring", keyring, dists.resolve("InRelease").toString());
    SortedMap<String, String> packages = new TreeMap<>();
    try {
      Matcher index = INDEX.matcher(Files.readString(dists.resolve("InRelease")));
      while (index.find()) {
        String path = index.group(3);
        Path byHash = dists.resolve(path).resolveSibling("by-hash/SHA256/" + index.group(1));
        byte[] content = Files.readAllBytes(byHash);
        assertThat(SampleFile.sha256(content)).as("%s", byHash).isEqualTo(index.group(1));
        if (path.equals("main/binary-" + architecture + "/Packages")) {
          packages.putAll(verified(repository, Files.readString(byHash)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packages;
  }

  private static SortedMap<String, String> verified(Path repository, String index)
      throws IOException {
    SortedMap<String, String> packages = new TreeMap<>();
    for (String stanza : index.strip().split("\n\n", -1)) {
      byte[] deb = Files.readAllBytes(repository.resolve(field(stanza, "Filename")));
      assertThat(SampleFile.sha256(deb)).isEqualTo(field(stanza, "SHA256"));
      packages.put(field(stanza, "Package"), field(stanza, "Version"));
    }
    return packages;
  }

  private static String field(String stanza, String name) {
    Matcher field = Pattern.compile("(?m)^" + name + ": (.*)$").matcher(stanza);
    assertThat(field.find()).as("%s of %s", name, stanza).isTrue();
    return field.group(1);
  }
}
