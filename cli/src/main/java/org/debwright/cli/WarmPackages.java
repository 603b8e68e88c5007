package org.debwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.debwright.deb.Compression;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.deb.DebWriter;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.TargetPath;

/** Loads all classes of the program, and those of libraries that write and read packages. */
final class WarmPackages {
  private WarmPackages() {}

  /** Leaves a few packages in the directory. */
  static void run(Path directory) throws IOException {
    for (String compression : List.of("xz", "gzip", "zstd", "none")) {
      DebFile deb =
          new DebWriter(Compression.parse(compression))
              .write(sample(), directory.resolve(compression + ".deb"));
      DebReader.read(deb.path());
    }
    for (Path jar : ownJars()) {
      loadClasses(jar);
    }
  }

  private static BinaryPackage sample() {
    byte[] bytes = "sample\n".getBytes(UTF_8);
    Stanza control =
        Stanza.empty()
            .with("Package", "sample")
            .with("Version", "1")
            .with("Architecture", "all")
            .with("Maintainer", "Sample <sample@example.org>")
            .with("Description", "sample");
    return new BinaryPackage(
        new PackageName("sample"),
        DebianVersion.parse("1"),
        Architecture.ALL,
        control,
        List.of(
            new Entry.RegularFile(
                new TargetPath("/usr/share/sample"),
                0644,
                bytes.length,
                () -> new ByteArrayInputStream(bytes))),
        new TreeSet<>(),
        List.of(),
        0);
  }

  private static List<Path> ownJars() throws IOException {
    try {
      Path jar =
          Path.of(WarmPackages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(jar)) {
        return List.of();
      }
      try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
        return Stream.concat(Stream.of(jar), libraries)
            .filter(f -> String.valueOf(f.getFileName()).startsWith("debwright"))
            .toList();
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void loadClasses(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith("org/debwright/") && name.endsWith(".class")) {
          load(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
        }
      }
    }
  }

  private static void load(String name) throws IOException {
    try {
      Class.forName(name, false, WarmPackages.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IOException(e);
    }
  }
}
