package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.debian.Entry;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.manual.AuthorsPage;
import org.debwright.python.EntryPoint;
import org.debwright.python.Wheel;
import org.debwright.python.Wheel.Member;
import org.debwright.python.Wheel.Scheme;

/** Places the members of one wheel in the file system of the target. */
final class WheelFiles {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final Pattern COMMAND = Pattern.compile("/usr/(s?bin|games)/");
  // Sourced, or filled in first.
  private static final Pattern NOT_RUN =
      Pattern.compile(
          ".*\\.(pm|py|in|erb|ex|rb|tmpl|j2|jinja2?|mustache|template)"
              + "|/usr/share/(bash-completion|zsh|fish)/.*|/etc/(bash_completion|profile)\\.d/.*");
  private static final Pattern PACKED_MANUAL =
      Pattern.compile("/usr/share/man/(.+/)?man\\d\\w*/[^/]+\\.\\d\\w*\\.gz");
  private static final Pattern MANUAL =
      Pattern.compile("/usr/share/man/(.+/)?man\\d\\w*/[^/]+\\.\\d\\w*");
  // A page beyond this is none; it is kept as it is.
  private static final long LARGEST_MANUAL = 8 << 20;
  private static final Pattern SHARED_LIBRARY = Pattern.compile(".*\\.so(\\.[^/]*)?");

  private final Wheel wheel;
  private final InstallPaths paths;
  private final Namespaces namespaces;
  private final long modifiedEpochSeconds;
  private final Leftovers leftovers;
  private final List<Diagnostic> remarks = new ArrayList<>();

  WheelFiles(Wheel wheel, InstallPaths paths, Namespaces namespaces, long modifiedEpochSeconds) {
    this.wheel = wheel;
    this.paths = paths;
    this.namespaces = namespaces;
    this.modifiedEpochSeconds = modifiedEpochSeconds;
    this.leftovers = new Leftovers(wheel.distInfo(), wheel.members(), wheel.entryPoints());
  }

  /** All files, commands of entry points included, in no order. */
  List<PlacedFile> place() {
    List<PlacedFile> commands = Commands.of(wheel.entryPoints(), paths);
    Set<TargetPath> generated = commands.stream().map(PlacedFile::path).collect(Collectors.toSet());
    List<PlacedFile> placed = new ArrayList<>(commands);
    Set<String> dropped = new TreeSet<>();
    for (Member member : wheel.members()) {
      if (leftovers.reason(member).isPresent()) {
        if (leftovers.isRemarkable(member)) {
          dropped.add(member.path().replaceFirst("/.*", "/"));
        }
      } else if (!namespaces.covers(member)) {
        PlacedFile file = place(member);
        if (member.scheme() == Scheme.DATA && SystemFiles.areObeyed(member.path())) {
          remark(member, file.path());
        }
        // As pip: what an entry point generates stands for a script of the same name.
        if (member.scheme() != Scheme.SCRIPTS || !generated.contains(file.path())) {
          placed.add(file);
        }
      }
    }
    dropped.forEach(this::remark);
    wheel.entryPoints().stream()
        .filter(e -> e.isScript() && !e.extras().isEmpty())
        .forEach(this::remarkExtras);
    return placed;
  }

  /** What was left out that somebody may miss. */
  List<Diagnostic> remarks() {
    return List.copyOf(remarks);
  }

  private void remark(String name) {
    remarks.add(
        Diagnostic.warning(
                "top-level-dropped",
                "`" + name + "` of `" + wheel.filename().filename() + "` is left out")
            .because("at the top level of dist-packages it would collide with other projects"));
  }

  private void remark(Member member, TargetPath path) {
    remarks.add(
        Diagnostic.warning(
                "system-file-moved",
                "`/"
                    + member.path()
                    + "` of `"
                    + wheel.filename().filename()
                    + "` becomes `"
                    + path
                    + "`")
            .because("the system would obey it; where pip puts it, below /usr/local, it does not"));
  }

  // Entry points specification, "Data model": installers ignore them, and so do we.
  private void remarkExtras(EntryPoint command) {
    remarks.add(
        Diagnostic.note(
                "command-needs-extra",
                "command `"
                    + command.name()
                    + "` needs an extra: "
                    + String.join(", ", command.extras()))
            .because("`" + wheel.filename().filename() + "` says so; Depends does not hold it"));
  }

  private PlacedFile place(Member member) {
    TargetPath path = paths.of(member, wheel.metadata().name());
    Entry.Content content = new MemberContent(wheel, member);
    try {
      if (path.value().endsWith(".py") && member.scheme() != Scheme.SCRIPTS) {
        PlacedFile module =
            new PlacedFile(path, member.name(), 0644, member.sizeBytes(), false, content);
        // Lintian knows no `python`, and minds its name in modules of Python 2, among data and
        // wherever a directory is called `bin`.
        boolean told =
            paths.python().major() == 2
                || member.scheme() == Scheme.DATA
                || path.value().contains("bin/");
        return told ? Shebang.corrected(module, paths.interpreter()) : module;
      }
      byte[] head = head(content);
      boolean elf = Arrays.equals(head, ELF);
      int mode = mode(member, path, head);
      PlacedFile plain =
          new PlacedFile(path, member.name(), mode, member.sizeBytes(), elf, content);
      if (member.scheme() == Scheme.SCRIPTS) {
        Commands.check(path, member.name());
      }
      if (isScript(head)) {
        return Shebang.corrected(plain, paths.interpreter());
      }
      if (GzipTime.isHead(head) && PACKED_MANUAL.matcher(path.value()).matches()) {
        Optional<byte[]> page = Gzip.content(content, LARGEST_MANUAL);
        if (page.isPresent()) {
          return compressed(plain, path, page.get());
        }
      }
      if (GzipTime.isHead(head)) {
        return GzipTime.without(plain, modifiedEpochSeconds);
      }
      return MANUAL.matcher(path.value()).matches() && member.sizeBytes() <= LARGEST_MANUAL
          ? compressed(plain)
          : plain;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PlacedFile compressed(PlacedFile file) throws IOException {
    try (InputStream in = file.content().open()) {
      return compressed(file, new TargetPath(file.path() + ".gz"), in.readAllBytes());
    }
  }

  private PlacedFile compressed(PlacedFile file, TargetPath path, byte[] page) {
    String synopsis = Synopsis.of(wheel.metadata(), wheel.metadata().name().normalized());
    return PlacedFile.of(
        path, file.origin(), file.mode(), Gzip.compress(AuthorsPage.named(page, synopsis)));
  }

  private static byte[] head(Entry.Content content) throws IOException {
    try (InputStream in = content.open()) {
      return in.readNBytes(ELF.length);
    }
  }

  // Policy 10.9: 0755 for what is run, 0644 for the rest; modules and libraries are not run. A
  // script is what says with which program.
  private static int mode(Member member, TargetPath path, byte[] head) {
    String name = path.value();
    if (isCommand(path)) {
      return 0755;
    }
    if (name.startsWith("/usr/share/doc/") || SHARED_LIBRARY.matcher(path.fileName()).matches()) {
      return 0644;
    }
    boolean script = isScript(head) && (head[2] == '/' || head[2] == ' ');
    boolean fragment = NOT_RUN.matcher(name).matches();
    boolean runnable = Arrays.equals(head, ELF) || isScript(head);
    return (member.executable() && runnable) || (script && !fragment) ? 0755 : 0644;
  }

  /** Whether it is sourced, or filled in first, although it may say what it is run by. */
  static boolean isFragment(TargetPath path) {
    return NOT_RUN.matcher(path.value()).matches() && !path.value().endsWith(".py");
  }

  /** Whether it is what users call. */
  static boolean isCommand(TargetPath path) {
    return COMMAND.matcher(path.value()).lookingAt();
  }

  private static boolean isScript(byte[] head) {
    return head.length > 2 && head[0] == '#' && head[1] == '!';
  }
}
