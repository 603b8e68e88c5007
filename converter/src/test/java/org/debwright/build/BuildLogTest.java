package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildLogTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.c:1:10: fatal error: Python.h: No such file or directory | the header `Python.h` is"
            + " missing",
        "x.c:1:10: fatal error: libxml/parser.h: No such file or directory | the header"
            + " `libxml/parser.h` is missing where it is built",
        "error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory | the compiler"
            + " `x86_64-linux-gnu-gcc` is missing",
        "unable to execute 'gcc': No such file or directory | the compiler `gcc` is missing",
        "error: can't find Rust compiler | the compiler `rustc` is missing",
        "/usr/bin/ld: cannot find -lpq | the library `pq` is missing where it is built",
        "Package 'libffi', required by 'virtual:world', not found | pkg-config does not find `libffi`",
        "No package 'libffi' found | pkg-config does not find `libffi`",
        "Exception: Could not find lz4, please ensure liblz4.pc is in PKG_CONFIG_PATH."
            + " | pkg-config does not find `liblz4`",
        "../meson.build:9:7: ERROR: Dependency \"cairo\" not found, tried pkgconfig"
            + " | pkg-config does not find `cairo`",
        "/bin/sh: 1: swig: not found | the program `swig` is missing where it is built",
        "meson.build:3:0: ERROR: Program 'bison' not found or not executable"
            + " | the program `bison` is missing where it is built",
        "x.c:2:10: fatal error: 'zlib.h' file not found | the header `zlib.h` is missing where it"
            + " is built",
        "E: install arch-test for foreign architecture support | mmdebstrap makes no root of a"
            + " foreign architecture without `arch-test`",
        "Error: pg_config executable not found. | the program `pg_config` is missing where it is"
            + " built",
        "urlopen error [Errno -3] Temporary failure in name resolution | its build fetches something,"
            + " and builds have no network",
        "ERROR: No matching distribution found for hatchling>=99 | the index has nothing that fits"
            + " the build requirement `hatchling>=99`",
        "ModuleNotFoundError: No module named 'numpy' | its build needs the module `numpy`, which"
            + " it does not ask for",
        "ImportError: No module named numpy.core | its build needs the module `numpy.core`, which"
            + " it does not ask for",
        "SyntaxError: Missing parentheses in call to 'print'. Did you | it is written for Python 2",
        "Segmentation fault | the end of its log is",
      })
  void namesTheCause(String line, String why) throws IOException {
    assertThat(explain("building\n" + line + "\n").why()).isEqualTo(why + "\nbuilding\n" + line);
  }

  @Test
  void showsTheLastLinesThatSaySomething() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      log.append("  line ").append(i).append("\n\n");
    }
    log.append("  [end of output]\n\nnote: This error originates from a subprocess\n");

    String why = explain(log.toString()).why();

    assertThat(why).startsWith("the end of its log is\n  line 9\n").endsWith("  line 20");
  }

  @Test
  void showsNeitherCredentialsNorTerminalCodes() throws IOException {
    Diagnostic error =
        explain(
            "\u001b[31mLooking in indexes: https://user:secret@index.example/simple\u001b[0m\n");

    assertThat(error.why()).endsWith("\nLooking in indexes: https://index.example/simple");
  }

  @Test
  void namesThePackageThatHasWhatIsMissing() throws IOException {
    Path log =
        Files.writeString(
            directory.resolve("log"),
            "c/_cffi_backend.c:15:10: fatal error: ffi.h: No such file or directory\n");

    Diagnostic error =
        BuildLog.read(log)
            .explain(
                "build-failed",
                "it cannot be built",
                missing -> Optional.of("add " + missing.kind() + " " + missing.name()));

    assertThat(error.fix()).isEqualTo("add HEADER ffi.h; the whole log is `" + log + "`");
  }

  @Test
  void namesTheWholeLog() throws IOException {
    assertThat(explain("x").fix()).isEqualTo("the whole log is `" + directory + "/log`");
  }

  private Diagnostic explain(String text) throws IOException {
    Path log = Files.writeString(directory.resolve("log"), text);
    return BuildLog.read(log).explain("build-failed", "it cannot be built");
  }
}
