package org.debwright.convert;

import java.util.List;
import java.util.Map;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Diagnostic;

/** What came of converting one wheel. */
public sealed interface Outcome {
  /** What was asked for. */
  Identity identity();

  /**
   * A package.
   *
   * @param origins by path, what of the wheel it comes from
   * @param remarks warnings and notes, the identity's included
   */
  record Converted(
      Identity identity,
      BinaryPackage binary,
      Map<TargetPath, String> origins,
      List<Diagnostic> remarks)
      implements Outcome {}

  /** None, and every reason. */
  record Refused(Identity identity, List<Diagnostic> problems) implements Outcome {}
}
