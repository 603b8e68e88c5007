package org.debwright.deb;

/**
 * One member of the data archive of a {@code .deb} that was read: what stands there, not what ought
 * to.
 *
 * @param path absolute; without {@code ..}, the root itself is {@code /}
 * @param mode permission bits
 * @param sizeBytes 0 for all but files
 * @param linkTarget of links, otherwise empty
 */
public record DebMember(
    String path, Kind kind, int mode, long sizeBytes, String linkTarget, Owner owner) {

  /** What a member is. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    SYMLINK,
    /** Another name for a file further up. */
    HARD_LINK,
    /** A device or a named pipe. */
    SPECIAL
  }

  /** Whose it is, by numbers and names. */
  public record Owner(long user, long group, String userName, String groupName) {}
}
