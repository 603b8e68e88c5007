package org.debwright.build;

import java.util.Map;
import java.util.TreeMap;

/** The whole environment of a build: nothing of this machine. */
final class BuildVariables {
  private BuildVariables() {}

  /**
   * The variables.
   *
   * @param desk as the build sees it
   * @param sourceDateEpoch seconds since 1970
   */
  static Map<String, String> of(String desk, long sourceDateEpoch) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    variables.put("HOME", desk + "/home");
    variables.put("TMPDIR", desk + "/tmp");
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("TZ", "UTC");
    variables.put("PYTHONHASHSEED", "0");
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("PYTHONNOUSERSITE", "1");
    variables.put("SOURCE_DATE_EPOCH", Long.toString(sourceDateEpoch));
    // os.devnull turns all of pip's files off.
    variables.put("PIP_CONFIG_FILE", "/dev/null");
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.put("PIP_NO_CACHE_DIR", "1");
    variables.put("PIP_NO_INPUT", "1");
    return variables;
  }
}
