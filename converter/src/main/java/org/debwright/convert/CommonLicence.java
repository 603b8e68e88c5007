package org.debwright.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Licences whose text every Debian system has in {@code /usr/share/common-licenses}; packages refer
 * to it and do not repeat it (Policy 12.5).
 */
enum CommonLicence {
  /** Apache License 2.0. */
  APACHE_2(
      "Apache-2.0",
      "Apache License,? Version 2\\.0,? January 2004",
      "Apache-2\\.0|Apache License,? \\(?Version 2"),
  /** GNU GPL, version 3. */
  GPL_3("GPL-3", "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007", "(?<![AL])GPL-3\\b"),
  /** GNU GPL, version 2. */
  GPL_2("GPL-2", "GNU GENERAL PUBLIC LICENSE Version 2, June 1991", "(?<![AL])GPL-2\\b"),
  /** GNU GPL, version 1: any version at all. */
  GPL_1(
      "GPL-1",
      "GNU GENERAL PUBLIC LICENSE Version 1, February 1989",
      "(?<![AL])GPL(?!-[23])|GNU General Public License|as Perl itself"),
  /** GNU LGPL, version 3. */
  LGPL_3("LGPL-3", "GNU LESSER GENERAL PUBLIC LICENSE Version 3, 29 June 2007", "LGPL-3\\b"),
  /** GNU LGPL, version 2.1. */
  LGPL_2_1(
      "LGPL-2.1", "GNU LESSER GENERAL PUBLIC LICENSE Version 2\\.1, February 1999", "LGPL-2\\.1"),
  /** GNU LGPL, version 2. */
  LGPL_2(
      "LGPL-2",
      "GNU LIBRARY GENERAL PUBLIC LICENSE Version 2, June 1991",
      "LGPL(?!-2\\.1|-3)|GNU (?:Lesser|Library) General Public License"),
  /** GNU FDL, version 1.3. */
  GFDL_1_3(
      "GFDL-1.3",
      "GNU Free Documentation License Version 1\\.3, 3 November 2008",
      "GFDL|GNU Free Documentation License"),
  /** Mozilla Public License 2.0. */
  MPL_2(
      "MPL-2.0",
      "Mozilla Public License,? (Version|v\\.) ?2\\.0 =* ?1\\. Definitions",
      "MPL-2\\.0"),
  /** Creative Commons' dedication to the public domain. */
  CC0("CC0-1.0", "CC0 1\\.0 Universal .{0,80}Statement of Purpose", "CC0-1\\.0"),
  /** Artistic License, as Perl has it. */
  ARTISTIC("Artistic", "The .?Artistic License.? Preamble", "Artistic(?!-2)\\b|as Perl itself");

  private final String file;
  private final Pattern title;
  private final Pattern name;

  CommonLicence(String file, String title, String name) {
    this.file = file;
    this.title = Pattern.compile(title, Pattern.CASE_INSENSITIVE);
    this.name = Pattern.compile(name);
  }

  /** Those whose full text begins somewhere in {@code text}. */
  static List<CommonLicence> within(String text) {
    String flat = text.replaceAll("[\\s*#=-]+", " ");
    return Arrays.stream(values()).filter(l -> l.title.matcher(flat).find()).toList();
  }

  /** Those that {@code text} names, in the copyright format's words or in their own. */
  static List<CommonLicence> named(String text) {
    String flat = text.replaceAll("\\s+", " ");
    List<CommonLicence> named =
        new ArrayList<>(Arrays.stream(values()).filter(l -> l.name.matcher(flat).find()).toList());
    // Those without a version stand behind one of the same name with it.
    if (named.contains(GPL_2) || named.contains(GPL_3)) {
      named.remove(GPL_1);
    }
    if (named.contains(LGPL_2_1) || named.contains(LGPL_3)) {
      named.remove(LGPL_2);
    }
    return named;
  }

  /** Path of the text on every Debian system. */
  String path() {
    return "/usr/share/common-licenses/" + file;
  }
}
