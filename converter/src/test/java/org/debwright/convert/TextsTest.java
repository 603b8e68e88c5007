package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.CoreMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of a package: description, homepage, copyright, and who signs for them. */
class TextsTest {
  private static final Instant RELEASED = Instant.parse("2023-11-14T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A  fine library for you.              | fine library for you
          Demo is a thing that does.            | thing that does
          demo: the Thing that does             | Thing that does
          demo                                  | Python distribution demo
          Demo rocks                            | Demo rocks
          UNKNOWN                               | Python distribution demo
          Forecasting                           | Forecasting (Python distribution demo)
          ''                                    | Python distribution demo
          This package provides a parser of X   | parser of X
          \uD83D\uDE80 **Fast** [parser](https://x.example) of X | Fast parser of X
          Nice parser of things. See https://x.example | Nice parser of things
          Client of version 3.1. of things      | Client of version 3.1. of things
          """)
  void cleansTheSynopsis(String summary, String synopsis) {
    assertThat(Synopsis.of(metadata("Summary: " + summary + "\n"), "python3-demo"))
        .isEqualTo(synopsis);
  }

  @Test
  void doesNotBeginASynopsisWithThePackage() {
    assertThat(Synopsis.of(metadata("Summary: Demo rocks\n"), "demo"))
        .isEqualTo("Python distribution demo");
  }

  @Test
  void shortensTheSynopsis() {
    assertThat(Synopsis.of(metadata("Summary: " + "long and ".repeat(20) + "\n"), "python3-demo"))
        .hasSizeLessThanOrEqualTo(80)
        .endsWith("long...");
  }

  @Test
  void neverBeginsALineOfADescriptionAsMarkup() {
    String words = "demo is what you need - -- .net *x* for all of what you are used to ".repeat(6);
    String field =
        Description.of(
            metadata("Summary: x y\n\n" + words.strip() + ".\n"),
            new PackageName("python3-demo"),
            Targets.BOOKWORM.python().version());
    assertThat(field.lines()).noneMatch(l -> l.matches("[-*.].*")).noneMatch(l -> l.length() > 79);
    assertThat(field).contains("what you are used to");
  }

  @Test
  void takesProseOutOfAReadme() {
    String readme =
        """

        # demo

        [![Build](https://x.example/b.svg)](https://x.example)

        - item one
        - item two

        **demo** is a [library](https://x.example) for `doing` things that nobody
        else would ever want to do, and does them well.

        ```
        demo --help
        ```
        """;
    assertThat(PlainText.about("demo", readme))
        .containsExactly(
            "demo is a library for doing things that nobody else would ever want to do, and does"
                + " them well.");
  }

  @Test
  void choosesTheHomepageByItsLabel() {
    assertThat(
            Homepage.of(
                metadata(
                    """
                    Project-URL: Donate, https://donate.example/
                    Project-URL: Home-Page, https://home.example/
                    Home-page: https://older.example/
                    """)))
        .contains("https://home.example/");
    assertThat(Homepage.of(metadata("Home-page: javascript:alert(1)\n"))).isEmpty();
  }

  @Test
  void quotesTheLicenceAndItsNotice() {
    String copyright =
        copyright(
            "License-Expression: MIT\n",
            Map.of("/l", "Copyright (c) 2012 Jo\n\nDo as you like.\n"));
    assertThat(copyright)
        .contains("Copyright: 2012 Jo\n")
        .contains("License: Expat\n Copyright (c) 2012 Jo\n .\n Do as you like.\n");
  }

  @Test
  void refersToCommonLicences() {
    String apache =
        "Apache License\n Version 2.0, January 2004\n http://x.example/\n\n1. Definitions.";
    assertThat(copyright("", Map.of("/path/LICENSE", apache)))
        .contains("/usr/share/common-licenses/Apache-2.0")
        .contains("/path/LICENSE")
        .contains("Copyright: 2023 the authors of demo\n")
        .doesNotContain("Definitions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MIT OR Apache-2.0                       | Expat or Apache-2.0
          (MIT OR Apache-2.0) AND BSD-3-Clause    | Expat or Apache-2.0, and BSD-3-clause
          MIT AND (GPL-2.0-only OR LGPL-3.0-or-later) | GPL-2 or LGPL-3+, and Expat
          GPL-2.0-or-later WITH Classpath-exception-2.0 | GPL-2+ with Classpath exception
          Apache-2.0 WITH LLVM-exception          | Apache-2.0 with LLVM exception
          MIT-0 AND AGPL-3.0-or-later             | MIT-0 and AGPL-3+
          """)
  void speaksOfLicencesAsDebianDoes(String expression, String name) {
    assertThat(LicenceName.of(metadata("License-Expression: " + expression + "\n"))).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The MIT License | Expat
          GPLv3+          | GPL-3+
          GNU LGPL 2.1 or later | LGPL-2.1+
          Apache License, Version 2.0 | Apache-2.0
          BSD / MIT | BSD-MIT
          unknown | other
          """)
  void makesAShortNameOfTheField(String field, String name) {
    assertThat(LicenceName.of(metadata("License: " + field + "\n"))).contains(name);
  }

  @Test
  void takesHoldersOutOfLicences() {
    String text =
        """
        Copyright (c) 2010-2024, Jo Doe. All rights reserved.
        # © 2011 Zoë
        Copyright 2012
           The Demo Authors
        Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.example/>
        Copyright [yyyy] [name of copyright owner]
        The above copyright notice and this permission notice shall be included
        Copyright Holder means the individual(s) or organization(s)
        copyright notice 1999
          (c) You must retain, in the Source form of any Derivative Works
        (c) 2019 Al
        Copyright (c) Donald and individual contributors.
        """;
    assertThat(CopyrightNotices.in(java.util.List.of(text)))
        .containsExactly(
            "2010-2024, Jo Doe",
            "2011 Zoë",
            "2012 The Demo Authors",
            "2019 Al",
            "Donald and individual contributors.");
  }

  @Test
  void saysWhenAYearIsNotTheAuthors() {
    assertThat(copyright("", Map.of("/p/LICENSE", "Copyright (c) Jo Doe\n\nDo.\n")))
        .contains("Comment:\n The notices of the distribution give no year")
        .contains("Copyright: 2023 Jo Doe\n");
  }

  @Test
  void keepsTheFormOfDeb822() {
    String odd =
        copyright(
            "Author-email: \"Doe, Jo\" <jo@x.example>, Al <al@x.example>\nLicense: GPL (v2)\n",
            Map.of("/p/LICENSE", "Copyright 2020 Jo\n\n\ta tab\n.dot\n \n. \n\u000bodd\n"));
    assertThat(odd)
        .contains("Upstream-Contact: Doe, Jo <jo@x.example>\n  Al <al@x.example>\n")
        .contains("Copyright: 2020 Jo\nLicense: GPL-v2\n Copyright 2020 Jo\n .\n     a tab\n")
        .doesNotContain("\t");
    assertThat(odd.lines())
        .allMatch(l -> l.matches("([A-Z][A-Za-z-]+: ?.*| \\.| {1,}[^. ].*| {2,}\\..*|)"));
  }

  @Test
  void compressesAsGzipDoes() throws IOException {
    byte[] content = "demo\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    byte[] compressed = Gzip.compress(content);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
        .isEqualTo(content);
    assertThat(compressed).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__import__('pkg_resources').declare_namespace(__name__)\n",
        "# comment\n__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n",
        """
        try:
            import pkg_resources
            pkg_resources.declare_namespace(__name__)
        except ImportError:
            import pkgutil
            __path__ = pkgutil.extend_path(__path__, __name__)
        """,
        "\"\"\"Namespace.\"\"\"\n"
            + "from pkgutil import extend_path\n"
            + "__path__ = extend_path(__path__, __name__)"
      })
  void knowsANamespaceDeclaration(String source) {
    assertThat(NamespaceInit.isDeclaration(source)).isTrue();
    assertThat(NamespaceInit.isDeclaration(source + "\nVERSION = 1\n")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Jo", "jo@example.org", "Jo, Doe <jo@x>", "Jo <jo@x>\nEssential: yes"})
  void refusesWhatIsNoMaintainer(String text) {
    assertThatThrownBy(() -> Maintainer.parse(text)).isInstanceOf(DebwrightException.class);
  }

  private static String copyright(String fields, Map<String, String> licences) {
    return new String(
        CopyrightFile.of(metadata(fields), licences, RELEASED), StandardCharsets.UTF_8);
  }

  private static CoreMetadata metadata(String fields) {
    String text = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n" + fields;
    return CoreMetadata.parse(text.getBytes(StandardCharsets.UTF_8), "test");
  }
}
