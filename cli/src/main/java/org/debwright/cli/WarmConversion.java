package org.debwright.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.debwright.archive.Archive;
import org.debwright.convert.ConversionSettings;
import org.debwright.convert.Converter;
import org.debwright.convert.Maintainer;
import org.debwright.convert.Naming;
import org.debwright.convert.Outcome;
import org.debwright.deb.Compression;
import org.debwright.deb.DebWriter;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.python.Wheel;
import org.debwright.target.Target;

/** Converts a wheel of every kind of file, so that the classes of a usual conversion are loaded. */
final class WarmConversion {
  private static final String METADATA =
      """
      Metadata-Version: 2.1
      Name: warm
      Version: 1.0
      Summary: Something that is warmed
      License: MIT
      Classifier: License :: OSI Approved :: MIT License
      Requires-Python: >=3.8
      Requires-Dist: beta>=1.0,<3 ; python_version >= "3.6"
      Requires-Dist: gamma~=1.1 ; extra == "fast"
      Project-URL: Homepage, https://example.org/
      Description-Content-Type: text/markdown

      # warm

      A package of no use at all, described here in some words, so that there is a sentence.
      """;
  private static final String COMMAND =
      """
      '''The command.'''
      import argparse
      from os import path

      def main():
          parser = argparse.ArgumentParser(description="Does nothing.")
          parser.add_argument("--size", "-s", type=int, default=1, help="how much")
          parser.parse_args()
      """;
  private static final String PAGE =
      """
      <!DOCTYPE html><!-- a page --><html><body><img src="https://example.org/a.png">
      <script>var piwik = 1; // </script></body></html>
      """;

  private WarmConversion() {}

  /** Leaves a wheel and its package in an empty directory. */
  static void run(Path directory) throws IOException {
    Path file = directory.resolve("warm-1.0-py3-none-any.whl");
    write(file, members());
    Architecture architecture = new Architecture("amd64");
    Target target = Target.ofKnown(Suite.parse("bookworm"), architecture, Optional.empty());
    Archive archive = new WarmArchive(target);
    Naming naming = new Naming(archive, target, 1, Map.of());
    ConversionSettings settings =
        new ConversionSettings(Maintainer.parse("Warm <warm@example.org>"), 1);
    try (Wheel wheel = Wheel.open(file)) {
      Outcome outcome =
          new Converter(target, archive, settings, naming)
              .convert(wheel, naming.identify(wheel), project -> Optional.empty(), 1L << 30);
      if (outcome instanceof Outcome.Converted converted) {
        new DebWriter(Compression.DEFAULT).write(converted.binary(), directory.resolve("warm.deb"));
      }
    }
  }

  private static Map<String, byte[]> members() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("warm/__init__.py", "from . import command\nimport json\n".getBytes(UTF_8));
    members.put("warm/command.py", COMMAND.getBytes(UTF_8));
    members.put("warm/page.html", PAGE.getBytes(UTF_8));
    members.put("warm/text.po", "msgid \"a\"\nmsgstr \"ä\"\n".getBytes(UTF_8));
    members.put("warm/old.txt", "ä\n".getBytes(ISO_8859_1));
    members.put("warm/data.json", "{}\n".getBytes(UTF_8));
    // Any program will do; this one is there.
    members.put(
        "warm/native.so", Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin/java")));
    members.put("warm-1.0.data/scripts/warmer", "#!python\nprint()\n".getBytes(UTF_8));
    members.put("warm-1.0.data/data/etc/warm.conf", "a=b\n".getBytes(UTF_8));
    members.put("warm-1.0.dist-info/LICENSE", "Copyright 2024 A. Warm\n".getBytes(UTF_8));
    members.put(
        "warm-1.0.dist-info/entry_points.txt",
        "[console_scripts]\nwarm = warm.command:main\n".getBytes(UTF_8));
    members.put("warm-1.0.dist-info/METADATA", METADATA.getBytes(UTF_8));
    members.put(
        "warm-1.0.dist-info/WHEEL",
        "Wheel-Version: 1.0\nGenerator: warm\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            .getBytes(UTF_8));
    return members;
  }

  private static void write(Path file, Map<String, byte[]> members) throws IOException {
    StringBuilder record = new StringBuilder();
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        add(zip, member.getKey(), member.getValue());
        record.append(member.getKey() + ",sha256=" + digest(member.getValue()) + ",\n");
      }
      String name = "warm-1.0.dist-info/RECORD";
      add(zip, name, (record + name + ",,\n").getBytes(UTF_8));
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static String digest(byte[] content) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform requires SHA-256", e);
    }
  }
}
