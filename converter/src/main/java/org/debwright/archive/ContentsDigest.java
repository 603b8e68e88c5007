package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.debian.Architecture;

/**
 * What is kept of a Contents file: a {@link PathTable} of all paths and a {@link Table} with {@code
 * d MAJOR PROJECT} (distributions), {@code m MAJOR PACKAGE} (top-level modules) and {@code s
 * SONAME} (packages that ship a shared library of that name in the linker's path).
 *
 * <p>A line is a path, blanks, and a comma-separated list of {@code [[component/]section/]package};
 * paths may hold blanks themselves.
 */
final class ContentsDigest {
  private static final byte[] PYTHON = bytes("usr/lib/python");

  private final byte[][] libraryDirectories;
  private final NameTable names = new NameTable();
  private final PathTable.Builder paths = new PathTable.Builder();
  private final SortedMap<String, Set<String>> sonames = new TreeMap<>();
  private final PythonPaths python = new PythonPaths();
  private int[] owners = new int[16];
  private int ownerCount;
  // Neighbouring lines are mostly of one package, so its owners need not be looked up again.
  private byte[] lastLocation = {};

  private ContentsDigest(byte[]... libraryDirectories) {
    this.libraryDirectories = libraryDirectories;
  }

  /** Reads a Contents file; only libraries where the architecture's linker looks are kept. */
  static ContentsDigest read(InputStream stream, Architecture architecture) throws IOException {
    String triplet = architecture.multiarch();
    List<byte[]> directories = new ArrayList<>();
    for (String root : List.of("", "usr/")) {
      directories.add(bytes(root + "lib/" + triplet));
      directories.add(bytes(root + "lib"));
      directories.add(bytes(root + "lib64"));
    }
    ContentsDigest digest = new ContentsDigest(directories.toArray(byte[][]::new));
    ByteLines lines = new ByteLines(stream);
    while (lines.advance()) {
      digest.take(lines.bytes(), lines.start(), lines.end());
    }
    return digest;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void take(byte[] line, int start, int lineEnd) {
    int end = trimEnd(line, start, lineEnd);
    int location = end;
    while (location > start && !isBlank(line[location - 1])) {
      location--;
    }
    int pathEnd = trimEnd(line, start, location);
    int pathStart = startsWithDotSlash(line, start, pathEnd) ? start + 2 : start;
    if (pathEnd <= pathStart) {
      return;
    }
    readOwners(line, location, end);
    long hash = PathHash.of(line, pathStart, pathEnd);
    for (int i = 0; i < ownerCount; i++) {
      paths.add(hash, owners[i]);
    }
    inspect(line, pathStart, pathEnd);
  }

  private void readOwners(byte[] line, int from, int to) {
    if (to - from == lastLocation.length && startsWith(line, from, to, lastLocation)) {
      return;
    }
    lastLocation = Arrays.copyOfRange(line, from, to);
    ownerCount = 0;
    int begin = from;
    for (int i = from; i <= to; i++) {
      if (i == to || line[i] == ',') {
        addOwner(names.number(line, begin, i));
        begin = i + 1;
      } else if (line[i] == '/') {
        begin = i + 1;
      }
    }
  }

  private void addOwner(int number) {
    if (ownerCount == owners.length) {
      owners = Arrays.copyOf(owners, ownerCount * 2);
    }
    owners[ownerCount++] = number;
  }

  /** Looks whether a path says something of Python or of the linker. */
  private void inspect(byte[] line, int from, int to) {
    if (startsWith(line, from, to, PYTHON)) {
      python.take(line, from, to, this);
      return;
    }
    int slash = to - 1;
    while (slash >= from && line[slash] != '/') {
      slash--;
    }
    if (slash >= from && isLibraryDirectory(line, from, slash)) {
      String fileName = new String(line, slash + 1, to - slash - 1, StandardCharsets.UTF_8);
      if (isSoname(fileName)) {
        sonames.computeIfAbsent("s " + fileName, k -> new TreeSet<>()).addAll(ownerNames());
      }
    }
  }

  private static boolean isSoname(String fileName) {
    return fileName.indexOf('\0') < 0 && (fileName.endsWith(".so") || fileName.contains(".so."));
  }

  private boolean isLibraryDirectory(byte[] line, int from, int to) {
    for (byte[] directory : libraryDirectories) {
      if (to - from == directory.length && startsWith(line, from, to, directory)) {
        return true;
      }
    }
    return false;
  }

  List<String> ownerNames() {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < ownerCount; i++) {
      result.add(names.names().get(owners[i]));
    }
    return result;
  }

  private static boolean startsWith(byte[] line, int from, int to, byte[] prefix) {
    // Plainer than Arrays.equals, and faster for the many that differ early.
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (line[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWithDotSlash(byte[] line, int from, int to) {
    return to - from > 2 && line[from] == '.' && line[from + 1] == '/';
  }

  private static int trimEnd(byte[] line, int from, int to) {
    int end = to;
    while (end > from && isBlank(line[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** Entries of the table. */
  SortedMap<String, String> entries() {
    SortedMap<String, String> entries = new TreeMap<>();
    sonames.forEach((key, packages) -> entries.put(key, String.join(" ", packages)));
    python.addTo(entries);
    return entries;
  }

  PathTable.Builder paths() {
    return paths;
  }

  List<String> names() {
    return names.names();
  }
}
