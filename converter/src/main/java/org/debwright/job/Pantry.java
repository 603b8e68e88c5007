package org.debwright.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.debwright.build.WheelBuilder;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.index.Index;
import org.debwright.python.CoreMetadata;
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

  /**
   * All of them, in the resolution's order.
   *
   * @param check refuses a wheel that is not what was pinned
   */
  static Pantry fill(
      Resolution resolution,
      Index index,
      WheelBuilder builder,
      Reporter reporter,
      BiConsumer<Pinned, Wheel> check) {
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
        ingredients.add(open(pinned.get(i), files.get(i), builder, check));
      }
    } catch (RuntimeException e) {
      ingredients.forEach(ingredient -> ingredient.wheel().close());
      throw e;
    }
    return new Pantry(ingredients);
  }

  private static Ingredient open(
      Pinned pinned, Path file, WheelBuilder builder, BiConsumer<Pinned, Wheel> check) {
    boolean fromSource = !file.getFileName().toString().endsWith(".whl");
    Wheel wheel = Wheel.open(fromSource ? builder.build(file) : file);
    try {
      check.accept(pinned, wheel);
      return new Ingredient(pinned, wheel, fromSource);
    } catch (RuntimeException e) {
      wheel.close();
      throw e;
    }
  }

  /**
   * Refuses a wheel whose metadata are not those that were resolved with: PEP 658 lets an index
   * hand out metadata beside the wheel, and pip installs by those inside.
   */
  static void compare(Pinned pinned, Wheel wheel) {
    CoreMetadata known = pinned.metadata();
    CoreMetadata found = wheel.metadata();
    boolean same = Set.copyOf(known.requiresDist()).equals(Set.copyOf(found.requiresDist()));
    if (!same || !known.requiresPython().equals(found.requiresPython())) {
      throw Diagnostic.error(
              "wheel-metadata-mismatch",
              "`" + wheel.filename().filename() + "` is not what its index said of it")
          .because(
              "its "
                  + (same ? "Requires-Python" : "Requires-Dist")
                  + " differs from the metadata that were resolved with")
          .toException();
    }
  }

  List<Ingredient> ingredients() {
    return List.copyOf(ingredients);
  }

  @Override
  public void close() {
    ingredients.forEach(ingredient -> ingredient.wheel().close());
  }
}
