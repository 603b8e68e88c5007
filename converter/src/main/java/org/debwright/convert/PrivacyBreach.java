package org.debwright.convert;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page or a style sheet fetches from others when it is shown, by lintian's kinds. */
final class PrivacyBreach {
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--(?!\\[if).*?--\\s*>|/\\*.*?\\*/");
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
  private static final Map<LintianOverride, Pattern> FRAGMENTS = new LinkedHashMap<>();

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
            + "|urchintracker\\s*\\(|</?\\s*adsense\\s*>|data-ad-client|=\\s*window\\.adsbygoogle");
    fragment(
        LintianOverride.PRIVACY_BREACH_GOOGLE_CSE,
        "googlesearchdomain\\s*=|<div\\s+class=\"cse-branding|customsearchcontrol\\s*\\("
            + "|google\\.load\\s*\\(\\s*'search'|customsearchengine|partner-pub-\\d|/cse/cse[.]js\\?");
    fragment(LintianOverride.PRIVACY_BREACH_GOOGLE_PLUS, "<g:plusone|google\\.com/js/plusone\\.js");
    fragment(
        LintianOverride.PRIVACY_BREACH_DONATION,
        "api\\.flattr\\.com/js/|class\\s*=\\s*\"flattrbutton\"|data-flattr-uid|flattrloader\\.");
    fragment(
        LintianOverride.PRIVACY_BREACH_FACEBOOK,
        "facebook-jssdk|xmlns:fb=\"https?://(www\\.facebook\\.com|ogp\\.me)|</?fb:[a-z-]+\\s"
            + "|fb\\.(canvas|api|init|login|getloginstatus|event|ui|xfbml)(?![(<])");
    fragment(
        LintianOverride.PRIVACY_BREACH_PIWIK,
        "piwik_url\\s*=|['\"]piwik\\.js['\"]|piwik\\s+(tag|code)|settrackerurl|pkbaseurl\\s*=");
    fragment(LintianOverride.PRIVACY_BREACH_STATISTICS_WEBSITE, "var\\s+sc_project\\s*=");
    fragment(LintianOverride.PRIVACY_BREACH_TWITTER, "://platform\\.twitter\\.com/widgets\\.js");
  }

  private PrivacyBreach() {}

  private static void site(LintianOverride override, String pattern) {
    SITES.put(override, Pattern.compile(pattern));
  }

  private static void fragment(LintianOverride override, String pattern) {
    FRAGMENTS.put(override, Pattern.compile(pattern));
  }

  static Set<LintianOverride> in(String page) {
    Set<LintianOverride> found = EnumSet.noneOf(LintianOverride.class);
    String lower = page.toLowerCase(Locale.ROOT);
    if (!lower.contains("//") && !lower.contains("fb.") && !lower.contains("google")) {
      return found;
    }
    String text = COMMENT.matcher(lower).replaceAll("");
    FRAGMENTS.forEach(
        (override, pattern) -> {
          if (pattern.matcher(text).find()) {
            found.add(override);
          }
        });
    Matcher matcher = FETCHED.matcher(text);
    while (matcher.find()) {
      String url = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      boolean harmless =
          "link".equals(matcher.group(1)) && HARMLESS.matcher(matcher.group()).find();
      if (!harmless && !LOCAL.matcher(url).matches()) {
        found.add(kind(url.replaceFirst("^(?:(?:ht|f)tps?:)?//", "")));
      }
    }
    return found;
  }

  private static LintianOverride kind(String site) {
    return SITES.entrySet().stream()
        .filter(s -> s.getValue().matcher(site).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(LintianOverride.PRIVACY_BREACH_GENERIC);
  }
}
