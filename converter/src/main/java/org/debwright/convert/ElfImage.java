package org.debwright.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the dynamic linker reads of an ELF file.
 *
 * @param shared whether it is loaded by others: a library, a module or a program that is
 *     position-independent
 * @param needed sonames of the libraries it is linked with (DT_NEEDED)
 * @param versions symbol versions it needs, by soname, for example {@code GLIBC_2.17}
 *     (.gnu.version_r)
 */
record ElfImage(
    Machine machine,
    boolean shared,
    List<String> needed,
    Optional<String> soname,
    Map<String, Set<String>> versions) {

  /** Copies. */
  ElfImage {
    needed = List.copyOf(needed);
    versions = Map.copyOf(versions);
  }

  /** What lintian's {@code Binaries::Prerequisites} finds in it. */
  Set<LintianOverride> overrides() {
    if (!shared || needed.stream().anyMatch(n -> n.startsWith("libc.so."))) {
      return Set.of();
    }
    return Set.of(
        needed.isEmpty()
            ? LintianOverride.SHARED_LIBRARY_LACKS_PREREQUISITES
            : LintianOverride.LIBRARY_NOT_LINKED_AGAINST_LIBC);
  }

  /**
   * What kind of processor it runs on.
   *
   * @param bits 32 or 64
   * @param code e_machine
   * @param flags e_flags
   */
  record Machine(int bits, boolean littleEndian, int code, int flags) {
    // ELF for the Arm Architecture, e_flags: EF_ARM_ABI_FLOAT_SOFT.
    private static final int ARM_SOFT_FLOAT = 0x200;

    /** Whether a package for this Debian architecture can hold it. */
    boolean runsOn(String architecture) {
      return switch (architecture) {
        case "amd64" -> is(64, true, 62);
        case "arm64" -> is(64, true, 183);
        case "armhf" -> is(32, true, 40) && (flags & ARM_SOFT_FLOAT) == 0;
        case "armel" -> is(32, true, 40);
        case "i386" -> is(32, true, 3);
        case "ppc64el" -> is(64, true, 21);
        case "riscv64" -> is(64, true, 243);
        case "s390x" -> is(64, false, 22);
        case "loong64" -> is(64, true, 258);
        default -> false;
      };
    }

    private boolean is(int bits, boolean littleEndian, int code) {
      return this.bits == bits && this.littleEndian == littleEndian && this.code == code;
    }
  }
}
