package org.debwright.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;
import org.debwright.python.WheelFilename;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PEP 425, 600, 656 and 703: which part of a tag it is that the target has not. */
class WheelMisfitTest {
  private static final PythonTarget TRIXIE_ARMHF =
      PythonTarget.of(new PythonVersion(3, 13), "3.13.5", "armv7l", 41);

  @ParameterizedTest
  @CsvSource({
    "cp313-cp313t-manylinux_2_17_armv7l, free-threaded Python",
    "cp315-abi3t-manylinux_2_17_armv7l, free-threaded Python",
    "cp313-cp313-musllinux_1_2_armv7l, 'musl, where Debian has glibc'",
    "cp313-cp313-manylinux_2_42_armv7l, a newer glibc",
    "cp313-cp313-manylinux_2_17_aarch64, another processor",
    "cp313-cp313-linux_armv6l, another processor",
    "cp314-abi3-manylinux_2_17_armv7l, a newer Python",
    "cp312-cp312-manylinux_2_17_armv7l, another Python",
    "pp311-pypy311_pp73-manylinux_2_17_armv7l, PyPy",
    "graalpy311-graalpy242_311_native-manylinux_2_17_armv7l, GraalPy",
    "cp313-cp313-macosx_11_0_arm64.win32, macOS or Windows",
    "cp313-cp313-emscripten_3_1_58_wasm32, another system",
  })
  void tellsWhatHinders(String tags, String cause) {
    WheelFilename wheel = WheelFilename.parse("sample-1-" + tags + ".whl");

    assertThat(WheelMisfit.of(wheel.tags(), TRIXIE_ARMHF)).hasValue("its wheels are for " + cause);
  }
}
