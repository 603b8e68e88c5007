package org.debwright.convert;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.debwright.debian.TargetPath;

/**
 * What the dynamic linker reads of an ELF file.
 *
 * @param symbols what there is to strip
 * @param text what its messages tell
 * @param needed sonames of the libraries it is linked with (DT_NEEDED)
 * @param versions symbol versions it needs, by soname, for example {@code GLIBC_2.17}
 *     (.gnu.version_r)
 * @param searchPath directories in which it looks for libraries
 */
record ElfImage(
    Machine machine,
    Kind kind,
    ElfStripper.Verdict symbols,
    ElfText text,
    List<String> needed,
    Optional<String> soname,
    Map<String, Set<String>> versions,
    SearchPath searchPath) {

  // Lintian: objects and kernel modules cannot be stripped, in general.
  private static final Pattern OBJECT = Pattern.compile(".*\\.k?o");

  /** Copies. */
  ElfImage {
    needed = List.copyOf(needed);
    versions = Map.copyOf(versions);
  }

  /** What it is, by e_type. */
  enum Kind {
    /** A library, a module or a program that runs at any address (ET_DYN). */
    SHARED,
    /** A program for fixed addresses (ET_EXEC). */
    FIXED,
    /** Such as an object file. */
    OTHER;

    static Kind of(int type) {
      return type == 3 ? SHARED : type == 2 ? FIXED : OTHER;
    }
  }

  /**
   * What lintian finds in it, stripped.
   *
   * @param path where it is installed
   */
  Set<LintianOverride> overrides(TargetPath path) {
    Set<LintianOverride> overrides = EnumSet.noneOf(LintianOverride.class);
    boolean shared = kind == Kind.SHARED;
    if (kind == Kind.FIXED) {
      overrides.add(
          needed.isEmpty()
              ? LintianOverride.STATICALLY_LINKED_BINARY
              : LintianOverride.HARDENING_NO_PIE);
    }
    if (shared && needed.isEmpty()) {
      overrides.add(LintianOverride.SHARED_LIBRARY_LACKS_PREREQUISITES);
    } else if (shared && needed.stream().noneMatch(n -> n.startsWith("libc.so."))) {
      overrides.add(LintianOverride.LIBRARY_NOT_LINKED_AGAINST_LIBC);
    }
    if (text.embeds()) {
      overrides.add(LintianOverride.EMBEDDED_LIBRARY);
    }
    if (symbols instanceof ElfStripper.Verdict.Unsafe && !OBJECT.matcher(path.value()).matches()) {
      overrides.add(LintianOverride.UNSTRIPPED_BINARY_OR_OBJECT);
    }
    if (searchPath.custom()) {
      overrides.add(LintianOverride.CUSTOM_LIBRARY_SEARCH_PATH);
    }
    return overrides;
  }

  /** How it comes out stripped and with no unsafe directory; empty where it stays as it is. */
  Optional<StripPlan> plan(long size) {
    Optional<StripPlan> stripped =
        symbols instanceof ElfStripper.Verdict.Strippable strippable
            ? Optional.of(strippable.plan())
            : Optional.empty();
    return searchPath.changes().isEmpty()
        ? stripped
        : Optional.of(stripped.orElseGet(() -> StripPlan.all(size)).with(searchPath.changes()));
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
