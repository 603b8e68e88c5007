package org.debwright.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * A small Debian archive on disk with two suites and two architectures, signed, without any package
 * file: enough for everything that reads indexes, apt's simulation included.
 *
 * @param root the directory that holds {@code dists}
 * @param keyring the public key it is signed with
 */
record SampleSuite(Path root, Path keyring) {
  private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

  /** One release of it. */
  private record Release(
      String codename, String version, String python, String pythonRevision, String libc) {}

  private static final List<Release> RELEASES =
      List.of(
          new Release("bookworm", "12", "3.11", "3.11.2-1+b1", "2.36-9"),
          new Release("trixie", "13", "3.13", "3.13.5-1", "2.41-12"));

  // What matters here: the names that Python projects must not take, one real project that the
  // suite
  // packages, one that needs an old version of it, one of another software than the index's of its
  // name, and the owner of /bin/sh.
  private static final String PACKAGES =
      """
      Package: python3
      Version: @PYTHON_REVISION@
      Architecture: @ARCH@
      Multi-Arch: allowed
      Provides: python3-profiler
      Depends: python@PYTHON@, python3-minimal (= @PYTHON_REVISION@)

      Package: python3-minimal
      Version: @PYTHON_REVISION@
      Architecture: @ARCH@
      Multi-Arch: allowed
      Depends: libc6

      Package: python@PYTHON@
      Version: @PYTHON_REVISION@
      Architecture: @ARCH@
      Multi-Arch: allowed
      Depends: libc6 (>= 2.35)

      Package: python3-venv
      Version: @PYTHON_REVISION@
      Architecture: @ARCH@
      Depends: python3 (= @PYTHON_REVISION@)

      Package: python3-docopt
      Version: 0.6.2-4.1
      Architecture: all
      Source: docopt
      Section: python
      Depends: python3:any

      Package: python3-oldreq
      Version: 1.0-2
      Architecture: all
      Section: python
      Depends: python3:any, python3-docopt (<< 0.7~)

      Package: python3-pam
      Version: 0.4.2-13
      Architecture: all
      Section: python
      Depends: python3:any

      Package: libc6
      Version: @LIBC@
      Architecture: @ARCH@
      Source: glibc

      Package: dash
      Essential: yes
      Priority: required
      Version: 0.5.12-2
      Architecture: @ARCH@

      """;

  private static final String CONTENTS_ALL =
      """
      usr/lib/python3/dist-packages/docopt-0.6.2.egg-info/PKG-INFO	python/python3-docopt
      usr/lib/python3/dist-packages/docopt.py	python/python3-docopt
      usr/lib/python3/dist-packages/oldreq-1.0.egg-info	python/python3-oldreq
      usr/lib/python3/dist-packages/oldreq.py	python/python3-oldreq
      usr/lib/python3/dist-packages/PAM-0.4.2.egg-info	python/python3-pam
      usr/lib/python3/dist-packages/PAM.py	python/python3-pam
      """;

  private static final String CONTENTS_OF_ARCHITECTURE =
      """
      bin/sh	shells/dash
      usr/bin/pyvenv	python/python3-venv
      usr/bin/python3	python/python3-minimal
      """;

  // What only backports have, and a newer version of what the release has.
  private static final String BACKPORTS =
      """
      Package: python3-docopt
      Version: 0.9-1~bpo12+1
      Architecture: all
      Section: python
      Depends: python3:any

      Package: python3-newcomer
      Version: 3.0-1~bpo12+1
      Architecture: all
      Section: python
      Depends: python3:any

      """;

  private static final String CONTENTS_OF_BACKPORTS =
      """
      usr/lib/python3/dist-packages/docopt-0.9.egg-info/PKG-INFO	python/python3-docopt
      usr/lib/python3/dist-packages/docopt.py	python/python3-docopt
      usr/lib/python3/dist-packages/newcomer-3.0.dist-info/METADATA	python/python3-newcomer
      usr/lib/python3/dist-packages/newcomer.py	python/python3-newcomer
      """;

  /** Writes and signs it below a directory. */
  static SampleSuite write(Path directory) {
    SigningKeys keys = SigningKeys.make(directory.resolve("suite-gnupg"), "Sample archive");
    Path root = directory.resolve("archive");
    try {
      for (Release release : RELEASES) {
        write(root.resolve("dists").resolve(release.codename()), release, keys);
      }
      Release backports = new Release("bookworm-backports", "12", "", "", "");
      Path directoryOfBackports = root.resolve("dists/bookworm-backports");
      write(directoryOfBackports, backports, BACKPORTS, CONTENTS_OF_BACKPORTS, keys);
      return new SampleSuite(root, keys.exportPublic(directory.resolve("archive-keyring.gpg")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      keys.close();
    }
  }

  private static void write(Path suite, Release release, SigningKeys keys) throws IOException {
    write(suite, release, PACKAGES, CONTENTS_ALL, keys);
  }

  private static void write(
      Path suite, Release release, String packages, String contents, SigningKeys keys)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Map<String, byte[]> named = new TreeMap<>();
    files.put("main/Contents-all.gz", gzip(contents));
    for (String architecture : ARCHITECTURES) {
      String text =
          packages
              .replace("@PYTHON_REVISION@", release.pythonRevision())
              .replace("@PYTHON@", release.python())
              .replace("@LIBC@", release.libc())
              .replace("@ARCH@", architecture)
              // What every package says, and apt wants to see.
              .replaceAll(
                  "(?m)^(Package: (.*))$",
                  "$1\nFilename: pool/$2.deb\nSize: 1\nSHA256: " + "0".repeat(64));
      files.put("main/binary-" + architecture + "/Packages.xz", xz(text));
      // As in Debian's own archive, named though it is not there: apt wants the digest of what it
      // unpacks.
      named.put("main/binary-" + architecture + "/Packages", text.getBytes(StandardCharsets.UTF_8));
      files.put("main/Contents-" + architecture + ".gz", gzip(CONTENTS_OF_ARCHITECTURE));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = suite.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling(""));
      Files.write(path, file.getValue());
    }
    named.putAll(files);
    Path plain = Files.writeString(suite.resolve("Release"), releaseFile(release, named));
    keys.gpg("--armor", "--detach-sign", "--output", plain + ".gpg", plain.toString());
    keys.gpg("--clearsign", "--output", suite.resolve("InRelease").toString(), plain.toString());
  }

  private static String releaseFile(Release release, Map<String, byte[]> files) {
    StringBuilder text = new StringBuilder("Origin: Debian\nLabel: Debian\nSuite: sample\n");
    text.append("Codename: ")
        .append(release.codename())
        .append("\nVersion: ")
        .append(release.version());
    if (release.codename().endsWith("-backports")) {
      text.append("\nNotAutomatic: yes\nButAutomaticUpgrades: yes");
    }
    text.append(
        "\nDate: Sat, 01 Jun 2024 00:00:00 UTC\nAcquire-By-Hash: no\nNo-Support-for-Architecture-all: Packages\nArchitectures: all ");
    text.append(String.join(" ", ARCHITECTURES)).append("\nComponents: main\nSHA256:\n");
    files.forEach(
        (path, content) ->
            text.append(' ')
                .append(SampleFile.sha256(content))
                .append(' ')
                .append(content.length)
                .append(' ')
                .append(path)
                .append('\n'));
    return text.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] xz(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Options of debwright to use it in place of apt's configured archive. */
  String[] options() {
    return new String[] {"--archive", "file:" + root, "--archive-keyring", keyring.toString()};
  }
}
