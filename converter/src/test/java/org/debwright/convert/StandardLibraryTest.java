package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.debwright.python.PythonVersion;
import org.debwright.python.Wheel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardLibraryTest {
  private static final FakeArchive BOOKWORM =
      new FakeArchive()
          .withOwner("/usr/lib/python3.11/tkinter/__init__.py", "python3-tk")
          .withOwner("/usr/lib/python3.11/tkinter/font.py", "python3-tk")
          .withOwner("/usr/lib/python3.11/distutils/core.py", "python3-distutils")
          .withOwner("/usr/lib/python3.11/distutils/version.py", "libpython3.11-stdlib");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import tkinter\n",
        "import os, tkinter.font as f\n",
        "x = 1\nfrom tkinter import *\n",
        "from tkinter import font\n",
        "from demo.gui import (\n    One,\n    two,\n)\n",
        "from .gui import One\n",
        "from . import gui\n",
        "from demo import gui as g\n",
        "import demo.gui\r\n"
      })
  void findsWhatTheTopLevelModuleImports(String source) {
    assertThat(depends(wheel().with("demo/__init__.py", source))).isEqualTo("python3-tk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def main():\n    import tkinter\n",
        "try:\n    import tkinter\nexcept ImportError:\n    tkinter = None\n",
        "\"\"\"Text\nimport tkinter\n\"\"\"\n",
        "# import tkinter\n",
        "import tkinterlike\n",
        "from .tkinter import x\n",
        "from distutils.version import LooseVersion\n",
      })
  void passesOverWhatIsNotImportedOrIsThereAlways(String source) {
    assertThat(depends(wheel().with("demo/__init__.py", source))).isEmpty();
  }

  @Test
  void followsCommands() {
    WheelFile wheel =
        wheel()
            .with("demo/__init__.py", "")
            .with(
                "demo-1.0.dist-info/entry_points.txt", "[console_scripts]\ndemo = demo.gui:main\n");
    assertThat(depends(wheel)).isEqualTo("python3-tk");
  }

  @Test
  void readsAllOfAWheelWithAGuiScript() {
    WheelFile wheel =
        wheel()
            .with("demo/__init__.py", "def main():\n    from demo import gui\n")
            .with("demo-1.0.dist-info/entry_points.txt", "[gui_scripts]\ndemo = demo:main\n");
    assertThat(depends(wheel)).isEqualTo("python3-tk");
  }

  @Test
  void needsNoDistutilsWhereSetuptoolsBringsIt() {
    String source = "from distutils import core\n";
    assertThat(depends(wheel().with("demo/__init__.py", source))).isEqualTo("python3-distutils");
    assertThat(
            depends(
                wheel()
                    .with("demo/__init__.py", source)
                    .withMetadata("Requires-Dist: setuptools\n")))
        .isEmpty();
  }

  private static WheelFile wheel() {
    return WheelFile.of("demo-1.0", "py3-none-any")
        .with("demo/gui.py", "import sys\nimport tkinter.font\nimport demo\n");
  }

  private String depends(WheelFile file) {
    try (Wheel wheel = file.open(directory)) {
      return StandardLibrary.of(wheel, BOOKWORM, new PythonVersion(3, 11)).toString();
    }
  }
}
