package org.debwright.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.debwright.tests.HostileText.bytes;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A wheel that is right but for what the lines of a block say. */
final class HostileWheel {
  private final List<ZipForge.Entry> entries = new ArrayList<>();
  private final Map<String, ZipForge.Entry> byName = new LinkedHashMap<>();
  private final Map<String, String> rows = new LinkedHashMap<>();
  private final Set<String> unlisted = new LinkedHashSet<>();
  private final Set<String> dropped = new LinkedHashSet<>();
  private final List<String> extraRows = new ArrayList<>();
  private final ZipForge zip = new ZipForge();
  private final String module;
  private final String distInfo;
  private String metadata;
  private String wheel;
  private String record = "";

  private HostileWheel(String filename) {
    String[] parts = filename.replaceFirst("\\.whl$", "").split("-", -1);
    String tags =
        parts[parts.length - 3] + "-" + parts[parts.length - 2] + "-" + parts[parts.length - 1];
    this.module = parts[0] + "/__init__.py";
    this.distInfo = parts[0] + "-" + parts[1] + ".dist-info";
    this.metadata = "Metadata-Version: 2.1\nName: " + parts[0] + "\nVersion: " + parts[1] + "\n";
    this.wheel = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: " + tags + "\n";
  }

  static byte[] of(HostileCase.Block block) {
    HostileWheel wheel = new HostileWheel(block.name());
    List<List<String>> late = new ArrayList<>();
    for (List<String> line : block.lines()) {
      if (!wheel.describes(line)) {
        late.add(line);
      }
    }
    wheel.complete();
    late.removeIf(wheel::changes);
    HostileFile file = new HostileFile(wheel.zip().bytes());
    for (List<String> line : late) {
      if (!file.apply(line)) {
        throw new IllegalArgumentException(block.name() + ": " + line);
      }
    }
    return file.content();
  }

  /** What is in it, before RECORD is made. */
  private boolean describes(List<String> line) {
    switch (line.get(0)) {
      case "file" -> add(line.get(1), line.get(2));
      case "metadata" -> metadata = line.get(1);
      case "header" -> metadata += line.get(1) + "\n";
      case "wheel" -> wheel = line.get(1);
      case "entry-points" -> add(distInfo + "/entry_points.txt", line.get(1));
      case "row" -> rows.put(line.get(1), line.get(2));
      case "no-row" -> unlisted.add(line.get(1));
      case "extra-row" -> extraRows.add(line.get(1));
      case "record" -> record = line.get(1);
      case "drop" -> dropped.add(line.get(1));
      case "many" -> {
        int count = Integer.parseInt(line.get(1));
        for (int i = 0; i < count; i++) {
          add("alpha/f" + i, "");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private ZipForge.Entry add(String name, String content) {
    ZipForge.Entry entry = new ZipForge.Entry(bytes(name), bytes(content));
    entries.add(entry);
    byName.put(name, entry);
    return entry;
  }

  private void complete() {
    if (!byName.containsKey(module)) {
      add(module, "");
    }
    add(distInfo + "/METADATA", metadata);
    add(distInfo + "/WHEEL", wheel);
    StringBuilder text = new StringBuilder(record);
    byName.forEach((name, entry) -> text.append(record.isEmpty() ? row(name, entry) : ""));
    extraRows.forEach(row -> text.append(row).append('\n'));
    add(distInfo + "/RECORD", text + (record.isEmpty() ? distInfo + "/RECORD,,\n" : ""));
    entries.removeIf(entry -> dropped.stream().anyMatch(name -> byName.get(name) == entry));
  }

  private String row(String name, ZipForge.Entry entry) {
    if (unlisted.contains(name) || name.endsWith("/")) {
      return "";
    }
    String digest =
        Base64.getUrlEncoder().withoutPadding().encodeToString(SampleFile.digest(entry.content));
    return "\""
        + name.replace("\"", "\"\"")
        + "\","
        + rows.getOrDefault(name, "sha256=" + digest + "," + entry.content.length)
        + "\n";
  }

  /** What is written otherwise than it is. */
  private boolean changes(List<String> line) {
    ZipForge.Entry entry = line.size() > 1 ? byName.get(line.get(1)) : null;
    switch (line.get(0)) {
      case "set" -> entry.set(line.get(2), Long.decode(line.get(3)));
      case "deflate" -> entry.deflated();
      case "stored" -> entry.storedAs(bytes(line.get(2)));
      case "name" -> entry.name(line.get(2), bytes(line.get(3)));
      case "extra" -> entry.extra(bytes(line.get(2)));
      case "again" -> entries.add(new ZipForge.Entry(bytes(line.get(1)), bytes(line.get(2))));
      case "end" -> zip.end(line.get(1), Long.decode(line.get(2)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private ZipForge zip() {
    entries.forEach(zip::add);
    return zip;
  }

  /** The METADATA that the lines of a block describe. */
  static byte[] metadata(HostileCase.Block block) {
    HostileWheel wheel = new HostileWheel(block.name());
    block.lines().forEach(wheel::describes);
    return wheel.metadata.getBytes(UTF_8);
  }
}
