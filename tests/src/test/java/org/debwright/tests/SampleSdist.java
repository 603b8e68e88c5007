package org.debwright.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes source distributions and project directories. */
final class SampleSdist {
  private static final long TIME = 1_600_000_000_000L;

  // PEP 517, "In-tree build backends": needs nothing that is not there, so no index is asked.
  private static final String BACKEND =
      """
      import base64, hashlib, os, zipfile

      NAME, VERSION = "@NAME@", "@VERSION@"
      INFO = NAME + "-" + VERSION + ".dist-info/"


      def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
          with open(NAME + ".py") as source:
              files = {NAME + ".py": source.read()}
          files[INFO + "METADATA"] = "Metadata-Version: 2.1\\nName: %s\\nVersion: %s\\nSummary: Built from source\\n" % (NAME, VERSION)
          files[INFO + "WHEEL"] = "Wheel-Version: 1.0\\nGenerator: sample\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
          rows = ""
          for path, text in files.items():
              digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
              rows += "%s,sha256=%s,%d\\n" % (path, digest, len(text.encode()))
          files[INFO + "RECORD"] = rows + INFO + "RECORD,,\\n"
          wheel = "%s-%s-py3-none-any.whl" % (NAME, VERSION)
          with zipfile.ZipFile(os.path.join(wheel_directory, wheel), "w") as archive:
              for path, text in files.items():
                  archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), text)
          return wheel


      def build_sdist(sdist_directory, config_settings=None):
          raise NotImplementedError
      """;

  private final String project;
  private final String version;
  private final Map<String, String> files = new LinkedHashMap<>();

  private SampleSdist(String project, String version) {
    this.project = project;
    this.version = version;
    files.put(
        "PKG-INFO", "Metadata-Version: 2.1\nName: " + project + "\nVersion: " + version + "\n");
    files.put(project + ".py", "__version__ = '" + version + "'\n");
  }

  /** Builds itself, with nothing from outside. */
  static SampleSdist selfContained(String project, String version) {
    return new SampleSdist(project, version)
        .file(
            "pyproject.toml",
            "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n")
        .file("backend.py", backend(project, version));
  }

  /** The source of a backend that builds such a project. */
  static String backend(String project, String version) {
    return BACKEND.replace("@NAME@", project).replace("@VERSION@", version);
  }

  /** A plain {@code setup.py}: pip gets setuptools from the index it is configured for. */
  static SampleSdist setuptools(String project, String version) {
    return new SampleSdist(project, version)
        .file(
            "setup.py",
            "from setuptools import setup\nsetup(name='%s', version='%s', py_modules=['%s'])\n"
                .formatted(project, version, project));
  }

  SampleSdist file(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** The project unpacked. */
  Path into(Path directory) {
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file. */
  SampleFile file() {
    String stem = project + "-" + version;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(stem + "/" + file.getKey());
        entry.setSize(content.length);
        entry.setModTime(TIME);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SampleFile(stem + ".tar.gz", bytes.toByteArray(), "");
  }
}
