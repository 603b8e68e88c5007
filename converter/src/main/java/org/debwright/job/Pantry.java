package org.debwright.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.debwright.build.WheelBuilder;
import org.debwright.diagnostic.Reporter;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.index.Index;
import org.debwright.python.Wheel;
import org.debwright.resolve.Resolution;
import org.debwright.resolve.Resolution.Pinned;

/** Brings in the wheels of a resolution: fetched and verified, or built from fetched source. */
final class Pantry implements AutoCloseable {
  // A server's queue of connections is small; see the facts on indexes.
  private static final int DOWNLOADS = 8;

  private final List<Ingredient> ingredients;

  private Pantry(List<Ingredient> ingredients) {
    this.ingredients = ingredients;
  }

  /** All of them, in the resolution's order. */
  static Pantry fill(Resolution resolution, Index index, WheelBuilder builder, Reporter reporter) {
    List<Pinned> pinned = resolution.pinned();
    List<Path> files;
    try (Progress progress = reporter.begin("fetching", pinned.size(), Unit.ITEMS)) {
      files =
          InParallel.map(
              pinned,
              DOWNLOADS,
              p -> {
                progress.item(p.project() + " " + p.version());
                Path file = index.fetch(p.distribution(), p.requiredHashes());
                progress.advance(1);
                return file;
              });
    }
    List<Ingredient> ingredients = new ArrayList<>();
    try {
      for (int i = 0; i < pinned.size(); i++) {
        ingredients.add(open(pinned.get(i), files.get(i), builder));
      }
    } catch (RuntimeException e) {
      ingredients.forEach(ingredient -> ingredient.wheel().close());
      throw e;
    }
    return new Pantry(ingredients);
  }

  private static Ingredient open(Pinned pinned, Path file, WheelBuilder builder) {
    boolean fromSource = !file.getFileName().toString().endsWith(".whl");
    return new Ingredient(pinned, Wheel.open(fromSource ? builder.build(file) : file), fromSource);
  }

  List<Ingredient> ingredients() {
    return List.copyOf(ingredients);
  }

  @Override
  public void close() {
    ingredients.forEach(ingredient -> ingredient.wheel().close());
  }
}
