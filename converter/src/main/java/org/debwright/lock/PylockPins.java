package org.debwright.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.python.Hash;

/** Pins of a {@code pylock.toml}. */
final class PylockPins {
  private PylockPins() {}

  static List<Pin> of(Lock lock, Location where) {
    List<Pin> pins = new ArrayList<>();
    boolean ours = lock.target().isPresent();
    for (LockedPackage entry : lock.packages()) {
      if (!(entry.source() instanceof LockedPackage.Source.Files files)
          || entry.version().isEmpty()) {
        throw Diagnostic.error("lock-invalid", "`" + entry.name() + "` is of no index")
            .because("a pin is a version of an index")
            .mend("build from the lock itself: `build -l`")
            .at(where)
            .toException();
      }
      SortedSet<Hash> hashes = new TreeSet<>();
      files.wheels().forEach(file -> hashes.addAll(file.hashes()));
      files.sdist().ifPresent(file -> hashes.addAll(file.hashes()));
      hashes.removeIf(hash -> !hash.isStrong());
      pins.add(
          new Pin(
              entry.name(),
              entry.version().get(),
              entry.askedExtras(),
              hashes,
              entry.marker(),
              entry.asked() || !ours));
    }
    return pins;
  }
}
