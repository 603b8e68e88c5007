package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;

/**
 * An address split as RFC 3986, appendix B, does; parts are empty where absent. More lenient than
 * {@link java.net.URI}: what a browser would escape is escaped here.
 *
 * @param scheme lower case, without colon
 * @param authority without {@code //}, may hold user and password
 * @param path with its leading slash
 * @param query with its {@code ?}
 * @param fragment without {@code #}
 */
record Url(String scheme, String authority, String path, String query, String fragment) {
  private static final String HEX = "0123456789ABCDEF";

  /** Reads an absolute address or a reference relative to another. */
  static Url parse(String text) {
    String rest = text;
    int hash = rest.indexOf('#');
    String fragment = hash < 0 ? "" : rest.substring(hash + 1);
    rest = hash < 0 ? rest : rest.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark);
    rest = mark < 0 ? rest : rest.substring(0, mark);
    int colon = schemeEnd(rest);
    String scheme = rest.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
    rest = rest.substring(colon + 1);
    String authority = "";
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      authority = rest.substring(2, slash < 0 ? rest.length() : slash);
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    return new Url(scheme, authority, escape(rest), escape(query), fragment);
  }

  /** A local file's address. */
  static Url ofFile(Path path) {
    String text = path.toAbsolutePath().normalize().toString();
    return new Url("file", "", escape(text.replace("%", "%25").replace("?", "%3F")), "", "");
  }

  /** What {@code reference} means on a page at this address (RFC 3986, 5.2.2). */
  Url resolve(String reference) {
    Url other = parse(reference.strip());
    if (!other.scheme.isEmpty()) {
      return other;
    }
    if (!other.authority.isEmpty()) {
      return new Url(scheme, other.authority, other.path, other.query, other.fragment);
    }
    if (other.path.isEmpty()) {
      String kept = other.query.isEmpty() ? query : other.query;
      return new Url(scheme, authority, path, kept, other.fragment);
    }
    String merged =
        other.path.startsWith("/")
            ? other.path
            : path.substring(0, path.lastIndexOf('/') + 1) + other.path;
    return new Url(scheme, authority, withoutDots(merged), other.query, other.fragment);
  }

  /** This address with {@code /} and {@code name} behind its path, and a slash at the end. */
  Url directory(String name) {
    String parent = path.endsWith("/") ? path : path + "/";
    return new Url(scheme, authority, parent + escape(name) + "/", query, "");
  }

  /** This address with {@code suffix} at the end of its path. */
  Url withPathSuffix(String suffix) {
    return new Url(scheme, authority, path + suffix, query, "");
  }

  Url withoutFragment() {
    return fragment.isEmpty() ? this : new Url(scheme, authority, path, query, "");
  }

  /** This address without user and password. */
  Url withoutCredentials() {
    int at = authority.lastIndexOf('@');
    return at < 0 ? this : new Url(scheme, authority.substring(at + 1), path, query, fragment);
  }

  /** User and password, unescaped. */
  Optional<Credentials> credentials() {
    int at = authority.lastIndexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    String info = authority.substring(0, at);
    int colon = info.indexOf(':');
    String user = colon < 0 ? info : info.substring(0, colon);
    String password = colon < 0 ? "" : info.substring(colon + 1);
    return Optional.of(new Credentials(unescape(user), unescape(password)));
  }

  /** Host, lower case, without port; an IPv6 address keeps its brackets. */
  String host() {
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = hostAndPort.lastIndexOf(':');
    boolean hasPort = colon > hostAndPort.lastIndexOf(']');
    return (hasPort ? hostAndPort.substring(0, colon) : hostAndPort).toLowerCase(Locale.ROOT);
  }

  /** Port, the scheme's own where none is written; -1 where it is no number. */
  int port() {
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = hostAndPort.lastIndexOf(':');
    if (colon <= hostAndPort.lastIndexOf(']') || colon == hostAndPort.length() - 1) {
      return scheme.equals("https") ? 443 : 80;
    }
    String digits = hostAndPort.substring(colon + 1);
    return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
  }

  /** Scheme, host and port: what credentials are bound to. */
  String origin() {
    return scheme + "://" + host() + ":" + port();
  }

  boolean isHttp() {
    return (scheme.equals("http") || scheme.equals("https"))
        && !host().isEmpty()
        && port() >= 0
        && authority.chars().allMatch(c -> c > ' ' && c != 127);
  }

  boolean isFile() {
    return scheme.equals("file");
  }

  /** The last segment of the path, unescaped, for example a distribution's file name. */
  String filename() {
    return unescape(path.substring(path.lastIndexOf('/') + 1));
  }

  /** The path of a {@code file:} address of this machine. Throws DebwrightException. */
  Path toPath() {
    try {
      if (isFile() && (authority.isEmpty() || authority.equals("localhost"))) {
        return Path.of(unescape(path));
      }
    } catch (InvalidPathException unusable) {
      // Reported below like any other.
    }
    throw Diagnostic.error("url-not-local", "`" + display() + "` names no local file")
        .toException();
  }

  /** The address as it may be printed: without user, password, query and fragment. */
  String display() {
    Url bare = withoutCredentials();
    String text = new Url(bare.scheme, bare.authority, bare.path, "", "").toString();
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public String toString() {
    boolean hierarchical = !authority.isEmpty() || isFile();
    return (scheme.isEmpty() ? "" : scheme + ":")
        + (hierarchical ? "//" + authority : "")
        + path
        + query
        + (fragment.isEmpty() ? "" : "#" + fragment);
  }

  /** Index of the colon that ends a scheme, or -1. */
  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
        return -1;
      }
    }
    return -1;
  }

  // RFC 3986, 5.2.4.
  private static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length());
    String[] segments = path.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals("..")) {
        out.setLength(Math.max(out.lastIndexOf("/"), 0));
        out.append(last ? "/" : "");
      } else if (segments[i].equals(".")) {
        out.append(last ? "/" : "");
      } else {
        out.append('/').append(segments[i]);
      }
    }
    return out.toString();
  }

  /** Escapes what may not stand in an address; a percent sign stays. */
  private static String escape(String text) {
    int clean = 0;
    while (clean < text.length() && isAllowed(text.charAt(clean))) {
      clean++;
    }
    if (clean == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(UTF_8)) {
      if (b > 0 && isAllowed((char) b)) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
    return out.toString();
  }

  private static boolean isAllowed(char c) {
    return c > ' ' && c < 127 && "\"<>\\^`{|}#".indexOf(c) < 0;
  }

  /** Undoes percent escapes; one that is malformed stays as it is. */
  static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
      out[length++] = low < 0 ? in[i] : (byte) (high * 16 + low);
      i += low < 0 ? 0 : 2;
    }
    return new String(out, 0, length, UTF_8);
  }
}
