package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.debian.TargetPath;
import org.debwright.manual.CommandFacts;
import org.debwright.manual.CommandReading;
import org.debwright.manual.ManualPage;
import org.debwright.python.CoreMetadata;
import org.debwright.python.EntryPoint;
import org.debwright.python.Wheel;
import org.debwright.python.Wheel.Member;

/** A man page for each command that has none (Policy 12.1), from the wheel alone. */
final class ManualPages {
  private static final Pattern COMMAND = Pattern.compile("/usr/(?:games|(s)?bin)/([^/]+)");
  private static final Pattern PAGE =
      Pattern.compile("/usr/share/man/(?:[^/]+/)?man\\d\\w*/(.+)\\.\\d\\w*\\.gz");
  private static final Pattern PYTHON = Pattern.compile("#![^\n]*python");
  // Beyond this no module is read for its options.
  private static final int LARGEST_SOURCE = 1 << 20;

  private final Wheel wheel;
  private final Map<String, Member> modules = new HashMap<>();
  private final Map<String, EntryPoint> entryPoints = new HashMap<>();

  private ManualPages(Wheel wheel) {
    this.wheel = wheel;
    wheel.members().stream()
        .filter(m -> TopLevel.isLibrary(m) && m.path().endsWith(".py"))
        .forEach(m -> modules.put(m.path(), m));
    wheel.entryPoints().stream()
        .filter(EntryPoint::isScript)
        .forEach(e -> entryPoints.putIfAbsent(e.name(), e));
  }

  /**
   * The pages that are missing.
   *
   * @param files of the package so far
   * @param isTaken whether a path is another package's that may be installed beside this one; such
   *     a page gets a section of its own
   */
  static List<PlacedFile> of(
      Wheel wheel, List<PlacedFile> files, Predicate<TargetPath> isTaken, Instant released) {
    Set<String> present =
        files.stream()
            .map(f -> PAGE.matcher(f.path().value()))
            .filter(Matcher::matches)
            .map(m -> m.group(1))
            .collect(Collectors.toSet());
    ManualPages pages = new ManualPages(wheel);
    List<PlacedFile> made = new ArrayList<>();
    for (PlacedFile file : files) {
      Matcher command = COMMAND.matcher(file.path().value());
      if (command.matches() && !present.contains(command.group(2))) {
        made.add(
            pages.page(
                file, command.group(2), command.group(1) == null ? 1 : 8, isTaken, released));
      }
    }
    return made;
  }

  private PlacedFile page(
      PlacedFile file,
      String command,
      int section,
      Predicate<TargetPath> isTaken,
      Instant released) {
    TargetPath usual = path(command, section, "");
    String extension = isTaken.test(usual) ? "py" : "";
    CoreMetadata metadata = wheel.metadata();
    ManualPage page =
        new ManualPage(
            command,
            section + extension,
            released.toString().substring(0, 10),
            metadata.spelledName(),
            metadata.version().toString(),
            Synopsis.of(metadata, command),
            PlainText.about(metadata.spelledName(), metadata.description()),
            Homepage.of(metadata));
    byte[] text = page.render(facts(file, command)).getBytes(StandardCharsets.UTF_8);
    return PlacedFile.of(
        path(command, section, extension), "man page of " + command, 0644, Gzip.compress(text));
  }

  private static TargetPath path(String command, int section, String extension) {
    return new TargetPath(
        "/usr/share/man/man" + section + "/" + command + "." + section + extension + ".gz");
  }

  private CommandFacts facts(PlacedFile file, String command) {
    Optional<EntryPoint> entryPoint = Optional.ofNullable(entryPoints.get(command));
    if (entryPoint.isPresent()) {
      return CommandReading.of(
          entryPoint.get().module(), entryPoint.get().attribute(), this::module);
    }
    if (file.machineCode() || file.sizeBytes() > LARGEST_SOURCE) {
      return CommandFacts.NONE;
    }
    try (InputStream in = file.content().open()) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return PYTHON.matcher(script).lookingAt()
          ? CommandReading.of(script, this::module)
          : CommandFacts.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> module(String path) {
    Member member = modules.get(path);
    if (member == null || member.sizeBytes() > LARGEST_SOURCE) {
      return Optional.empty();
    }
    try (InputStream in = wheel.read(member)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
