package org.debwright.transition.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * What lies below the paths that a transition changes: type, permissions, owner, time of
 * modification, extended attributes, content. What is not in it: times of access and of change, and
 * the time of the directories that hold those paths.
 *
 * @param watched the paths themselves, absolute in the root, sorted; they need not be there
 * @param entries by path: what is there, in the words that {@link ManifestReader} writes
 */
public record Manifest(List<String> watched, SortedMap<String, String> entries) {
  private static final String FIRST = "debwright-transition-manifest 1";

  /** Copies. */
  public Manifest {
    watched = watched.stream().sorted().toList();
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /** The file: its first line, {@code watch PATH}, then {@code PATH WORD…} a line. */
  public String text() {
    StringBuilder text = new StringBuilder(FIRST).append('\n');
    watched.forEach(path -> text.append("watch ").append(PlanWord.encode(path)).append('\n'));
    entries.forEach(
        (path, words) -> text.append(PlanWord.encode(path)).append(' ').append(words).append('\n'));
    return text.toString();
  }

  /**
   * Reads a file that {@link #text} wrote.
   *
   * @throws DebwrightException if it is none
   */
  public static Manifest read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      if (lines.isEmpty() || !lines.get(0).equals(FIRST)) {
        throw refusal(file, 1, "its first line is not `" + FIRST + "`");
      }
      List<String> watched = new ArrayList<>();
      SortedMap<String, String> entries = new TreeMap<>();
      for (int i = 1; i < lines.size(); i++) {
        String[] parts = lines.get(i).split(" ", 2);
        int line = i + 1;
        if (parts.length != 2) {
          throw refusal(file, line, "it reads `" + lines.get(i) + "`");
        }
        String path =
            PlanWord.decode(parts[0].equals("watch") ? parts[1] : parts[0])
                .filter(each -> each.startsWith("/"))
                .orElseThrow(() -> refusal(file, line, "a word of it is none"));
        if (parts[0].equals("watch")) {
          watched.add(path);
        } else {
          entries.put(path, parts[1]);
        }
      }
      return new Manifest(watched, entries);
    } catch (IOException e) {
      throw refusal(file, 0, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static DebwrightException refusal(Path file, int line, String why) {
    return Diagnostic.error("manifest-unreadable", "`" + file + "` is no manifest")
        .because(why)
        .mend("take the one that `debwright transition plan -o DIR` wrote")
        .at(Location.of(file.toString(), line, ""))
        .toException();
  }

  /** How another differs from this one, a line a path: {@code -} gone, {@code +} new, {@code ~}. */
  public List<String> differences(Manifest now) {
    List<String> found = new ArrayList<>();
    entries.forEach(
        (path, words) -> {
          String other = now.entries().get(path);
          if (other == null) {
            found.add("- " + PlanWord.encode(path) + ": was " + words);
          } else if (!other.equals(words)) {
            found.add("~ " + PlanWord.encode(path) + ": " + change(words, other));
          }
        });
    now.entries()
        .forEach(
            (path, words) -> {
              if (!entries.containsKey(path)) {
                found.add("+ " + PlanWord.encode(path) + ": is " + words);
              }
            });
    return found;
  }

  // The words that differ; all where their number does.
  private static String change(String before, String after) {
    String[] old = before.split(" ", -1);
    String[] now = after.split(" ", -1);
    if (old.length != now.length) {
      return "`" + before + "`, now `" + after + "`";
    }
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < old.length; i++) {
      if (!old[i].equals(now[i])) {
        changes.add(old[i] + ", now " + now[i]);
      }
    }
    return String.join("; ", changes);
  }
}
