package org.debwright.transition.survey;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/** Regular files of a tree with their content. */
public final class Trees {
  private static final int MOST_BYTES = 1 << 22;

  private Trees() {}

  /**
   * Passes every regular file of at most 4 MiB, no link followed, in no order.
   *
   * @param reporter takes what cannot be read
   */
  public static void files(Root root, Reporter reporter, BiConsumer<String, byte[]> visitor) {
    TreeWalk.visit(
        root,
        1,
        new TreeWalk.Visitor() {
          @Override
          public boolean enters(String path) {
            return !path.endsWith("/__pycache__");
          }

          @Override
          public void file(Path file, String path, BasicFileAttributes attributes) {
            Optional<byte[]> content = Root.read(file, MOST_BYTES);
            content.ifPresent(bytes -> visitor.accept(path, bytes));
          }

          @Override
          public void unreadable(String path) {
            reporter.report(
                Diagnostic.warning(
                    "file-unread", "`" + RawName.printable(path) + "` cannot be read"));
          }
        });
  }
}
