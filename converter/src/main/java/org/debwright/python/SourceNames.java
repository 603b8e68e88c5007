package org.debwright.python;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides entry by entry whether a source distribution may be unpacked (PEP 721, with the rules of
 * PEP 706's filter {@code data}): nothing lands outside of the directory it is unpacked into,
 * whatever links stand in it, and there are no devices.
 */
final class SourceNames {
  private static final int LONGEST_NAME = 4096;

  private final Set<String> links = new HashSet<>();
  // What `..` was applied to in the target of a link: as a link, it would lead elsewhere.
  private final Set<String> climbed = new HashSet<>();

  /** What is wrong with an entry's name, empty where nothing is. */
  Optional<String> refusal(String name) {
    if (name.length() > LONGEST_NAME) {
      return Optional.of("its name has more than " + LONGEST_NAME + " characters");
    }
    if (name.startsWith("/")) {
      return Optional.of("its name is absolute");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("its name has a control character");
    }
    Deque<String> path = new ArrayDeque<>();
    for (String segment : name.split("/", -1)) {
      if (!links.isEmpty() && links.contains(String.join("/", path))) {
        return Optional.of("it lies behind a link");
      }
      if (!step(path, segment)) {
        return Optional.of("its name leads out of the archive");
      }
    }
    return Optional.empty();
  }

  /**
   * What is wrong with a symbolic link.
   *
   * @param target relative to the directory that the link is in
   */
  Optional<String> refusal(String name, String target) {
    Optional<String> ofName = refusal(name);
    if (ofName.isPresent()) {
      return ofName;
    }
    Deque<String> path = new ArrayDeque<>();
    for (String segment : name.split("/", -1)) {
      step(path, segment);
    }
    String link = String.join("/", path);
    path.pollLast();
    String out = "it is a link to `" + target + "`, out of the archive";
    if (target.startsWith("/") || climbed.contains(link)) {
      return Optional.of(out);
    }
    for (String segment : target.split("/", -1)) {
      String here = String.join("/", path);
      boolean up = segment.equals("..");
      if ((up && links.contains(here)) || !step(path, segment)) {
        return Optional.of(out);
      }
      if (up) {
        climbed.add(here);
      }
    }
    links.add(link);
    return Optional.empty();
  }

  /** What is wrong with another name for an earlier entry, which is given from the root on. */
  Optional<String> refusalOfHardLink(String name, String target) {
    return refusal(name)
        .or(() -> refusal(target).map(why -> "it is a link to `" + target + "`: " + why));
  }

  private static boolean step(Deque<String> path, String segment) {
    if (segment.equals("..")) {
      return path.pollLast() != null;
    }
    if (!segment.isEmpty() && !segment.equals(".")) {
      path.addLast(segment);
    }
    return true;
  }
}
