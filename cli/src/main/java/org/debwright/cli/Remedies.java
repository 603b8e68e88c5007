package org.debwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.debwright.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a diagnostic, in terms of this command line's options; the core cannot know
 * them. The table is {@code remedies.properties} beside this class.
 */
final class Remedies {
  private Remedies() {}

  /** The core's own remedy, else ours for the code, else for its family, else nothing. */
  static String of(Diagnostic diagnostic) {
    return diagnostic.fix().isEmpty() ? Table.get(diagnostic.code()) : diagnostic.fix();
  }

  /** Read when the first problem is told, which most runs never do. */
  private static final class Table {
    private static final Properties BY_CODE = read();

    static String get(String code) {
      String family = code.replaceFirst("-.*", "-*");
      return BY_CODE.getProperty(code, BY_CODE.getProperty(family, ""));
    }

    private static Properties read() {
      Properties table = new Properties();
      try (@Nullable InputStream in = Remedies.class.getResourceAsStream("remedies.properties")) {
        if (in == null) {
          throw new IllegalStateException("remedies.properties is not in the jar");
        }
        table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        return table;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
