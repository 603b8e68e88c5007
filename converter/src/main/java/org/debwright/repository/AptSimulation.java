package org.debwright.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;

/**
 * Asks real apt what it would install on an empty machine, with state directories of its own:
 * nothing of this machine's apt is read or changed, and nothing is fetched.
 */
public final class AptSimulation {
  // apt-get(8), "--simulate": `Inst NAME [OLD] (NEW ORIGIN [ARCH])`.
  private static final Pattern INSTALLED =
      Pattern.compile("(?m)^Inst (\\S+?)(?::\\S+)? (?:\\[[^]]*\\] )?\\((\\S+) ");

  private final Architecture architecture;
  private final List<AptSource> sources;
  private final String preferences;

  /**
   * A simulation.
   *
   * @param preferences content of an apt_preferences(5) file, possibly empty
   */
  public AptSimulation(Architecture architecture, List<AptSource> sources, String preferences) {
    this.architecture = architecture;
    this.sources = List.copyOf(sources);
    this.preferences = preferences;
  }

  /**
   * Whether each of {@code wanted} can be installed, and whether each package of {@code ours} that
   * is installed with them is at our version.
   *
   * @param scratch where temporary directories go
   */
  public AptVerdict run(
      List<PackageName> wanted, Map<PackageName, DebianVersion> ours, Path scratch) {
    try {
      Path state = Files.createTempDirectory(scratch, "debwright-apt");
      try {
        prepare(state);
        update(state);
        return judge(state, wanted, ours);
      } finally {
        remove(state);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AptVerdict judge(
      Path state, List<PackageName> wanted, Map<PackageName, DebianVersion> ours)
      throws IOException {
    Answer together = install(state, wanted);
    if (together.status() == 0) {
      return new AptVerdict.Installable(lost(together.output(), ours));
    }
    // Not all together: that may be as it should be, so each is asked for alone.
    Map<PackageName, String> refused = new LinkedHashMap<>();
    SortedMap<PackageName, DebianVersion> lost = new TreeMap<>();
    for (PackageName name : wanted) {
      Answer alone = install(state, List.of(name));
      if (alone.status() == 0) {
        lost.putAll(lost(alone.output(), ours));
      } else {
        refused.put(name, explanation(alone.output()));
      }
    }
    return refused.isEmpty() ? new AptVerdict.Installable(lost) : new AptVerdict.Refused(refused);
  }

  private static SortedMap<PackageName, DebianVersion> lost(
      String output, Map<PackageName, DebianVersion> ours) {
    SortedMap<PackageName, DebianVersion> lost = new TreeMap<>();
    Matcher matcher = INSTALLED.matcher(output);
    while (matcher.find()) {
      PackageName name = new PackageName(matcher.group(1));
      DebianVersion taken = DebianVersion.parse(matcher.group(2));
      if (ours.containsKey(name) && !taken.equals(ours.get(name))) {
        lost.put(name, taken);
      }
    }
    return lost;
  }

  private static String explanation(String output) {
    int start = output.indexOf("The following packages have unmet dependencies:");
    String text = start >= 0 ? output.substring(start) : output;
    return String.join(
        "\n", text.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(20).toList());
  }

  private Answer install(Path state, List<PackageName> names) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("apt-get", "-q", "-s", "--no-install-recommends", "install"));
    names.forEach(name -> words.add(name.value()));
    return apt(state, words);
  }

  private void update(Path state) throws IOException {
    Answer answer =
        apt(state, List.of("apt-get", "-q", "update", "-o", "APT::Update::Error-Mode=any"));
    if (answer.status() != 0) {
      throw Diagnostic.error("apt-update-failed", "apt cannot read the repositories")
          .because(explanation(answer.output()))
          .toException();
    }
  }

  private void prepare(Path state) throws IOException {
    for (String name : new String[] {"lists/partial", "cache/archives/partial", "state"}) {
      Files.createDirectories(state.resolve(name));
    }
    Files.createFile(state.resolve("status"));
    Files.writeString(state.resolve("preferences"), preferences);
    StringBuilder lines = new StringBuilder();
    sources.forEach(source -> lines.append(source.line()));
    Files.writeString(state.resolve("sources.list"), lines);
    Files.writeString(state.resolve("apt.conf"), configuration(state));
  }

  private String configuration(Path state) {
    return """
        Dir::State "STATE/state";
        Dir::State::lists "STATE/lists";
        Dir::State::status "STATE/status";
        Dir::Cache "STATE/cache";
        Dir::Log "STATE";
        Dir::Etc::main "/dev/null";
        Dir::Etc::parts "/dev/null";
        Dir::Etc::sourcelist "STATE/sources.list";
        Dir::Etc::sourceparts "/dev/null";
        Dir::Etc::preferences "STATE/preferences";
        Dir::Etc::preferencesparts "/dev/null";
        APT::Architecture "ARCH";
        APT::Architectures { "ARCH"; };
        APT::Sandbox::User "";
        Acquire::Languages "none";
        Acquire::Check-Valid-Until "false";
        Debug::NoLocking "true";
        """
        .replace("STATE", state.toString())
        .replace("ARCH", architecture.name());
  }

  private static Answer apt(Path state, List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("APT_CONFIG", state.resolve("apt.conf").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Answer(process.waitFor(), output);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw Diagnostic.error("interrupted", "the simulation was interrupted").toException();
    }
  }

  private static void remove(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = new ArrayList<>(walk.toList());
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      Files.deleteIfExists(files.get(i));
    }
  }

  private record Answer(int status, String output) {}
}
