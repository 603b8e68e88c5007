package org.debwright.python;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides whether the entries of a zip file may be unpacked at all: names that stay below the
 * target, ordinary files, sizes that can be true. Neither PEP 427 nor zip forbid any of it, so
 * every unpacker has to.
 */
final class WheelNames {
  private static final int LONGEST_NAME = 4096;
  // Deflate cannot do better than 1032:1 (zlib, "Maximum Compression Factor").
  private static final long BEST_RATIO = 1032;
  // A whole wheel: numpy has 4:1, the best of 900 seen 40:1. Small ones may have any ratio.
  private static final long BEST_TOTAL_RATIO = 200;
  private static final long SMALL_TOTAL = 256L << 20;

  private final WheelProblem problems;
  private final Set<String> names = new HashSet<>();

  private WheelNames(String wheel) {
    this.problems = new WheelProblem(wheel);
  }

  /** The files among {@code members}, sorted by name; refuses the wheel with all that is wrong. */
  static List<ZipMember> check(List<ZipMember> members, long fileBytes, String wheel) {
    WheelNames check = new WheelNames(wheel);
    members.forEach(check::checkName);
    members.forEach(check::checkKind);
    check.checkParents(members);
    check.checkSizes(members, fileBytes);
    check.problems.refuseIfAny();
    List<ZipMember> files = new ArrayList<>(members);
    files.removeIf(ZipMember::isDirectory);
    files.sort(Comparator.comparing(ZipMember::name));
    return files;
  }

  private void checkName(ZipMember member) {
    String reason = refusal(member.name());
    if (!reason.isEmpty()) {
      refuse(member, reason);
    }
    // Two names that look alike are one file on some file systems.
    if (!names.add(sameFile(member.name()))) {
      problems.add("wheel-member-duplicate", "`" + member.name() + "` is in it twice");
    }
  }

  // What describes the wheel must be one thing to every reader, also to those who ignore case.
  private static String sameFile(String name) {
    String normalized = Normalizer.normalize(name, Normalizer.Form.NFC);
    boolean describes =
        name.lastIndexOf('/') == name.indexOf(".dist-info/") + ".dist-info".length();
    return describes ? normalized.toLowerCase(Locale.ROOT) : normalized;
  }

  private static String refusal(String name) {
    if (name.length() > LONGEST_NAME) {
      return "its name has more than " + LONGEST_NAME + " characters";
    }
    if (name.startsWith("/") || hasDrive(name)) {
      return "its name is absolute";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' || Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        return "its name has a backslash or a control character";
      }
      if (turnsText(c)) {
        return "its name has a control character of bidirectional text";
      }
    }
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    return hasOddSegment(path) ? "its name has an empty segment, `.` or `..`" : "";
  }

  private static boolean hasOddSegment(String path) {
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      int length = to - from;
      if (length == 0
          || (length == 1 && path.charAt(from) == '.')
          || (length == 2 && path.startsWith("..", from))) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  private static boolean hasDrive(String name) {
    return name.length() > 1
        && name.charAt(1) == ':'
        && ((name.charAt(0) >= 'A' && name.charAt(0) <= 'Z')
            || (name.charAt(0) >= 'a' && name.charAt(0) <= 'z'));
  }

  // Unicode UAX #9, table 1: what makes a name look like another one.
  private static boolean turnsText(char c) {
    return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
  }

  private void checkKind(ZipMember member) {
    if (member.isEncrypted()) {
      refuse(member, "it is encrypted");
    }
    if (member.isSymlink()) {
      refuse(member, "it is a symbolic link, which no wheel may have");
    } else if (!member.hasOrdinaryType()) {
      refuse(member, "it is neither a file nor a directory");
    }
    if (member.method() != 0 && member.method() != 8) {
      refuse(
          member,
          "it is compressed by method " + member.method() + ": only stored and deflated are read");
    }
    if (member.isDirectory() && member.sizeBytes() != 0) {
      refuse(member, "it is a directory with content");
    }
  }

  // A file that is also a directory.
  private void checkParents(List<ZipMember> members) {
    Set<String> files = new HashSet<>();
    members.stream().filter(m -> !m.isDirectory()).forEach(m -> files.add(m.name()));
    Set<String> seen = new HashSet<>();
    for (ZipMember member : members) {
      String name = member.name();
      // What lies above a directory that was seen was seen as well.
      for (int i = name.lastIndexOf('/'); i > 0 && seen.add(name.substring(0, i)); ) {
        if (files.contains(name.substring(0, i))) {
          problems.add(
              "wheel-member-refused",
              "`" + name.substring(0, i) + "` is both a file and a directory");
        }
        i = name.lastIndexOf('/', i - 1);
      }
    }
  }

  private void checkSizes(List<ZipMember> members, long fileBytes) {
    List<ZipMember> byOffset = new ArrayList<>(members);
    byOffset.sort(Comparator.comparingLong(ZipMember::offset));
    long free = 0;
    long total = 0;
    for (ZipMember member : byOffset) {
      // Compared so that no sum can overflow.
      if (member.offset() > fileBytes || member.compressedBytes() > fileBytes - member.offset()) {
        refuse(member, "it lies outside of the file");
        continue;
      }
      if (member.offset() < free) {
        refuse(member, "it shares bytes with another entry");
      }
      free = Math.max(free, member.earliestEnd());
      if (!isPlausible(member)) {
        refuse(
            member,
            "it claims " + member.sizeBytes() + " B out of " + member.compressedBytes() + " B");
      }
      total = Math.addExact(total, Math.min(member.sizeBytes(), Long.MAX_VALUE >> 20));
    }
    if (!byOffset.isEmpty() && byOffset.get(0).offset() != 0) {
      problems.add("wheel-invalid", "something stands before its first entry");
    }
    if (total > SMALL_TOTAL && total / BEST_TOTAL_RATIO > fileBytes) {
      problems.add(
          "wheel-size-refused",
          "its content has at most "
              + BEST_TOTAL_RATIO
              + " times its own size: "
              + total
              + " B out of "
              + fileBytes
              + " B");
    }
  }

  private static boolean isPlausible(ZipMember member) {
    return member.method() == 0
        ? member.sizeBytes() == member.compressedBytes()
        : member.sizeBytes() / BEST_RATIO <= member.compressedBytes();
  }

  private void refuse(ZipMember member, String reason) {
    problems.add("wheel-member-refused", "its member `" + member.name() + "`: " + reason);
  }
}
