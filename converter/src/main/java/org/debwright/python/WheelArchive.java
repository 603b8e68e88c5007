package org.debwright.python;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * The zip file of a wheel, checked as far as one can without reading its members: names, sizes, one
 * dist-info directory, and a RECORD that lists exactly the members, each with a strong digest.
 */
final class WheelArchive {
  private static final int MOST_RECORD_BYTES = 64 << 20;

  private final FileChannel channel;
  private final WheelFilename filename;
  private final Map<String, ZipMember> files = new LinkedHashMap<>();
  private final String distInfo;
  private final Map<String, RecordEntry> record;

  private WheelArchive(FileChannel channel, WheelFilename filename, List<ZipMember> members)
      throws IOException {
    this.channel = channel;
    this.filename = filename;
    members.forEach(member -> files.put(member.name(), member));
    this.distInfo = DistInfoName.find(files.keySet(), filename);
    this.record = readRecord();
  }

  static WheelArchive open(FileChannel channel, Path file, WheelFilename filename)
      throws IOException {
    try {
      List<ZipMember> members = ZipDirectory.read(channel);
      return new WheelArchive(
          channel, filename, WheelNames.check(members, channel.size(), filename.filename()));
    } catch (ZipException e) {
      throw WheelProblem.of(filename.filename(), "wheel-invalid", requireNonNull(e.getMessage()))
          .toException();
    }
  }

  String distInfo() {
    return distInfo;
  }

  /** Names of all members but RECORD and its signatures, sorted. */
  List<String> names() {
    Set<String> unrecorded = unrecorded();
    return files.keySet().stream().filter(name -> !unrecorded.contains(name)).toList();
  }

  ZipMember file(String name) {
    return requireNonNull(files.get(name));
  }

  /** The newest time of any member, see {@link ZipMember#modified}. */
  long modified() {
    return files.values().stream().mapToLong(ZipMember::modified).max().orElse(0);
  }

  Hash hash(String name) {
    return requireNonNull(record.get(name)).hash().orElseThrow();
  }

  boolean has(String name) {
    return files.containsKey(name);
  }

  /** Opens a member; see {@link VerifiedStream}. */
  InputStream open(String name) throws IOException {
    ZipMember member = file(name);
    return new VerifiedStream(
        content(member), filename.filename(), name, hash(name), member.sizeBytes());
  }

  private InputStream content(ZipMember member) throws IOException {
    try {
      return ZipContent.open(channel, member);
    } catch (ZipException e) {
      throw WheelProblem.of(filename.filename(), "wheel-invalid", requireNonNull(e.getMessage()))
          .toException();
    }
  }

  /** All of a small member, verified. */
  byte[] read(String name, int mostBytes) throws IOException {
    checkSize(name, mostBytes);
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  private void checkSize(String name, int mostBytes) {
    if (file(name).sizeBytes() > mostBytes) {
      throw WheelProblem.of(
              filename.filename(),
              "wheel-size-refused",
              "`" + name + "` has at most " + mostBytes + " B: " + file(name).sizeBytes() + " B")
          .toException();
    }
  }

  // PEP 427: RECORD cannot hold its own digest, nor those of what signs it.
  private Set<String> unrecorded() {
    return Set.of(distInfo + "/RECORD", distInfo + "/RECORD.jws", distInfo + "/RECORD.p7s");
  }

  private Map<String, RecordEntry> readRecord() throws IOException {
    WheelProblem problems = new WheelProblem(filename.filename());
    String name = distInfo + "/RECORD";
    if (!files.containsKey(name)) {
      problems.add("wheel-record-missing", "it has no `" + name + "`");
      problems.refuseIfAny();
    }
    checkSize(name, MOST_RECORD_BYTES);
    Map<String, RecordEntry> entries;
    try (InputStream in = content(file(name))) {
      entries = RecordEntry.parseAll(in.readNBytes(MOST_RECORD_BYTES), problems);
    }
    compare(entries, problems);
    problems.refuseIfAny();
    return entries;
  }

  private void compare(Map<String, RecordEntry> entries, WheelProblem problems) {
    Set<String> unrecorded = unrecorded();
    for (ZipMember member : files.values()) {
      RecordEntry entry = entries.get(member.name());
      if (unrecorded.contains(member.name())) {
        continue;
      }
      if (entry == null) {
        problems.add("wheel-record-mismatch", "`" + member.name() + "` is not in RECORD");
      } else {
        compare(entry, member, problems);
      }
    }
    for (String listed : entries.keySet()) {
      if (!files.containsKey(listed) && !unrecorded.contains(listed)) {
        problems.add(
            "wheel-record-mismatch", "`" + listed + "` is in RECORD, but not in the wheel");
      }
    }
  }

  private static void compare(RecordEntry entry, ZipMember member, WheelProblem problems) {
    String name = "`" + member.name() + "`";
    if (entry.hash().isEmpty()) {
      problems.add("wheel-record-mismatch", "RECORD has no hash for " + name);
    } else if (!entry.hash().get().isStrong()) {
      // PEP 427: "The hash algorithm must be sha256 or better; specifically, md5, sha1 … are not
      // permitted".
      problems.add(
          "wheel-record-mismatch",
          "RECORD has only a hash of " + entry.hash().get().algorithm() + " for " + name);
    }
    if (entry.sizeBytes() >= 0 && entry.sizeBytes() != member.sizeBytes()) {
      problems.add(
          "wheel-record-mismatch",
          name + " has " + member.sizeBytes() + " B, RECORD says " + entry.sizeBytes() + " B");
    }
  }
}
