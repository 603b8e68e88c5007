package org.debwright.convert;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page or a style sheet fetches from others when it is shown, by lintian's kinds. */
final class PrivacyBreach {
  private static final String URL = "\"?((?:(?:ht|f)tps?:)?//[^\"\\r\\n]*)\"";
  private static final Pattern FETCHED =
      Pattern.compile(
          "<(link|applet|div|embed|i?frame|img|input|object|script|source|track|video|audio)\\b"
              + "(?:\\s[^>]+)?\\s(?:src|href|data-href|codebase|data|poster)="
              + URL
              + "[^>]*>|@import\\s+url\\s*\\(\\s*"
              + URL);
  private static final Pattern HARMLESS =
      Pattern.compile(
          "\\srel=\"(alternate|author|bookmark|canonical|copyright|edituri|generator(-home)?|help"
              + "|license|next|prev|schema\\.dct|search)\"");
  private static final Pattern LOCAL =
      Pattern.compile(
          "(?:(?:ht|f)tps?:)?//(?:[^/]+@)?(?:localhost|::1|127(?:\\.\\d{1,3}){3})(?::[^/]+)?/.*");
  private static final Map<LintianOverride, Pattern> SITES = new LinkedHashMap<>();
  private static final Map<LintianOverride, Fragment> FRAGMENTS = new LinkedHashMap<>();
  private static final TextSearch MARK_SEARCH;
  // Lintian looks at windows of two blocks of 16 KiB.
  private static final int LONGEST_TAG = 1 << 15;
  // Characters of tags; what has more is made of beginnings of tags, to cost time.
  private static final long MOST_LOOKED_AT = 1 << 24;

  static {
    site(
        LintianOverride.PRIVACY_BREACH_GOOGLE_ADSENSE,
        "^([^./]+\\.)?(googlesyndication\\.com/pagead/|google-analytics\\.com/(ga|urchin)\\.js)");
    site(
        LintianOverride.PRIVACY_BREACH_GOOGLE_CSE,
        "^([^./]+\\.)?google\\.[^./]+\\.?/(afsonline|cse|coop/cse)/");
    site(
        LintianOverride.PRIVACY_BREACH_GOOGLE_PLUS,
        "^([^./]+\\.)?google\\.[^./]+\\.?/js/plusone\\.|^plus\\.google\\.com/");
    site(
        LintianOverride.PRIVACY_BREACH_DONATION,
        "(donate|paypal|support)[^/_.]*(_?small)?\\.(gif|jpe?g|png|svg)$"
            + "|^([^./]+\\.)?(flattr\\.(com|net)|paypal(objects)?\\.com|pledgie\\.com|xoom\\.com)/");
    site(
        LintianOverride.PRIVACY_BREACH_FACEBOOK,
        "^([^./]+\\.)?(facebook\\.com|static\\.ak\\.fbcdn\\.net)(/|$)");
    site(
        LintianOverride.PRIVACY_BREACH_LOGO,
        "/sflogo\\.php\\?|/logos?/|((fav|github-)?icons?|logos?_?(\\d+|small)|mascot[^./]*"
            + "|youtube-icon[^./]*|twitter_logo[^./]*|doxygen|forkme_[^/.]*|logos?_[^/.]*|logos?)"
            + "\\.(gif|ico|jpe?g|png|svg)$");
    site(LintianOverride.PRIVACY_BREACH_PIWIK, "/piwik\\.php\\?");
    site(
        LintianOverride.PRIVACY_BREACH_STATISTICS_WEBSITE,
        "^([^./]+\\.)?(onestat|sitemeter|statcounter|digit)\\.com(/|$)|/count(er)?\\.cgi\\?|^count(er)?\\.");
    site(
        LintianOverride.PRIVACY_BREACH_W3C_VALID_HTML,
        "^([^./]+\\.)?w3.org/(icons/valid-|css-validator/images/)|^validator\\.w3\\.org(/|$)");
    site(
        LintianOverride.PRIVACY_BREACH_USES_EMBEDDED_FILE,
        "/(bootstrap|chai|mocha|normalize|html5shiv|jquery|modernizr|mathjax|openlayers|prototype|rx"
            + "|expect\\.js/[\\d.]+/index|jquery[.-](flot|mobile|ui)|html5shiv-printshiv)"
            + "(-?[\\d.]+(b\\d+)?)?([.-]?(min|umd|slim))*\\.(js|css)($|\\?)|^code\\.jquery\\.com/mobile/"
            + "|^([^./]+\\.)?jqueryui\\.com/|/jquery/ui/[^/]+$");
    fragment(
        LintianOverride.PRIVACY_BREACH_GOOGLE_ADSENSE,
        "google_ad_client\\s*=|[\"']?[^/.]?\\.?google-analytics.com/(ga|analytics).js[\"']"
            + "|urchintracker\\s*\\(|</?\\s*adsense\\s*>|data-ad-client|=\\s*window\\.adsbygoogle",
        "google_ad_client",
        "google-analytics",
        "urchintracker",
        "adsense",
        "data-ad-client",
        "adsbygoogle");
    fragment(
        LintianOverride.PRIVACY_BREACH_GOOGLE_CSE,
        "googlesearchdomain\\s*=|<div\\s+class=\"cse-branding|customsearchcontrol\\s*\\("
            + "|google\\.load\\s*\\(\\s*'search'|customsearchengine|partner-pub-\\d|/cse/cse[.]js\\?",
        "googlesearchdomain",
        "cse-branding",
        "customsearchcontrol",
        "google.load",
        "customsearchengine",
        "partner-pub-",
        "/cse/cse");
    fragment(
        LintianOverride.PRIVACY_BREACH_GOOGLE_PLUS,
        "<g:plusone|google\\.com/js/plusone\\.js",
        "<g:plusone",
        "google.com/js/plusone");
    fragment(
        LintianOverride.PRIVACY_BREACH_DONATION,
        "api\\.flattr\\.com/js/|class\\s*=\\s*\"flattrbutton\"|data-flattr-uid|flattrloader\\.",
        "api.flattr.com/js/",
        "flattrbutton",
        "data-flattr-uid",
        "flattrloader.");
    fragment(
        LintianOverride.PRIVACY_BREACH_FACEBOOK,
        "facebook-jssdk|xmlns:fb=\"https?://(www\\.facebook\\.com|ogp\\.me)|</?fb:[a-z-]+\\s"
            + "|fb\\.(canvas|api|init|login|getloginstatus|event|ui|xfbml)(?![(<])",
        "facebook-jssdk",
        "xmlns:fb=",
        "<fb:",
        "</fb:",
        "fb.canvas",
        "fb.api",
        "fb.init",
        "fb.login",
        "fb.getloginstatus",
        "fb.event",
        "fb.ui",
        "fb.xfbml");
    fragment(
        LintianOverride.PRIVACY_BREACH_PIWIK,
        "piwik_url\\s*=|['\"]piwik\\.js['\"]|piwik\\s+(tag|code)|settrackerurl|pkbaseurl\\s*=",
        "piwik",
        "settrackerurl",
        "pkbaseurl");
    fragment(
        LintianOverride.PRIVACY_BREACH_STATISTICS_WEBSITE, "var\\s+sc_project\\s*=", "sc_project");
    fragment(
        LintianOverride.PRIVACY_BREACH_TWITTER,
        "://platform\\.twitter\\.com/widgets\\.js",
        "://platform.twitter.com");
    MARK_SEARCH =
        new TextSearch(FRAGMENTS.values().stream().flatMap(f -> f.marks().stream()).toList());
  }

  /**
   * A piece of a page.
   *
   * @param marks texts of which it has one, so that most pages need not be searched for it
   */
  private record Fragment(Pattern pattern, List<String> marks) {
    boolean mayBeIn(Set<String> found) {
      return marks.stream().anyMatch(found::contains);
    }
  }

  private PrivacyBreach() {}

  private static void site(LintianOverride override, String pattern) {
    SITES.put(override, Pattern.compile(pattern));
  }

  private static void fragment(LintianOverride override, String pattern, String... marks) {
    FRAGMENTS.put(override, new Fragment(Pattern.compile(pattern), List.of(marks)));
  }

  static Set<LintianOverride> in(byte[] bytes) {
    Set<LintianOverride> found = EnumSet.noneOf(LintianOverride.class);
    WebPage whole = WebPage.of(bytes);
    if (!whole.contains("//") && !whole.contains("fb.") && !whole.contains("google")) {
      return found;
    }
    WebPage page = whole.withoutComments();
    String text = page.text();
    Set<String> marks = MARK_SEARCH.in(page.bytes());
    FRAGMENTS.forEach(
        (override, fragment) -> {
          if (fragment.mayBeIn(marks) && fragment.pattern().matcher(text).find()) {
            found.add(override);
          }
        });
    if (page.contains("//")) {
      addFetched(page, text, found);
    }
    return found;
  }

  private static void addFetched(WebPage page, String text, Set<LintianOverride> found) {
    Matcher matcher = FETCHED.matcher(text);
    long looked = 0;
    for (int at = page.nextFetch(0); at >= 0 && looked < MOST_LOOKED_AT; ) {
      int end = Math.min(text.length(), at + LONGEST_TAG);
      matcher.region(at, end);
      int next = at + 1;
      if (matcher.lookingAt()) {
        next = matcher.end();
        String url = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        boolean harmless =
            "link".equals(matcher.group(1)) && HARMLESS.matcher(matcher.group()).find();
        if (!harmless && !LOCAL.matcher(url).matches()) {
          found.add(kind(url.replaceFirst("^(?:(?:ht|f)tps?:)?//", "")));
        }
      }
      int closed = text.indexOf('>', at);
      looked += (closed < 0 || closed > end ? end : closed) - at;
      at = page.nextFetch(next);
    }
  }

  private static LintianOverride kind(String site) {
    return SITES.entrySet().stream()
        .filter(s -> s.getValue().matcher(site).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(LintianOverride.PRIVACY_BREACH_GENERIC);
  }
}
