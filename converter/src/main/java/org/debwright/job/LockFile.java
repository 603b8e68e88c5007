package org.debwright.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Reporter;
import org.debwright.lock.Lock;
import org.debwright.lock.PylockReader;

/** A lock on disk. */
public final class LockFile {
  // A lock of a thousand packages with all their wheels has 3 MB.
  private static final int MOST_BYTES = 1 << 25;

  private LockFile() {}

  /**
   * Reads a lock.
   *
   * @throws DebwrightException if it is missing, too large, or no lock
   */
  public static Lock read(Path file, Reporter reporter) {
    return PylockReader.read(text(file), file.toString(), reporter);
  }

  /** The text of a file that locks something, in UTF-8 as TOML and JSON are. */
  static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw unreadable(file, "at most " + MOST_BYTES + " bytes are read");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException malformed) {
      throw unreadable(file, "it is not UTF-8");
    } catch (NoSuchFileException missing) {
      throw unreadable(file, "it does not exist");
    } catch (IOException failed) {
      throw unreadable(file, failed.getClass().getSimpleName());
    }
  }

  private static DebwrightException unreadable(Path file, String why) {
    return Diagnostic.error("lock-unreadable", "the lock `" + file + "` cannot be read")
        .because(why)
        .at(Location.of(file.toString()))
        .toException();
  }
}
