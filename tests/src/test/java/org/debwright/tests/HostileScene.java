package org.debwright.tests;

import static org.debwright.tests.HostileText.bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.tests.HostileCase.Block;

/** What one case is given, on disk and on the network, and how it looks afterwards. */
final class HostileScene implements AutoCloseable {
  /** That of least memory: what is measured is what reading costs. */
  static final List<String> COMPRESSION = List.of("--compression", "gzip");

  private final Path root;
  private final Workbench bench;
  private final Path published;
  private final Map<String, byte[]> files = new TreeMap<>();
  private Path archive;
  private HostileIndex index;

  HostileScene(Path root, Workbench bench, Path published, HostileCase hostile) {
    this.root = root;
    this.bench = bench;
    this.published = published;
    this.archive = bench.suite().root();
    try {
      Files.createDirectories(root.resolve("in"));
      Files.createDirectories(root.resolve("outside"));
      Files.createDirectories(root.resolve("out"));
      for (Block block : hostile.blocks()) {
        set(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void set(Block block) throws IOException {
    switch (block.kind()) {
      case "wheel" -> write(block.name(), HostileWheel.of(block));
      case "sdist" -> write(block.name(), HostileSdist.of(block));
      case "text" -> {
        StringBuilder text = new StringBuilder();
        block.lines().forEach(line -> text.append(line.get(0)).append('\n'));
        write(block.name(), bytes(text.toString()));
      }
      case "index" -> {
        index = index == null ? new HostileIndex() : index;
        block.lines().forEach(line -> index.apply(placed(line), files));
      }
      case "repository" -> {
        HostileTree tree = new HostileTree(root.resolve("out"), root.resolve("outside"));
        if (block.name().equals("published")) {
          tree.copyOf(published);
        }
        block.lines().forEach(tree::apply);
      }
      case "suite" -> {
        archive = root.resolve("archive");
        HostileTree tree = new HostileTree(archive, root.resolve("outside"));
        tree.copyOf(bench.suite().root());
        block.lines().forEach(tree::apply);
      }
      default -> throw new IllegalArgumentException(block.kind());
    }
  }

  private List<String> placed(List<String> line) {
    return line.stream().map(w -> w.replace("@in", root.resolve("in").toString())).toList();
  }

  private void write(String name, byte[] content) throws IOException {
    files.put(name, content);
    Files.write(root.resolve("in").resolve(name), content);
  }

  /** The words of the run, with what they need beside. */
  List<String> arguments(HostileCase hostile) {
    List<String> words = new ArrayList<>(List.of("--json"));
    for (String word : hostile.run()) {
      words.add(files.containsKey(word) ? root.resolve("in").resolve(word).toString() : word);
    }
    words.replaceAll(word -> word.replace("@in", root.resolve("in").toString()));
    if (hostile.run().contains("build")) {
      words.addAll(List.of("--sign-key", bench.secretKey().toString()));
    }
    if (!isLock(hostile)) {
      words.addAll(COMPRESSION);
    }
    words.addAll(List.of("-o", root.resolve("out") + (isLock(hostile) ? "/pylock.toml" : "")));
    words.addAll(index == null ? List.of("--no-index") : List.of("--index-url", index.url()));
    words.addAll(
        List.of(
            "--archive",
            archive.toString(),
            "--archive-keyring",
            bench.suite().keyring().toString()));
    return words;
  }

  private static boolean isLock(HostileCase hostile) {
    return hostile.run().contains("lock");
  }

  Path out() {
    return root.resolve("out");
  }

  List<String> requests() {
    return index == null ? List.of() : index.requests();
  }

  List<String> betrayed() {
    return index == null ? List.of() : index.betrayed();
  }

  /** The cache of this case alone: what one index said must not help the next. */
  Path cache() {
    return root.resolveSibling("case-cache");
  }

  /** What pip said in an earlier run: it says the same in each, and takes long. */
  void remember(String earlierCache) {
    Path answers = Path.of(earlierCache, "debwright", "pip");
    if (Files.isDirectory(answers)) {
      new HostileTree(cache().resolve("debwright/pip"), cache()).copyOf(answers);
    }
  }

  /** All of it on disk but the cache. */
  SortedMap<String, String> snapshot() {
    return HostileTree.snapshot(root);
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
    HostileTree.delete(root);
    HostileTree.delete(cache());
  }
}
