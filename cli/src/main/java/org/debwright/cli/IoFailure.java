package org.debwright.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.debwright.diagnostic.Diagnostic;

/** Words for a failure of the file system that nothing nearer to the work has explained. */
final class IoFailure {
  private IoFailure() {}

  static Diagnostic describe(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof NoSuchFileException) {
      return Diagnostic.error("file-missing", "`" + message + "` does not exist");
    }
    if (failure instanceof AccessDeniedException) {
      return Diagnostic.error("file-denied", "`" + message + "` may not be read or written");
    }
    if (failure instanceof FileSystemException system && system.getReason() != null) {
      return Diagnostic.error("file-failed", "`" + system.getFile() + "` cannot be read or written")
          .because(system.getReason());
    }
    return Diagnostic.error("io-failed", "reading or writing failed").because(message);
  }
}
