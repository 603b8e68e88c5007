package org.debwright.transition.survey;

import java.util.Comparator;

/**
 * A place that calls pip or easy_install.
 *
 * @param path absolute in the root
 * @param line 1-based
 * @param how {@code command}, {@code subprocess}, {@code os.system}, {@code import}, {@code
 *     pip.main}, …
 * @param tool {@code pip} or {@code easy_install}
 * @param action pip's subcommand, empty where it is not written out
 * @param text the line, shortened
 * @param owner whose file it is: {@code deb:NAME}, {@code pip:NAME}, or empty
 * @param tooling whether the file belongs to pip itself or to what exists to run it
 */
public record PipCall(
    String path,
    int line,
    CallKind kind,
    String how,
    String tool,
    String action,
    String text,
    String owner,
    boolean tooling)
    implements Comparable<PipCall> {
  private static final Comparator<PipCall> ORDER =
      Comparator.comparing(PipCall::path).thenComparingInt(PipCall::line);

  PipCall ownedBy(String name, boolean isTooling) {
    return new PipCall(path, line, kind, how, tool, action, text, name, isTooling);
  }

  @Override
  public int compareTo(PipCall other) {
    return ORDER.compare(this, other);
  }
}
