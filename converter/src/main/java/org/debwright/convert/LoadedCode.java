package org.debwright.convert;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which machine code of a package is surely run when it is used: extension modules, programs, and
 * the libraries that they are linked with. The rest are plugins, such as Qt's, which something
 * opens if it wants them and does without if it cannot.
 */
final class LoadedCode {
  // `lib` begins libraries and plugins; a module of such a name is called with an ABI's tag.
  private static final Pattern LIBRARY = Pattern.compile("lib[^/]*\\.so(\\.[^/]*)?");
  private static final Pattern TAGGED = Pattern.compile("[^/.]+\\.(cpython-|abi3|pypy)[^/]*\\.so");

  private LoadedCode() {}

  /** Of all that a package has. */
  static Set<PlacedFile> of(Map<PlacedFile, ElfImage> images) {
    Map<String, PlacedFile> byName = new HashMap<>();
    Deque<PlacedFile> waiting = new ArrayDeque<>();
    images.forEach(
        (file, image) -> {
          byName.put(file.path().fileName(), file);
          image.soname().ifPresent(name -> byName.put(name, file));
          if (!mayBePlugin(file.path().fileName())) {
            waiting.add(file);
          }
        });
    Set<PlacedFile> loaded = new HashSet<>();
    while (!waiting.isEmpty()) {
      PlacedFile next = waiting.remove();
      ElfImage image = images.get(next);
      if (image != null && loaded.add(next)) {
        for (String needed : image.needed()) {
          PlacedFile own = byName.get(NativeCode.baseName(needed));
          if (own != null) {
            waiting.add(own);
          }
        }
      }
    }
    return loaded;
  }

  private static boolean mayBePlugin(String name) {
    return LIBRARY.matcher(name).matches() && !TAGGED.matcher(name).matches();
  }
}
