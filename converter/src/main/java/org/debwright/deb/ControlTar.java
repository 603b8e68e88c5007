package org.debwright.deb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.Stanza;

/**
 * The control archive: control file, md5sums, conffiles and maintainer scripts, see deb-control(5).
 *
 * @param members content by name
 */
record ControlTar(Stanza control, SortedMap<String, String> members, long modifiedEpochSeconds) {
  private static final String INSTALLED_SIZE = "Installed-Size";

  static ControlTar of(BinaryPackage contents, long installedSizeKib, String md5sums) {
    Stanza control = withInstalledSize(contents.control(), installedSizeKib);
    SortedMap<String, String> members = new TreeMap<>();
    members.put("control", control.toString());
    if (!md5sums.isEmpty()) {
      members.put("md5sums", md5sums);
    }
    if (!contents.conffiles().isEmpty()) {
      members.put("conffiles", contents.conffiles().stream().map(c -> c + "\n").collect(joining()));
    }
    for (BinaryPackage.MaintainerScript script : contents.scripts()) {
      members.put(script.kind().name().toLowerCase(Locale.ROOT), script.content());
    }
    return new ControlTar(control, members, contents.modifiedEpochSeconds());
  }

  // Where dpkg-gencontrol puts it: before the relations.
  private static Stanza withInstalledSize(Stanza control, long kib) {
    Stanza result = Stanza.empty();
    for (Map.Entry<String, String> field : control.without(INSTALLED_SIZE).fields().entrySet()) {
      result = result.with(field.getKey(), field.getValue());
      if (field.getKey().equalsIgnoreCase("Maintainer")) {
        result = result.with(INSTALLED_SIZE, Long.toString(kib));
      }
    }
    return result.with(INSTALLED_SIZE, Long.toString(kib));
  }

  void write(OutputStream target) throws IOException {
    try (TarWriter tar = new TarWriter(target, modifiedEpochSeconds)) {
      tar.directory("");
      for (Map.Entry<String, String> member : members.entrySet()) {
        byte[] content = member.getValue().getBytes(UTF_8);
        tar.file(
            member.getKey(),
            isScript(member.getKey()) ? 0755 : 0644,
            content.length,
            new ByteArrayInputStream(content));
      }
    }
  }

  private static boolean isScript(String name) {
    return name.startsWith("pre") || name.startsWith("post");
  }
}
