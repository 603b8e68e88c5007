package org.debwright.convert;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Scripts and styles of the web that Debian packages too, by their names. */
final class WebLibraries {
  private static final String END =
      "[-._]?(?:compiled|lite|min|pack(?:ed)?|prod|umd|yc)?\\.(?:js|css)(?:\\.gz)?$";
  private static final List<String> NAMES =
      List.of(
          "/f?ckeditor",
          "/async",
          "/bootstrap(?:-[\\d.]+)?",
          "/chai",
          "/cropper(?:\\.uncompressed)?",
          "/(?:dojo|dijit)",
          "/excanvas(?:-r[0-9]+)?",
          "/jsjac",
          "/jquery(?:-[\\d.]+)?",
          "/jquery\\.(?:cookie|easing|event\\.dr[ao]p|fancybox|form|galleriffic|history|jfeed|jush"
              + "|livequery|meiomask|metadata|mousewheel|opacityrollover|tablesorter|tipsy|treetable)",
          "/jquery-migrate(?:-1[\\d.]*)?",
          "/jquery[.-](?:-[\\d.]+)?ui",
          "/(?:mocha|mochikit|mustache|scriptaculous|strophe|underscore)",
          "/mootools(?:(?:\\.v|-)[\\d.]+)?(?:-(?:core(?:-server)?|more)(?:-(?:yc|jm|nc))?)?",
          "/normalize",
          "/prototype(?:-[\\d.]+)?",
          "/raphael(?:[.-]min)?",
          "/(?:yahoo|yui)-(?:dom-event)?",
          "/jsMath(?:-fallback-\\w+)?",
          "html5shiv(?:-printshiv)?",
          "/_static/(?:doctools|language_data|searchtools)",
          "/tiny_mce(?:_(?:popup|src))?");
  private static final Pattern NAME =
      Pattern.compile("(?:" + String.join("|", NAMES) + ")" + END, Pattern.CASE_INSENSITIVE);

  private WebLibraries() {}

  static boolean isOne(String path) {
    return endsRight(path) && NAME.matcher(path).find();
  }

  // The search tries every place of a path, and few files are of the web at all.
  private static boolean endsRight(String path) {
    String end = path.substring(Math.max(0, path.length() - 7)).toLowerCase(Locale.ROOT);
    return end.endsWith(".js")
        || end.endsWith(".css")
        || end.endsWith(".js.gz")
        || end.endsWith(".css.gz");
  }
}
