package org.debwright.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.debwright.debian.Architecture;

/** What this machine is, as far as building on it goes. */
final class Host {
  private Host() {}

  /** The codename of its suite, empty where it has none. */
  static String codename() {
    return Command.output("sh", "-c", ". /etc/os-release && echo \"$VERSION_CODENAME\"").orElse("");
  }

  /** dpkg's name of its architecture. */
  static Optional<String> architecture() {
    return Command.output("dpkg", "--print-architecture");
  }

  /** Whether programs of {@code architecture} run here, natively or through QEMU. */
  static boolean runs(Architecture architecture) {
    String own = architecture().orElse("");
    return own.equals(architecture.name())
        || (own.equals("amd64") && architecture.name().equals("i386"))
        || (own.equals("arm64") && architecture.name().equals("armhf"))
        || Files.exists(Path.of("/proc/sys/fs/binfmt_misc/qemu-" + qemuName(architecture)));
  }

  private static String qemuName(Architecture architecture) {
    return switch (architecture.name()) {
      case "armhf", "armel" -> "arm";
      case "i386" -> "i386";
      default -> architecture.machine();
    };
  }
}
