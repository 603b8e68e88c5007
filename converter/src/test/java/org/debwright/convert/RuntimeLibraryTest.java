package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.debian.DebianVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** dpkg-shlibdeps reads deb-symbols(5) of the installed library: the oracle for its own release. */
class RuntimeLibraryTest {
  private static final String LIBRARY = "libstdc++.so.6";

  @Test
  void asksForTheReleaseThatDebianSaysHasTheSymbols() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("/var/lib/dpkg/info"))) {
      files = all.filter(f -> f.getFileName().toString().matches("libstdc.*[.]symbols")).toList();
    }
    assumeThat(files).as("libstdc++6 is installed").isNotEmpty();
    List<MatchResult> symbols =
        Pattern.compile("(?m)^ ((?:GLIBCXX_3\\.4|CXXABI_1\\.3)[0-9.]*)@\\1 (\\S+)")
            .matcher(Files.readString(files.get(0)))
            .results()
            .toList();

    assertThat(symbols).hasSizeGreaterThan(30);
    assertThat(symbols)
        .allSatisfy(
            s ->
                assertThat(RuntimeLibrary.release(LIBRARY, List.of(s.group(1))))
                    .as(s.group())
                    .hasValue(DebianVersion.parse(s.group(2))));
  }

  @ParameterizedTest
  @CsvSource({
    "GLIBCXX_3.4.29, 11",
    "GLIBCXX_3.4.33, 14",
    "CXXABI_1.3.14, 13",
    "CXXABI_1.3.13, 11",
    "CXXABI_1.3.15, 14",
  })
  void knowsTheReleaseThatBroughtASymbol(String symbol, String release) {
    assertThat(RuntimeLibrary.release(LIBRARY, List.of("GLIBCXX_3.4", symbol)))
        .hasValue(DebianVersion.parse(release));
  }
}
