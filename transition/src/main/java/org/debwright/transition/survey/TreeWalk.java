package org.debwright.transition.survey;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Visits a tree with several threads. Follows no link, enters no directory twice (bind mounts can
 * make loops), keeps no more in memory than the directories that are still to be entered.
 */
final class TreeWalk {
  /** Takes what is found; called by several threads at once. */
  interface Visitor {
    /** Whether a directory is entered. */
    boolean enters(String path);

    /** A file of any kind but a directory. */
    void file(Path file, String path, BasicFileAttributes attributes);

    /** What cannot be read. */
    void unreadable(String path);
  }

  private record Directory(Path file, String path) {}

  private final Visitor visitor;
  private final Deque<Directory> waiting = new ArrayDeque<>();
  private final Set<Object> entered = new HashSet<>();
  private int busy;
  private Optional<RuntimeException> bug = Optional.empty();

  private TreeWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Visits all below the root, its own directory included. */
  static void visit(Root root, int threads, Visitor visitor) {
    TreeWalk walk = new TreeWalk(visitor);
    walk.waiting.push(new Directory(root.directory(), ""));
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      Thread thread = new Thread(walk::work, "survey");
      thread.setDaemon(true);
      thread.start();
      others.add(thread);
    }
    walk.work();
    for (Thread each : others) {
      try {
        each.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (walk.bug.isPresent()) {
      throw walk.bug.get();
    }
  }

  private void work() {
    try {
      for (Optional<Directory> next = take(); next.isPresent(); next = take()) {
        try {
          list(next.get());
        } finally {
          done();
        }
      }
    } catch (RuntimeException failure) {
      failed(failure);
    }
  }

  private synchronized Optional<Directory> take() {
    while (waiting.isEmpty() && busy > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    busy++;
    return Optional.of(waiting.pop());
  }

  private synchronized void done() {
    busy--;
    notifyAll();
  }

  private synchronized void failed(RuntimeException failure) {
    bug = Optional.of(failure);
    waiting.clear();
    notifyAll();
  }

  private synchronized void add(Directory directory, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    if (key == null || entered.add(key)) {
      waiting.push(directory);
      notifyAll();
    }
  }

  private void list(Directory directory) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory.file())) {
      for (Path child : children) {
        String path = directory.path() + "/" + RawName.of(child);
        Optional<BasicFileAttributes> attributes = Root.attributes(child);
        if (attributes.isEmpty()) {
          visitor.unreadable(path);
        } else if (!attributes.get().isDirectory()) {
          visitor.file(child, path, attributes.get());
        } else if (visitor.enters(path)) {
          add(new Directory(child, path), attributes.get());
        }
      }
    } catch (IOException | DirectoryIteratorException failure) {
      visitor.unreadable(directory.path());
    }
  }
}
