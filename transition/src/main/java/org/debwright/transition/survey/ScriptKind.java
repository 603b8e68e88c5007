package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a file is read for calls of pip.
 *
 * @param kind what is told
 * @param language how it is read
 */
record ScriptKind(CallKind kind, Language language) {
  /** A syntax that has commands in it. */
  enum Language {
    SHELL,
    PYTHON,
    UNIT,
    CRONTAB,
    USER_CRONTAB,
    MAKEFILE,
    HOOK
  }

  private static final Pattern MAINTAINER =
      Pattern.compile("/var/lib/dpkg/info/.+\\.(?:preinst|postinst|prerm|postrm|config)");
  private static final Pattern UNIT =
      Pattern.compile(
          "(?:/usr)?/lib/systemd/.+|/etc/systemd/.+|/run/systemd/.+|.+/systemd/user/.+|.+\\.service");
  private static final Pattern UNIT_NAME =
      Pattern.compile(".+\\.(?:service|socket|mount|swap|automount|conf)");
  private static final Pattern PEOPLE = Pattern.compile("/(?:etc|opt|home|srv|root|usr/local)/");
  private static final Pattern CRON_DIRECTORY =
      Pattern.compile("/etc/cron\\.(?:hourly|daily|weekly|monthly|yearly)/[^/]+");
  private static final Pattern HOOK =
      Pattern.compile(
          "/etc/apt/apt\\.conf\\.d/.+|/etc/apt/apt\\.conf|/etc/dpkg/dpkg\\.cfg\\.d/.+"
              + "|(?:/usr)?/lib/udev/rules\\.d/.+|/etc/udev/rules\\.d/.+|/etc/supervisor/.+"
              + "|/etc/init/.+\\.conf|.+\\.desktop|/etc/inittab|/etc/incron\\.d/.+");
  private static final Pattern PROFILE =
      Pattern.compile(
          "/etc/profile|/etc/bash\\.bashrc|/etc/default/[^/]+|/etc/network/interfaces"
              + "|.+/\\.(?:profile|bashrc|bash_profile|bash_login|bash_logout|zshrc|zprofile|xsession|xinitrc)");
  private static final Pattern MAKEFILE =
      Pattern.compile("(?:GNU|BSD)?[Mm]akefile(?:\\..+)?|.+\\.mk");
  // Generated for make, or templates of it: no file that make reads.
  private static final Pattern NO_MAKEFILE =
      Pattern.compile(".+\\.(?:in|am|pl|PL|py|pyc|html|txt|md|rst)");
  private static final Pattern INTERPRETER =
      Pattern.compile(
          "#!\\s*(?:\\S*/)?(?:env\\s+(?:-\\S+\\s+|\\w+=\\S*\\s+)*)?(?:\\S*/)?([\\w.+-]+)");

  /** Whether a file may be a script though it is not executable: where people put theirs. */
  static boolean mayBeScript(String path, String name) {
    return name.indexOf('.') < 0 && PEOPLE.matcher(path).lookingAt();
  }

  /** By path alone; empty where that does not tell. */
  static Optional<ScriptKind> byPath(String path, String name) {
    if (name.endsWith(".py") || name.endsWith(".pyw")) {
      return Optional.of(new ScriptKind(placed(path, CallKind.PYTHON), Language.PYTHON));
    }
    if (name.equals("rc.local") || name.equals("rc.local.shutdown")) {
      return Optional.of(new ScriptKind(CallKind.RC_LOCAL, Language.SHELL));
    }
    if (path.startsWith("/var/lib/dpkg/info/")) {
      return MAINTAINER.matcher(path).matches()
          ? Optional.of(new ScriptKind(CallKind.MAINTAINER_SCRIPT, Language.SHELL))
          : Optional.empty();
    }
    if (path.equals("/etc/crontab") || path.startsWith("/etc/cron.d/")) {
      return Optional.of(new ScriptKind(CallKind.CRON, Language.CRONTAB));
    }
    if (path.startsWith("/var/spool/cron/")) {
      return Optional.of(new ScriptKind(CallKind.CRON, Language.USER_CRONTAB));
    }
    if (UNIT_NAME.matcher(name).matches() && UNIT.matcher(path).matches()) {
      return Optional.of(new ScriptKind(CallKind.UNIT, Language.UNIT));
    }
    if (HOOK.matcher(path).matches()) {
      return Optional.of(new ScriptKind(CallKind.HOOK, Language.HOOK));
    }
    if (MAKEFILE.matcher(name).matches() && !NO_MAKEFILE.matcher(name).matches()) {
      return Optional.of(new ScriptKind(CallKind.MAKEFILE, Language.MAKEFILE));
    }
    if (name.endsWith(".sh") || name.endsWith(".bash") || PROFILE.matcher(path).matches()) {
      return Optional.of(new ScriptKind(placed(path, CallKind.SHELL), Language.SHELL));
    }
    return Optional.empty();
  }

  /** By the line that names the interpreter. */
  static Optional<ScriptKind> byHead(String path, byte[] head, int length) {
    if (length < 4 || head[0] != '#' || head[1] != '!') {
      return Optional.empty();
    }
    String line = new String(head, 0, length, ISO_8859_1).split("\n", 2)[0];
    var interpreter = INTERPRETER.matcher(line);
    if (!interpreter.lookingAt()) {
      return Optional.empty();
    }
    String program = interpreter.group(1);
    if (program.startsWith("python") || program.startsWith("pypy")) {
      return Optional.of(new ScriptKind(placed(path, CallKind.PYTHON), Language.PYTHON));
    }
    if (program.equals("make")) {
      return Optional.of(new ScriptKind(CallKind.MAKEFILE, Language.MAKEFILE));
    }
    return switch (program) {
      case "sh",
          "bash",
          "dash",
          "ash",
          "ksh",
          "ksh93",
          "mksh",
          "zsh",
          "busybox",
          "runc",
          "openrc-run",
          "init-d-script",
          "rc" ->
          Optional.of(new ScriptKind(placed(path, CallKind.SHELL), Language.SHELL));
      default -> Optional.empty();
    };
  }

  private static CallKind placed(String path, CallKind usual) {
    if (MAINTAINER.matcher(path).matches()) {
      return CallKind.MAINTAINER_SCRIPT;
    }
    return CRON_DIRECTORY.matcher(path).matches() ? CallKind.CRON : usual;
  }

  // Kinds of files that are no scripts, of which there are many.
  static boolean isData(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    return switch (name.substring(dot + 1)) {
      case "so",
          "pyc",
          "a",
          "o",
          "h",
          "gz",
          "xz",
          "bz2",
          "zip",
          "png",
          "svg",
          "jpg",
          "gif",
          "mo",
          "po",
          "html",
          "css",
          "js",
          "json",
          "txt",
          "md",
          "rst",
          "xml",
          "yaml",
          "yml",
          "toml",
          "whl",
          "md5sums",
          "list",
          "c",
          "cpp",
          "pyi",
          "pxd",
          "pyx",
          "ttf",
          "woff",
          "woff2",
          "pem",
          "crt",
          "dat",
          "csv" ->
          true;
      default -> name.contains(".so.");
    };
  }
}
