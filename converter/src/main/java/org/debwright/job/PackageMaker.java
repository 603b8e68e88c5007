package org.debwright.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.convert.CollisionCheck;
import org.debwright.convert.Converter;
import org.debwright.convert.Dependency;
import org.debwright.convert.Identity;
import org.debwright.convert.MetaPackages;
import org.debwright.convert.Naming;
import org.debwright.convert.Outcome;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebWriter;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.Entry;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.python.ProjectName;
import org.debwright.python.Wheel.Member;
import org.debwright.resolve.Offer;
import org.debwright.resolve.Resolution.Supplied;

/**
 * Makes the packages of a selection out of its wheels: named, converted, checked together, written.
 */
final class PackageMaker {
  // 1980: before that no zip file can have been made, whatever it says.
  private static final long EARLIEST = 315_532_800L;

  private final Selection selection;
  private final Archive archive;
  private final PackageSettings settings;
  private final Surroundings surroundings;

  PackageMaker(
      Selection selection, Archive archive, PackageSettings settings, Surroundings surroundings) {
    this.selection = selection;
    this.archive = archive;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /**
   * All packages, in the resolution's order, metapackages behind. Nothing is written if any is
   * refused.
   */
  List<MadePackage> make(List<Ingredient> ingredients) {
    return make(ingredients, () -> {});
  }

  /**
   * The same, with a last look when all is decided and nothing is written.
   *
   * @param decided throws what keeps it from being written
   */
  List<MadePackage> make(List<Ingredient> ingredients, Runnable decided) {
    List<Draft> drafts = drafts(ingredients);
    decided.run();
    return write(drafts);
  }

  /** Decides all of it and writes nothing: what that asks of the archive is the same. */
  void decide(List<Ingredient> ingredients) {
    drafts(ingredients);
  }

  private List<Draft> drafts(List<Ingredient> ingredients) {
    Naming naming = settings.naming(archive, selection.target());
    List<Identity> identities = InParallel.map(ingredients, 1, i -> naming.identify(i.wheel()));
    Map<ProjectName, Dependency> known = known(ingredients, identities);
    selection
        .resolution()
        .supplied()
        .forEach(one -> known.put(one.offer().project(), offered(one)));
    List<Draft> drafts = new ArrayList<>(convert(naming, ingredients, identities, known));
    drafts.addAll(metapackages(naming, ingredients, identities, known));
    List<Diagnostic> collisions = CollisionCheck.of(drafts.stream().map(Draft::contents).toList());
    if (!collisions.isEmpty()) {
      throw new DebwrightException(collisions);
    }
    return drafts;
  }

  private static Map<ProjectName, Dependency> known(
      List<Ingredient> ingredients, List<Identity> identities) {
    Map<ProjectName, Dependency> known = new HashMap<>();
    for (int i = 0; i < ingredients.size(); i++) {
      Ingredient ingredient = ingredients.get(i);
      known.put(
          identities.get(i).project(),
          new Dependency.Made(
              identities.get(i),
              ingredient.wheel().metadata(),
              ingredient.pinned().direct(),
              libraries(ingredient)));
    }
    return known;
  }

  private static Set<String> libraries(Ingredient ingredient) {
    return ingredient.wheel().members().stream()
        .map(m -> m.path().substring(m.path().lastIndexOf('/') + 1))
        .filter(name -> name.contains(".so"))
        .collect(Collectors.toSet());
  }

  private static Dependency offered(Supplied supplied) {
    Offer offer = supplied.offer();
    return new Dependency.Offered(
        new PackagedProject(
            offer.project(),
            Optional.of(offer.version()),
            offer.packageName(),
            offer.packageVersion(),
            List.copyOf(offer.modules())),
        supplied.upstream());
  }

  private List<Draft> convert(
      Naming naming,
      List<Ingredient> ingredients,
      List<Identity> identities,
      Map<ProjectName, Dependency> known) {
    Converter converter = new Converter(selection.target(), archive, settings.conversion(), naming);
    try (Progress progress =
        surroundings.reporter().begin("converting", ingredients.size(), Unit.ITEMS)) {
      return InParallel.map(
          IntStream.range(0, ingredients.size()).boxed().toList(),
          Runtime.getRuntime().availableProcessors(),
          i -> ingredients.get(i).wheel().members().stream().mapToLong(Member::sizeBytes).sum(),
          i -> {
            Draft draft = draft(converter, ingredients.get(i), identities.get(i), known);
            progress.advance(1);
            return draft;
          });
    }
  }

  // Only for extras that were asked for at top level; all others are folded into who asks for them.
  private List<Draft> metapackages(
      Naming naming,
      List<Ingredient> ingredients,
      List<Identity> identities,
      Map<ProjectName, Dependency> known) {
    MetaPackages factory = new MetaPackages(selection.target(), settings.conversion(), naming);
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < ingredients.size(); i++) {
      Ingredient ingredient = ingredients.get(i);
      for (ProjectName extra : ingredient.pinned().askedExtras()) {
        BinaryPackage contents =
            factory.extra(
                identities.get(i),
                ingredient.wheel().metadata(),
                extra,
                project -> dependency(project, known),
                modified(ingredient));
        drafts.add(new Draft(contents, Optional.empty(), "", MadePackage.Origin.METAPACKAGE, true));
      }
    }
    return drafts;
  }

  private Draft draft(
      Converter converter,
      Ingredient ingredient,
      Identity identity,
      Map<ProjectName, Dependency> known) {
    Outcome outcome =
        converter.convert(
            ingredient.wheel(),
            identity,
            project -> dependency(project, known),
            modified(ingredient));
    if (outcome instanceof Outcome.Refused refused) {
      throw new DebwrightException(refused.problems());
    }
    Outcome.Converted converted = (Outcome.Converted) outcome;
    converted.remarks().forEach(surroundings.reporter()::report);
    return new Draft(
        converted.binary(),
        Optional.of(identity),
        ingredient.pinned().distribution().filename().filename(),
        ingredient.fromSource() ? MadePackage.Origin.SOURCE : MadePackage.Origin.WHEEL,
        ingredient.pinned().asked());
  }

  // What is not made here may be the suite's.
  private Optional<Dependency> dependency(ProjectName project, Map<ProjectName, Dependency> known) {
    return Optional.ofNullable(known.get(project))
        .or(
            () ->
                archive.packaged(project, selection.target().python().version().major()).stream()
                    .findFirst()
                    .map(packaged -> new Dependency.Offered(packaged, Optional.empty())));
  }

  // The release's own time: as its index dates it, else as its newest file says.
  private long modified(Ingredient ingredient) {
    return surroundings
        .sourceDateEpoch()
        .orElseGet(
            () ->
                ingredient
                    .pinned()
                    .distribution()
                    .uploaded()
                    .map(Instant::getEpochSecond)
                    .orElseGet(() -> Math.max(EARLIEST, ingredient.wheel().modified())));
  }

  private List<MadePackage> write(List<Draft> drafts) {
    DebWriter writer = new DebWriter(settings.compression());
    DebShelf shelf =
        new DebShelf(surroundings.cache(), settings.compression(), surroundings.edition());
    try (Progress progress =
        surroundings.reporter().begin("writing packages", drafts.size(), Unit.ITEMS)) {
      return InParallel.map(
          drafts,
          Runtime.getRuntime().availableProcessors(),
          PackageMaker::weight,
          draft -> {
            progress.item(draft.contents().filename());
            MadePackage made = write(writer, shelf, draft);
            progress.advance(1);
            return made;
          });
    }
  }

  private static long weight(Draft draft) {
    return draft.contents().entries().stream()
        .filter(Entry.RegularFile.class::isInstance)
        .mapToLong(file -> ((Entry.RegularFile) file).sizeBytes())
        .sum();
  }

  private static MadePackage write(DebWriter writer, DebShelf shelf, Draft draft) {
    DebFile file = shelf.get(draft.contents(), writer);
    return new MadePackage(
        file,
        draft.identity().map(i -> new MadePackage.Upstream(i.project(), i.projectVersion())),
        draft.ingredient(),
        draft.origin(),
        draft.asked(),
        draft.contents().overridden());
  }

  /** A package that is decided and not yet written. */
  private record Draft(
      BinaryPackage contents,
      Optional<Identity> identity,
      String ingredient,
      MadePackage.Origin origin,
      boolean asked) {}
}
