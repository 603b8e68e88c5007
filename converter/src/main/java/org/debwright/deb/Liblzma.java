package org.debwright.deb;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The machine's own {@code liblzma.so.5}, bound through JNA. dpkg needs it, so Debian has it. */
final class Liblzma {
  private static final String SONAME = "liblzma.so.5";
  private static @Nullable Liblzma loaded;

  private final Function easyEncoder;
  private final Function code;
  private final Function end;

  private Liblzma(NativeLibrary library) {
    easyEncoder = library.getFunction("lzma_easy_encoder");
    code = library.getFunction("lzma_code");
    end = library.getFunction("lzma_end");
  }

  /**
   * The library, loaded once for the process.
   *
   * @throws DebwrightException if it cannot be
   */
  static synchronized Liblzma load() {
    Liblzma library = loaded;
    if (library == null) {
      library = bind();
      loaded = library;
    }
    return library;
  }

  // JNA would unpack its own part below user.home, which Java takes from the password file.
  private static Liblzma bind() {
    if (System.getProperty("jna.tmpdir") == null) {
      System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir", "/tmp"));
    }
    try {
      return new Liblzma(NativeLibrary.getInstance(SONAME));
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new DebwrightException(missing(String.valueOf(e.getMessage())), e);
    }
  }

  private static Diagnostic missing(String reason) {
    return Diagnostic.error("liblzma-missing", "`" + SONAME + "` cannot be loaded")
        .because(reason.lines().findFirst().orElse("the loader gives no reason"))
        .mend(
            "install Debian's `liblzma5`, let `TMPDIR` be a directory where programs may run, or"
                + " choose the compression `xz-java`, `zstd` or `gzip`");
  }

  int easyEncoder(Pointer stream, int preset, int check) {
    return easyEncoder.invokeInt(new Object[] {stream, preset, check});
  }

  int code(Pointer stream, int action) {
    return code.invokeInt(new Object[] {stream, action});
  }

  void end(Pointer stream) {
    end.invokeVoid(new Object[] {stream});
  }
}
