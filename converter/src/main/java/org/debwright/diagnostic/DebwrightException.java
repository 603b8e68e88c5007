package org.debwright.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A refusal: the input or the world does not allow what was asked. Never thrown for bugs of ours.
 *
 * <p>Holds every diagnostic that was found, not only the first.
 */
public final class DebwrightException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /** A refusal with all its reasons; at least one. */
  public DebwrightException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::what).collect(Collectors.joining("; ")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** A refusal with one reason. */
  public DebwrightException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** A refusal with one reason, caused by another exception. */
  public DebwrightException(Diagnostic diagnostic, Throwable cause) {
    this(List.of(diagnostic));
    initCause(cause);
  }

  /** What went wrong, in the order found. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
