package org.debwright.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes wheels (PEP 427), right unless told to be wrong. */
final class SampleWheel {
  private static final long TIME = 1_600_000_000_000L;

  private final String project;
  private final String version;
  private final List<String> headers = new ArrayList<>();
  private final Map<String, byte[]> members = new LinkedHashMap<>();
  private final Map<String, Integer> modes = new LinkedHashMap<>();
  private final Map<String, byte[]> recorded = new LinkedHashMap<>();
  private final List<String> entryPoints = new ArrayList<>();
  private String summary;
  private String description = "A project that tests debwright.\n";

  private SampleWheel(String project, String version) {
    this.project = project;
    this.version = version;
    this.summary = "Sample project " + project;
  }

  /** A wheel without any member but its dist-info. */
  static SampleWheel empty(String project, String version) {
    return new SampleWheel(project, version);
  }

  /** A wheel with one module named like the project. */
  static SampleWheel of(String project, String version) {
    String module = project.replace('-', '_');
    return empty(project, version)
        .member(
            module + "/__init__.py",
            "__version__ = '" + version + "'\n\n\ndef main():\n    print(__version__)\n");
  }

  SampleWheel summary(String text) {
    summary = text;
    return this;
  }

  SampleWheel requires(String... requirements) {
    for (String requirement : requirements) {
      headers.add("Requires-Dist: " + requirement);
    }
    return this;
  }

  SampleWheel extra(String name, String... requirements) {
    headers.add("Provides-Extra: " + name);
    for (String requirement : requirements) {
      headers.add("Requires-Dist: " + requirement + " ; extra == \"" + name + "\"");
    }
    return this;
  }

  SampleWheel command(String name, String target) {
    entryPoints.add(name + " = " + target);
    return this;
  }

  SampleWheel member(String path, String text) {
    members.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  SampleWheel member(String path, byte[] content) {
    members.put(path, content);
    return this;
  }

  /** A line of METADATA. */
  SampleWheel header(String line) {
    headers.add(line);
    return this;
  }

  /** The long description. */
  SampleWheel description(String text) {
    description = text;
    return this;
  }

  /** A member in {@code *.data/}. */
  SampleWheel data(String schemeAndPath, String text) {
    return member(stem() + ".data/" + schemeAndPath, text);
  }

  SampleWheel executable(String path, String text) {
    modes.put(path, 0100755);
    return member(path, text);
  }

  /** Makes RECORD say that a member holds something else. */
  SampleWheel recordedAs(String path, String text) {
    recorded.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private String stem() {
    return project.replace('-', '_') + "-" + version;
  }

  private String metadata() {
    return "Metadata-Version: 2.1\nName: "
        + project
        + "\nVersion: "
        + version
        + "\nSummary: "
        + summary
        + "\nLicense: MIT\nRequires-Python: >=3.7\n"
        + headers.stream().map(line -> line + "\n").reduce("", String::concat)
        + "\n"
        + description;
  }

  /** The file. */
  SampleFile file() {
    String info = stem() + ".dist-info/";
    Map<String, byte[]> all = new LinkedHashMap<>(members);
    all.put(info + "METADATA", metadata().getBytes(StandardCharsets.UTF_8));
    all.put(
        info + "WHEEL",
        "Wheel-Version: 1.0\nGenerator: sample\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            .getBytes(StandardCharsets.UTF_8));
    if (!entryPoints.isEmpty()) {
      String text = "[console_scripts]\n" + String.join("\n", entryPoints) + "\n";
      all.put(info + "entry_points.txt", text.getBytes(StandardCharsets.UTF_8));
    }
    all.put(info + "RECORD", record(all, info).getBytes(StandardCharsets.UTF_8));
    return new SampleFile(stem() + "-py3-none-any.whl", zip(all), metadata());
  }

  private String record(Map<String, byte[]> all, String info) {
    StringBuilder rows = new StringBuilder();
    all.forEach(
        (path, content) -> {
          byte[] said = recorded.getOrDefault(path, content);
          String hash =
              Base64.getUrlEncoder().withoutPadding().encodeToString(SampleFile.digest(said));
          rows.append(path)
              .append(",sha256=")
              .append(hash)
              .append(',')
              .append(said.length)
              .append('\n');
        });
    return rows.append(info).append("RECORD,,\n").toString();
  }

  private byte[] zip(Map<String, byte[]> all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : all.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(member.getKey());
        entry.setTime(TIME);
        entry.setUnixMode(modes.getOrDefault(member.getKey(), 0100644));
        zip.putArchiveEntry(entry);
        zip.write(member.getValue());
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
