package org.debwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.debwright.deb.Compression.Method;
import org.debwright.debian.DebianVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The deb(5) of dpkg: "zst (supported since dpkg 1.21.18)". */
class ReadableCompressionTest {
  @ParameterizedTest
  @CsvSource({
    "1.20.13, false",
    "1.21.17, false",
    "1.21.18, true",
    "1.21.22, true",
    "1.22.22, true",
    "1.19.7ubuntu3.2, true"
  })
  void knowsWhichDpkgReadsZstd(String dpkg, boolean reads) {
    assertThat(ReadableCompression.reads(DebianVersion.parse(dpkg), Method.ZSTD)).isEqualTo(reads);
  }

  @ParameterizedTest
  @EnumSource(value = Method.class, names = "ZSTD", mode = EnumSource.Mode.EXCLUDE)
  void leavesOthersAlone(Method method) {
    assertThat(ReadableCompression.reads(DebianVersion.parse("1.17.0"), method)).isTrue();
  }
}
