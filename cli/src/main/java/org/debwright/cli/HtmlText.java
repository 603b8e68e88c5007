package org.debwright.cli;

import java.util.List;

/** HTML put together from text, which is escaped always. */
final class HtmlText {
  private final StringBuilder html = new StringBuilder();

  /** Text for content and attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Markup of ours. */
  HtmlText raw(String markup) {
    html.append(markup);
    return this;
  }

  /** An element with text in it. */
  HtmlText element(String tag, String text) {
    html.append('<').append(tag).append('>').append(escape(text));
    html.append("</").append(tag.split(" ", -1)[0]).append('>');
    return this;
  }

  /** A row of a table; cells whose text is wide break where they may. */
  HtmlText row(String cell, List<String> texts) {
    html.append("<tr>");
    texts.forEach(text -> element(cell, text));
    html.append("</tr>\n");
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
