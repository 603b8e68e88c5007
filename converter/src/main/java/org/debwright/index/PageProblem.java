package org.debwright.index;

import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** Why a page is none of the Simple API. */
final class PageProblem {
  private PageProblem() {}

  static DebwrightException garbage(Url page, String why) {
    return Diagnostic.error("index-garbage", "`" + page.display() + "` is no page of an index")
        .because(why)
        .mend("check that `--index-url` names the root of a Simple API (PEP 503)")
        .toException();
  }

  static DebwrightException version(Url page, String version) {
    return Diagnostic.error("index-version", "`" + page.display() + "` cannot be understood")
        .because("it is of Simple API version `" + clean(version) + "`; 1.x is known (PEP 629)")
        .mend("update debwright, or use another index")
        .toException();
  }

  static String clean(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
  }
}
