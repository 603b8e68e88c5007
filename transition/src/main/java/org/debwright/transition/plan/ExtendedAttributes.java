package org.debwright.transition.plan;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.transition.survey.RawName;

/**
 * Extended attributes of all namespaces, capabilities and access control lists among them, of links
 * themselves too: xattr(7), which Java knows of {@code user.} only. Bound through JNA.
 */
final class ExtendedAttributes {
  // Linux, xattr(7), "Filesystem differences": no list and no value is larger.
  private static final int MOST_BYTES = 1 << 16;

  private final Function list;
  private final Function get;

  private ExtendedAttributes(NativeLibrary library) {
    this.list = library.getFunction("llistxattr", Function.THROW_LAST_ERROR);
    this.get = library.getFunction("lgetxattr", Function.THROW_LAST_ERROR);
  }

  static ExtendedAttributes bind() {
    // JNA would unpack its own part below user.home, which Java takes from the password file.
    if (System.getProperty("jna.tmpdir") == null) {
      System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir", "/tmp"));
    }
    return new ExtendedAttributes(NativeLibrary.getInstance("c"));
  }

  /** Names and values, sorted; none where the file system has no such thing. */
  SortedMap<String, byte[]> of(Path file) throws IOException {
    byte[] path = terminated(RawName.bytes(file));
    byte[] names = new byte[MOST_BYTES];
    SortedMap<String, byte[]> found = new TreeMap<>();
    int length;
    try {
      length = list.invokeInt(new Object[] {path, names, (long) names.length});
    } catch (LastErrorException unsupported) {
      return Collections.emptySortedMap();
    }
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (names[i] == 0) {
        byte[] name = Arrays.copyOfRange(names, start, i + 1);
        found.put(RawName.decode(Arrays.copyOf(name, name.length - 1)), value(file, path, name));
        start = i + 1;
      }
    }
    return found;
  }

  private byte[] value(Path file, byte[] path, byte[] name) throws IOException {
    byte[] value = new byte[MOST_BYTES];
    try {
      int length = get.invokeInt(new Object[] {path, name, value, (long) value.length});
      return Arrays.copyOf(value, length);
    } catch (LastErrorException failure) {
      throw new IOException("`" + file + "`: extended attributes cannot be read", failure);
    }
  }

  private static byte[] terminated(byte[] text) {
    return Arrays.copyOf(text, text.length + 1);
  }
}
