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
  void asksForNoNewerReleaseThanTheOneThatHasTheSymbols() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("/var/lib/dpkg/info"))) {
      files = all.filter(f -> f.getFileName().toString().matches("libstdc.*[.]symbols")).toList();
    }
    assumeThat(files).as("libstdc++6 is installed").isNotEmpty();
    Process process =
        new ProcessBuilder("dpkg-query", "-W", "-f", "${Version}\n", "libstdc++6").start();
    String installed =
        new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElseThrow();
    List<String> symbols =
        Pattern.compile("(?m)^ (GLIBCXX_3\\.4[0-9.]*|CXXABI_1\\.3[0-9.]*)@")
            .matcher(Files.readString(files.get(0)))
            .results()
            .map(MatchResult::group)
            .map(s -> s.substring(1, s.length() - 1))
            .toList();

    assertThat(symbols).hasSizeGreaterThan(30);
    assertThat(symbols)
        .allMatch(
            s ->
                RuntimeLibrary.release(LIBRARY, List.of(s))
                        .orElseThrow()
                        .compareTo(DebianVersion.parse(installed))
                    <= 0);
  }

  @ParameterizedTest
  @CsvSource({
    "GLIBCXX_3.4.29, 11",
    "GLIBCXX_3.4.33, 14",
    "CXXABI_1.3.8, 4.9",
    "CXXABI_1.3.13, 11",
    "CXXABI_1.3.15, 14",
  })
  void knowsTheReleaseThatBroughtASymbol(String symbol, String release) {
    assertThat(RuntimeLibrary.release(LIBRARY, List.of("GLIBCXX_3.4", symbol)))
        .hasValue(DebianVersion.parse(release));
  }
}
