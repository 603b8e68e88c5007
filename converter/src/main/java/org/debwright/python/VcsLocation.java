package org.debwright.python;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * A place under version control, as pip writes it: {@code git+https://host/path.git@revision}. What
 * stands behind {@code #} is not part of it.
 *
 * @param url without {@code git+} and revision; may hold credentials: never print it
 * @param revision branch, tag or commit; empty for what the place itself says
 */
public record VcsLocation(Client client, String url, Optional<String> revision) {
  private static final Pattern LOCATION =
      Pattern.compile(
          "(git|hg|svn)\\+(https?|ssh|git|svn|file)(://)([^/?#]*)(/[^?#]*)(\\?[^#]*)?",
          Pattern.CASE_INSENSITIVE);
  // What would be an option, or means more than a name to git (gitrevisions(7)), hg or svn.
  private static final Pattern REVISION =
      Pattern.compile("[^-\\s\\p{Cntrl}][^\\s\\p{Cntrl}:?*\\[\\\\^~]*");

  /** Systems that pip knows, but for Bazaar. */
  public enum Client {
    /** Git. */
    GIT,
    /** Mercurial. */
    HG,
    /** Subversion. */
    SVN;

    /** As URLs and PEP 751 name it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether {@code location} begins as one. */
  static boolean looksLike(String location) {
    return location.matches("(?i)(git|hg|svn|bzr)(\\+[a-z0-9.+-]+)?:.*");
  }

  /**
   * Reads one.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it is of no form that is known to be
   *     safe
   */
  public static VcsLocation parse(String location) {
    return parse(location, Location.NONE);
  }

  static VcsLocation parse(String location, Location where) {
    Matcher matcher = LOCATION.matcher(location);
    if (!matcher.matches()) {
      throw refusal(location, "git+, hg+ or svn+ with https, ssh or file is expected", where);
    }
    Client client = Client.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    String authority = matcher.group(4);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    // ssh would take it for an option.
    if (host.startsWith("-") || authority.startsWith("-")) {
      throw refusal(location, "its host begins with a hyphen", where);
    }
    String path = matcher.group(5);
    int at = path.lastIndexOf('@');
    Optional<String> revision =
        at < 0 ? Optional.empty() : Optional.of(path.substring(at + 1)).map(VcsLocation::decoded);
    if (revision.isPresent() && !REVISION.matcher(revision.get()).matches()) {
      throw refusal(location, "its revision is no name of a branch, tag or commit", where);
    }
    String scheme = matcher.group(2).toLowerCase(Locale.ROOT);
    String bare = at < 0 ? path : path.substring(0, at);
    String query = matcher.group(6) == null ? "" : matcher.group(6);
    return new VcsLocation(client, scheme + matcher.group(3) + authority + bare + query, revision);
  }

  // PEP 440, "Direct references", leaves what stands behind the `@` to the system; names of tags
  // with a `+` may be written by percent.
  private static String decoded(String text) {
    return text.replace("%2B", "+").replace("%2b", "+");
  }

  private static RuntimeException refusal(String location, String why, Location where) {
    return Diagnostic.error(
            "requirement-vcs", "`" + Credentials.masked(location) + "` cannot be checked out")
        .because(why)
        .at(where)
        .toException();
  }

  /** The URL without user, password and query. */
  public String displayUrl() {
    return url.replaceFirst("://[^/@]*@", "://").replaceFirst("\\?.*$", "");
  }

  /** Whether nothing but this machine is asked. */
  public boolean isLocal() {
    return url.startsWith("file:");
  }
}
