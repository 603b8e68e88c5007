package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lintian, the judge of Debian's packages, has no error and no warning for odd wheels. */
class LintianIT {
  private static Workbench bench;

  @BeforeAll
  static void makeSuite(@TempDir Path directory) {
    assumeThat(Path.of("/usr/bin/lintian")).as("lintian is installed").exists();
    bench = Workbench.in(directory);
  }

  @Test
  void findsNothing() throws IOException {
    try (LoopbackIndex index = LoopbackIndex.start().offer(wheels())) {
      Run run =
          bench.build(
              index,
              "--compression",
              "gzip:1",
              "texts[more]",
              "files",
              "commands",
              "silent",
              "django-" + "very-long-named-".repeat(3) + "project==1.0.0b1");
      assertThat(run.exit()).as("%s", run).isZero();
      assertThat(run.stderr() + run.stdout())
          .contains("embedded-javascript-library in 1", "national-encoding in 1");
    }
    List<String> words = new ArrayList<>(List.of("lintian", "--allow-root", "-L", ">=warning"));
    try (var tree = Files.walk(bench.scratch().work("repo"))) {
      tree.map(Path::toString).filter(p -> p.endsWith(".deb")).sorted().forEach(words::add);
    }
    assertThat(words).hasSize(4 + 7);
    words.add("--fail-on");
    words.add("none");
    assertThat(Tool.run(words.toArray(String[]::new))).isBlank();
  }

  private static SampleFile[] wheels() {
    return new SampleFile[] {
      texts(),
      files(),
      commands(),
      SampleWheel.empty("silent", "0").file(),
      SampleWheel.of("django-" + "very-long-named-".repeat(3) + "project", "1.0.0b1").file()
    };
  }

  private static SampleFile texts() {
    return SampleWheel.of("texts", "1.0rc1")
        .summary(
            "The texts. They are **odd** \u2013 *very*, as Zo\u00eb says, and "
                + "long ".repeat(30))
        .extra("more", "silent")
        .header("Author-email: \"Doe, J\u00f6\" <jo@texts.example>, Al <al@texts.example>")
        .header("License-Expression: (GPL-2.0-or-later OR MIT) AND Apache-2.0")
        .header("Project-URL: Homepage, https://texts.example/")
        .description(
            """
            <h1 align='center'>texts</h1>

            [![b](https://b.example/b.svg)](https://b.example)

            texts is a thing that has - - * all . of what .one may -- want to read about
            .in such a text \u2014 and then some more of it, \t with a tab.

                code

            - list
            - list
            - list

            Homepage: https://texts.example is its homepage.
            """)
        .member(
            "texts-1.0rc1.dist-info/licenses/COPYING",
            """
            \t\tGNU GENERAL PUBLIC LICENSE
            \t\t   Version 2, June 1991

            51 Franklin Street, Boston, MA 02111-1307
            Copyright (C) <year>  <name of author>
            """)
        .member("texts-1.0rc1.dist-info/licenses/NOTICE", "Copyright Al\r\n\r\n\tAll rights.\r\n")
        .file();
  }

  private static SampleFile files() {
    return SampleWheel.of("files", "2!1.0+local.1")
        .member("files/.gitignore", "*\n")
        .member("files/.eslintrc.json", "{}\n")
        .member("files/old.txt~", "old\n")
        .member("files/.cache/x", "x\n")
        .member("files/py.typed", "")
        .member("files/latin1.txt", "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1))
        .member("files/static/jquery.min.js", "var jQuery = 1;\n")
        .member(
            "files/page.html",
            "<html><script type=\"x\" src=\"https://stats.example/x.js\"></script>\n"
                + "<img alt=\"x\" src=\"https://files.example/logo.png\">"
                + "<link rel=\"stylesheet\" href=\"//cdn.example/bootstrap.min.css\"></html>\n")
        .member("files/data.gz", gzip())
        .member("files/run.sh", "#!/usr/bin/bash\necho\n")
        .member("files/tool", "#!/usr/bin/env perl\nprint 1;\n")
        .executable("files/notes.txt", "no script\n")
        .executable("files/module.py", "#!/usr/bin/env python\n")
        .member("files/win.exe", "MZ")
        .member("files/utf16.cfg", "\ufeffa = 1\n".getBytes(StandardCharsets.UTF_16LE))
        .member("files/oui.txt", "00-00-00\n")
        .member("files/bin/module.py", "#!/usr/bin/env python\n")
        .member("files/completion.template", "#!/bin/bash completion for {name}\n_{name}(){{\n")
        .member("files/aix.sh", "#!/bin/sh\nif\n")
        .data("data/share/files/examples/one.py", "#!/usr/bin/env python\n")
        .data(
            "data/share/applications/files.desktop",
            """
            [Desktop Entry]
            Type=Application
            Name=files
            Icon=files
            Exec=commands
            MimeType=inode/directory;
            Categories=Utility;
            """)
        .member("tests/__init__.py", "")
        .member("core.py", "x = 1\n")
        .member("test_files.py", "x = 1\n")
        .member("files.dat", "x\n")
        .data("data/etc/files.conf", "a = 1\n")
        .data("data/share/files/empty", "")
        .file();
  }

  private static SampleFile commands() {
    return SampleWheel.of("commands", "1.0.post1")
        .summary("commands")
        .member(
            "commands/cli.py",
            "import argparse\n\ndef main():\n    p = argparse.ArgumentParser(description=\"\"\"\n"
                + "    .Odd 'text' \\\\fB with -- hyphens\"\"\")\n"
                + "    p.add_argument('-x', '--ex', help='"
                + "y".repeat(200)
                + " \u4e2d\u6587 \ud83d\ude80')\n")
        .command("commands", "commands.cli:main")
        .command("odd.py", "commands:main")
        .data("scripts/old-script", "#!/usr/bin/env python\r\nprint(1)\n")
        .data("scripts/shell", "#!/bin/sh\necho\n")
        .data("scripts/empty-line", "#!python\n")
        .data("scripts/completer", "complete -C x commands\n")
        .data("scripts/play.vdx", "#!/usr/bin/env -S commands -p\n")
        .member(
            "commands-1.0.post1.data/data/share/man/man1/play.vdx.1.gz",
            fast(".TH play.vdx 1\n.nh\nplay.vdx \\- plays\n.SH SYNOPSIS\nplay.vdx\n"))
        .data("data/share/doc/python3-commands/CHANGELOG.md", "# 1.0\n")
        .data("data/share/man/man1/shell.1", ".TH shell 1\n.SH NAME\nshell\n.SH DESCRIPTION\nx\n")
        .file();
  }

  // Least compressed, which lintian minds in man pages.
  private static byte[] fast(String text) {
    try (var bytes = new ByteArrayOutputStream()) {
      try (var gzip =
          new GZIPOutputStream(bytes) {
            {
              def.setLevel(1);
            }
          }) {
        gzip.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The header of gzip, with a time in the future.
  private static byte[] gzip() {
    return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0x7f, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  }
}
