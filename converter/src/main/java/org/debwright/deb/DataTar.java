package org.debwright.deb;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.Entry;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * The tree of a package in the order in which it is unpacked: every directory before what lies in
 * it, sorted by path whatever order the entries came in.
 */
final class DataTar {
  private final BinaryPackage contents;
  private final SortedMap<String, Entry> members;

  private DataTar(BinaryPackage contents, SortedMap<String, Entry> members) {
    this.contents = contents;
    this.members = members;
  }

  /**
   * Orders the entries and adds the directories that are only implied.
   *
   * @throws DebwrightException naming every path that stands there twice, as two kinds of thing, or
   *     below something that is no directory
   */
  static DataTar of(BinaryPackage contents) {
    List<Diagnostic> wrong = new ArrayList<>();
    SortedMap<String, Entry> members = new TreeMap<>();
    for (Entry entry : contents.entries()) {
      if (members.put(entry.path().relative(), entry) != null) {
        wrong.add(refusal(contents, entry.path(), "it is there twice"));
      }
    }
    for (Entry entry : contents.entries()) {
      addParents(contents, entry.path(), members, wrong);
    }
    for (TargetPath conffile : contents.conffiles()) {
      if (!(members.get(conffile.relative()) instanceof Entry.RegularFile)) {
        wrong.add(refusal(contents, conffile, "a conffile must be one of the package's files"));
      }
    }
    if (!wrong.isEmpty()) {
      throw new DebwrightException(wrong);
    }
    return new DataTar(contents, members);
  }

  private static void addParents(
      BinaryPackage contents,
      TargetPath path,
      SortedMap<String, Entry> members,
      List<Diagnostic> wrong) {
    String relative = path.relative();
    for (int end = relative.lastIndexOf('/'); end > 0; end = relative.lastIndexOf('/', end - 1)) {
      String parent = relative.substring(0, end);
      Entry there = members.get(parent);
      if (there == null) {
        members.put(parent, new Entry.Directory(new TargetPath("/" + parent)));
      } else if (there instanceof Entry.Directory) {
        return;
      } else {
        wrong.add(refusal(contents, path, "`/" + parent + "` is not a directory"));
        return;
      }
    }
  }

  private static Diagnostic refusal(BinaryPackage contents, TargetPath path, String reason) {
    return Diagnostic.error(
            "package-path-conflict",
            "`%s` cannot be packed into `%s`".formatted(path, contents.name()))
        .because(reason);
  }

  /**
   * Space the tree takes when unpacked, in KiB, as dpkg-gencontrol counts it (Policy 5.6.20): each
   * file and link rounded up, everything else 1, the root included.
   */
  long installedSizeKib() {
    return members.values().stream().mapToLong(DataTar::sizeKib).sum() + 1;
  }

  private static long sizeKib(Entry entry) {
    if (entry instanceof Entry.RegularFile file) {
      return (file.sizeBytes() + 1023) / 1024;
    }
    return 1;
  }

  /**
   * Writes the archive, each content read once and never held.
   *
   * @return the file {@code md5sums} of the control archive; without conffiles, which may be
   *     changed by the administrator
   */
  String write(OutputStream target) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    MessageDigest md5 = Digests.of("MD5");
    try (TarWriter tar = new TarWriter(target, contents.modifiedEpochSeconds())) {
      tar.directory("");
      for (Map.Entry<String, Entry> member : members.entrySet()) {
        write(tar, member.getKey(), member.getValue(), md5, digests);
      }
    }
    contents.conffiles().forEach(conffile -> digests.remove(conffile.relative()));
    return digests.entrySet().stream()
        .map(line -> line.getValue() + "  " + line.getKey() + "\n")
        .collect(joining());
  }

  private static void write(
      TarWriter tar, String path, Entry entry, MessageDigest md5, SortedMap<String, String> digests)
      throws IOException {
    if (entry instanceof Entry.RegularFile file) {
      try (InputStream content = new DigestInputStream(file.content().open(), md5)) {
        tar.file(path, file.mode(), file.sizeBytes(), content);
      }
      digests.put(path, HexFormat.of().formatHex(md5.digest()));
    } else if (entry instanceof Entry.Symlink link) {
      tar.symlink(path, link.linkTarget());
    } else {
      tar.directory(path);
    }
  }
}
