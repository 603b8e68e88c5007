package org.debwright.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.debwright.diagnostic.DebwrightException;

/**
 * The PKG-INFO of a source distribution. Only what it says is not dynamic may be relied on without
 * building (PEP 643): ask {@link CoreMetadata#isDynamic}.
 */
public final class SdistMetadata {
  private static final int MOST_BYTES = 16 << 20;

  private SdistMetadata() {}

  /**
   * Reads {@code NAME-VERSION/PKG-INFO} of an archive, empty where it has none.
   *
   * @throws DebwrightException if the archive or its metadata are damaged
   */
  public static Optional<CoreMetadata> read(Path sdist) {
    AtomicReference<CoreMetadata> found = new AtomicReference<>();
    SourceArchive.visit(
        sdist,
        (name, modified, content) -> {
          if (!isTopLevel(name)) {
            return true;
          }
          found.set(CoreMetadata.parse(bytes(content, sdist), sdist.getFileName() + "/PKG-INFO"));
          return false;
        });
    return Optional.ofNullable(found.get());
  }

  private static boolean isTopLevel(String name) {
    String path = name.startsWith("./") ? name.substring(2) : name;
    return path.endsWith("/PKG-INFO") && path.indexOf('/') == path.length() - "/PKG-INFO".length();
  }

  private static byte[] bytes(InputStream content, Path sdist) throws IOException {
    byte[] bytes = content.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw SourceArchive.refusal(sdist, "its PKG-INFO has more than 16 MiB").toException();
    }
    return bytes;
  }
}
