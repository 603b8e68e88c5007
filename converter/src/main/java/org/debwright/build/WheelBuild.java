package org.debwright.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.debwright.build.BuildRequirements.Supply;
import org.debwright.build.BuildRequirements.Wanted;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.python.Requirement;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One build on a desk. The environment is made of what the source asks for, the backend is asked
 * what else it needs (PEP 517, {@code get_requires_for_build_wheel}), and builds where all of it is
 * there.
 */
final class WheelBuild {
  // Debian's pip, started by the environment's Python, which does not see the suite's packages.
  private static final String PIP = "/usr/lib/python3/dist-packages/pip";
  private static final int MOST_BYTES = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final Source source;
  private final Path desk;
  private final Workplace workplace;
  private final Path log;
  private final BuildSystem system;
  private final Map<String, String> variables;
  private List<Supply> supplies = List.of();

  /** Puts the source on the desk. */
  WheelBuild(Source source, BuildSystem system, long time, Path desk, Workplace workplace, Path log)
      throws IOException {
    this.source = source;
    this.system = system;
    this.desk = desk;
    this.workplace = workplace;
    this.log = log;
    this.variables = new LinkedHashMap<>(BuildVariables.of(workplace.at(desk), time));
    if (workplace instanceof ChrootWorkplace chroot && chroot.isPython2()) {
      variables.put("PYTHONPATH", ChrootTarball.TOOLS_FOR_27);
    }
    copySource();
    try (InputStream script = WheelBuild.class.getResourceAsStream("workshop.py")) {
      Files.copy(Objects.requireNonNull(script), desk.resolve("in/workshop.py"));
    }
  }

  private void copySource() throws IOException {
    if (!Files.isDirectory(source.path())) {
      Desk.lay(source.path(), desk);
      return;
    }
    Path tree = Files.createDirectory(desk.resolve("work/src"));
    for (Path file : SourceDigest.files(source)) {
      Path to = tree.resolve(source.path().relativize(file).toString());
      Files.createDirectories(to.getParent());
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** The wheel on the desk; empty where the log must tell why not. */
  Optional<Path> run(BuildRequirements requirements, WheelBuilder builder) throws IOException {
    List<Requirement> wanted = new ArrayList<>(system.requires());
    lay(supply(wanted, requirements, builder));
    if (step("prepare", /* isFresh= */ true) != 0) {
      return Optional.empty();
    }
    List<Requirement> further = answer();
    boolean isFresh = false;
    if (!further.isEmpty()) {
      wanted.addAll(further);
      List<Supply> all = supply(wanted, requirements, builder);
      isFresh = !all.equals(supplies);
      if (isFresh) {
        lay(all);
      }
    }
    if (step("build", isFresh) != 0) {
      return Optional.empty();
    }
    return BuiltWheels.only(desk.resolve("out"));
  }

  /** What the environment held in the end. */
  List<BuildInput> inputs() {
    return supplies.stream().map(Supply::input).toList();
  }

  private List<Supply> supply(
      Collection<Requirement> wanted, BuildRequirements requirements, WheelBuilder builder) {
    // Most that build themselves need nothing, and no index is to be asked for it.
    return wanted.isEmpty()
        ? List.of()
        : requirements.supply(
            Optional.of(source), wanted.stream().map(Wanted::of).toList(), builder);
  }

  private void lay(List<Supply> all) throws IOException {
    supplies = all;
    for (Supply supply : all) {
      Desk.lay(supply.wheel(), desk);
    }
  }

  private int step(String name, boolean isFresh) throws IOException {
    String place = workplace.at(desk);
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("step", name);
    task.put("work", place + "/work");
    task.put("out", place + "/out");
    boolean isArchive = !Files.isDirectory(source.path());
    task.put("archive", isArchive ? place + "/in/" + source.name() : "");
    task.put("subdirectory", source.subdirectory());
    task.put("backend", system.backend());
    task.put("backend_path", system.backendPath());
    task.put("environment", isFresh ? "new" : "kept");
    task.put(
        "wheels",
        supplies.stream().map(each -> place + "/in/" + each.wheel().getFileName()).toList());
    task.put("tools", PIP);
    task.put("answer", place + "/work/answer.json");
    task.put("settings", Map.of());
    Files.write(desk.resolve("in/task.json"), JSON.writeValueAsBytes(task));
    return workplace.python(
        desk, List.of(place + "/in/workshop.py", place + "/in/task.json"), variables, log);
  }

  // What code of strangers wrote.
  private List<Requirement> answer() throws IOException {
    Path file = desk.resolve("work/answer.json");
    Location where = Location.of(source.name());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
      throw unreadable(where);
    }
    try {
      JsonNode top = JSON.readTree(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      List<Requirement> further = new ArrayList<>();
      JsonNode requires = top.get("requires");
      if (requires == null || !requires.isArray()) {
        throw unreadable(where);
      }
      for (JsonNode each : requires) {
        further.add(BuildSystem.requirement(each.asString(), where));
      }
      return further;
    } catch (JacksonException e) {
      throw unreadable(where);
    }
  }

  private static DebwrightException unreadable(Location where) {
    return Diagnostic.error("build-answer-invalid", "`" + where.source() + "` cannot be built")
        .because("its backend does not say in a form of PEP 517 what it needs")
        .toException();
  }
}
