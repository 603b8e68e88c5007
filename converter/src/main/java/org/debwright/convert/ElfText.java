package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.debian.PackageName;

/**
 * What the messages in a program or library tell of it.
 *
 * @param embeds whether it holds a copy of a library that lintian knows
 * @param numpy of which numpy's C interface it checks before it is used
 */
record ElfText(boolean embeds, Optional<NumpyAbi> numpy) {
  // numpy's headers put both into each module that uses its arrays; the second since 2.0, whose
  // headers also serve 1.x at run time.
  private static final String CHECK = "module compiled against ABI version ";
  private static final String SECOND = "numpy._core._multiarray_umath";
  private static final List<String> LIBRARIES = libraries();
  private static final TextSearch SEARCH = search();

  /** A binary interface of numpy. */
  enum NumpyAbi {
    /** Of 1.x. */
    FIRST("numpy-abi9"),
    /** Of 2.x. */
    SECOND("numpy2-abi0");

    private final String name;

    NumpyAbi(String name) {
      this.name = name;
    }

    /** Debian's name of it, provided by the numpy that has it. */
    PackageName packageName(int pythonMajor) {
      return new PackageName((pythonMajor == 2 ? "python-" : "python3-") + name);
    }
  }

  static ElfText of(ByteBuffer file) {
    Set<String> found = SEARCH.in(file);
    return new ElfText(
        LIBRARIES.stream().anyMatch(found::contains),
        found.contains(CHECK)
            ? Optional.of(found.contains(SECOND) ? NumpyAbi.SECOND : NumpyAbi.FIRST)
            : Optional.empty());
  }

  private static TextSearch search() {
    List<String> texts = new ArrayList<>(LIBRARIES);
    texts.add(CHECK);
    texts.add(SECOND);
    return new TextSearch(texts);
  }

  private static List<String> libraries() {
    try (InputStream in = ElfText.class.getResourceAsStream("embedded-libraries.txt")) {
      if (in == null) {
        throw new IllegalStateException("no resource embedded-libraries.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
