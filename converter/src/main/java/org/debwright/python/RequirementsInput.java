package org.debwright.python;

import java.util.List;
import org.debwright.diagnostic.Diagnostic;

/**
 * What requirements and constraints files ask for, in the order read.
 *
 * @param requirements what to install
 * @param constraints what may be chosen of a project, if something asks for it; each has a name
 * @param options where to look, and for what
 * @param warnings what the files say in vain
 */
public record RequirementsInput(
    List<AskedRequirement> requirements,
    List<AskedRequirement> constraints,
    RequirementsOptions options,
    List<Diagnostic> warnings) {
  /** Copies. */
  public RequirementsInput {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    warnings = List.copyOf(warnings);
  }
}
