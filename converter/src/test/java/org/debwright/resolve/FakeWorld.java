package org.debwright.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.Distribution;
import org.debwright.python.CoreMetadata;
import org.debwright.python.ProjectName;

/** An index in memory, which counts what it is asked. */
final class FakeWorld implements World {
  private final Map<ProjectName, List<Distribution>> pages = new LinkedHashMap<>();
  private final Map<String, CoreMetadata> metadata = new LinkedHashMap<>();
  private final Map<String, Set<String>> modules = new LinkedHashMap<>();
  private final Map<String, String> broken = new LinkedHashMap<>();
  final AtomicInteger pagesRead = new AtomicInteger();
  final ConcurrentLinkedQueue<String> metadataRead = new ConcurrentLinkedQueue<>();
  private long seed;
  private int delayMillis;

  void add(Distribution file, CoreMetadata content) {
    pages.computeIfAbsent(file.filename().project(), name -> new ArrayList<>()).add(file);
    metadata.put(file.url(), content);
  }

  void addModules(Distribution file, Set<String> names) {
    modules.put(file.url(), Set.copyOf(names));
  }

  void addBroken(Distribution file, String why) {
    pages.computeIfAbsent(file.filename().project(), name -> new ArrayList<>()).add(file);
    broken.put(file.url(), why);
  }

  List<Distribution> everyFile() {
    return pages.values().stream().flatMap(List::stream).toList();
  }

  /** Answers in another order and after random delays. */
  FakeWorld shuffled(long newSeed, int newDelayMillis) {
    FakeWorld other = new FakeWorld();
    other.pages.putAll(pages);
    other.metadata.putAll(metadata);
    other.modules.putAll(modules);
    other.broken.putAll(broken);
    other.seed = newSeed;
    other.delayMillis = newDelayMillis;
    return other;
  }

  @Override
  public List<Distribution> files(ProjectName project) {
    pagesRead.incrementAndGet();
    pause(project.hashCode());
    List<Distribution> files = new ArrayList<>(pages.getOrDefault(project, List.of()));
    if (seed != 0) {
      Collections.shuffle(files, new Random(seed));
    }
    return files;
  }

  @Override
  public CoreMetadata metadata(Distribution distribution) {
    metadataRead.add(distribution.filename().filename());
    pause(distribution.url().hashCode());
    if (broken.containsKey(distribution.url())) {
      throw Diagnostic.error("metadata-broken", broken.get(distribution.url())).toException();
    }
    return metadata.get(distribution.url());
  }

  @Override
  public Set<String> modules(Distribution wheel) {
    return modules.getOrDefault(wheel.url(), Set.of());
  }

  private void pause(int salt) {
    if (delayMillis > 0) {
      try {
        Thread.sleep(new Random(seed ^ salt).nextInt(delayMillis));
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
