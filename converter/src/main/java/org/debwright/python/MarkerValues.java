package org.debwright.python;

import java.util.Optional;
import java.util.Set;

/**
 * What the variables of a marker mean in one evaluation.
 *
 * @param environment the declared Python
 * @param extra the extra under which {@code extra} is asked, empty for none
 * @param extras all extras, for the variable {@code extras} of lock files
 * @param groups for the variable {@code dependency_groups} of lock files
 */
record MarkerValues(
    MarkerEnvironment environment, String extra, Set<ProjectName> extras, Set<ProjectName> groups) {
  /** The value of a variable that is no set. */
  Optional<String> of(MarkerOperand variable) {
    if (variable.isExtra()) {
      return Optional.of(extra);
    }
    return Optional.ofNullable(environment.values().get(variable.text()))
        .filter(value -> variable.isVariable())
        .map(value -> variable.text().equals("python_full_version") ? repaired(value) : value);
  }

  /** Whether {@code name} is in the set {@code variable}. */
  boolean hasMember(MarkerOperand variable, String name) {
    Set<ProjectName> members = variable.text().equals("extras") ? extras : groups;
    return members.stream().anyMatch(each -> each.normalized().equals(name));
  }

  /** An untagged build of CPython calls itself {@code 3.13.0+}, which is no version of PEP 440. */
  static String repaired(String fullVersion) {
    return fullVersion.endsWith("+") ? fullVersion + "local" : fullVersion;
  }
}
