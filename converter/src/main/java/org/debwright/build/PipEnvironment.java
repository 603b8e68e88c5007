package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The whole environment of a build: nothing of this machine but pip's settings. */
final class PipEnvironment {
  private PipEnvironment() {}

  /**
   * The variables, with {@code DESK} for the desk as the build sees it.
   *
   * @param sourceDateEpoch seconds since 1970
   */
  static Map<String, String> of(BuildSettings settings, Path desk, long sourceDateEpoch)
      throws IOException {
    Map<String, String> variables = new TreeMap<>(settings.pip());
    variables.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    variables.put("HOME", "DESK/home");
    variables.put("TMPDIR", "DESK/tmp");
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("TZ", "UTC");
    variables.put("PYTHONHASHSEED", "0");
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("SOURCE_DATE_EPOCH", Long.toString(sourceDateEpoch));
    // All that counts of pip's files is in the settings; os.devnull turns the files off.
    variables.put("PIP_CONFIG_FILE", "/dev/null");
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.put("PIP_NO_CACHE_DIR", "1");
    variables.put("PIP_NO_INPUT", "1");
    if (settings.certificates().isPresent()) {
      Files.copy(settings.certificates().get(), desk.resolve("home/authorities.pem"));
      variables.put("PIP_CERT", "DESK/home/authorities.pem");
      variables.put("SSL_CERT_FILE", "DESK/home/authorities.pem");
    }
    return variables;
  }
}
