package org.debwright.convert;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Licences whose text every Debian system has in {@code /usr/share/common-licenses}; packages refer
 * to it and do not repeat it (Policy 12.5).
 */
enum CommonLicence {
  /** Apache License 2.0. */
  APACHE_2("Apache-2.0", "Apache License,? Version 2\\.0,? January 2004"),
  /** GNU GPL, version 3. */
  GPL_3("GPL-3", "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007"),
  /** GNU GPL, version 2. */
  GPL_2("GPL-2", "GNU GENERAL PUBLIC LICENSE Version 2, June 1991"),
  /** GNU LGPL, version 3. */
  LGPL_3("LGPL-3", "GNU LESSER GENERAL PUBLIC LICENSE Version 3, 29 June 2007"),
  /** GNU LGPL, version 2.1. */
  LGPL_2_1("LGPL-2.1", "GNU LESSER GENERAL PUBLIC LICENSE Version 2\\.1, February 1999"),
  /** GNU LGPL, version 2. */
  LGPL_2("LGPL-2", "GNU LIBRARY GENERAL PUBLIC LICENSE Version 2, June 1991"),
  /** GNU FDL, version 1.3. */
  GFDL_1_3("GFDL-1.3", "GNU Free Documentation License Version 1\\.3, 3 November 2008"),
  /** Mozilla Public License 2.0. */
  MPL_2("MPL-2.0", "Mozilla Public License,? (Version|v\\.) ?2\\.0 =* ?1\\. Definitions");

  private final String file;
  private final Pattern title;

  CommonLicence(String file, String title) {
    this.file = file;
    this.title = Pattern.compile(title, Pattern.CASE_INSENSITIVE);
  }

  /** Those whose full text begins somewhere in {@code text}. */
  static List<CommonLicence> within(String text) {
    String flat = text.replaceAll("[\\s*#=-]+", " ");
    return Arrays.stream(values()).filter(l -> l.title.matcher(flat).find()).toList();
  }

  /** Path of the text on every Debian system. */
  String path() {
    return "/usr/share/common-licenses/" + file;
  }
}
