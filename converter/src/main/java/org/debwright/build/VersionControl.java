package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.VcsLocation;

/**
 * Checks sources out with the user's own git, hg or svn and their logins. Nothing that comes along
 * is run: no hooks, no filters of the repository.
 */
public final class VersionControl {
  private static final int LAST_LINES = 5;

  private final VcsLocation from;
  private final Path tree;
  private final Path log;
  private final Map<String, String> variables;

  /**
   * A checked-out source.
   *
   * @param commit in full; of Subversion, the number of the revision
   */
  public record Checkout(Path tree, String commit) implements AutoCloseable {
    /** Removes it. */
    @Override
    public void close() {
      Desk.remove(tree.resolveSibling(""));
    }
  }

  private VersionControl(VcsLocation from, Path tree, Path log, Map<String, String> environment) {
    this.from = from;
    this.tree = tree;
    this.log = log;
    this.variables = new TreeMap<>(environment);
    variables.put("GIT_TERMINAL_PROMPT", "0");
    // Nothing that runs a command, such as `ext::`; also for submodules.
    variables.put("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh");
    variables.put("HGPLAIN", "1");
    variables.put("LC_ALL", "C.UTF-8");
  }

  /**
   * Checks out into a new directory; every file gets the commit's time, so that what is built of it
   * does not depend on the day.
   *
   * @param scratch where the directory is made
   * @param environment of the system's client
   * @throws DebwrightException if there is no client, or it fails
   */
  public static Checkout checkOut(VcsLocation from, Path scratch, Map<String, String> environment) {
    try {
      Path directory = Files.createTempDirectory(scratch, "debwright-checkout");
      Path log = directory.resolve("log");
      VersionControl control =
          new VersionControl(from, directory.resolve(name(from)), log, environment);
      boolean done = false;
      try {
        control.requireClient();
        Checkout checkout = control.checkOut();
        done = true;
        return checkout;
      } finally {
        if (!done) {
          Desk.remove(directory);
        }
      }
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("vcs-failed", "`" + from.displayUrl() + "` cannot be checked out")
              .because(String.valueOf(e)),
          e);
    }
  }

  // The directory's name shows in messages.
  private static String name(VcsLocation from) {
    String last = from.displayUrl().replaceFirst("/+$", "").replaceFirst("^.*/", "");
    String name = last.replaceFirst("\\.git$", "").replaceAll("[^A-Za-z0-9._-]", "");
    return name.isEmpty() || name.startsWith(".") || name.equals("log") ? "source" : name;
  }

  private void requireClient() {
    String client = from.client().id();
    if (Command.output("sh", "-c", "command -v " + client).isEmpty()) {
      String debian =
          switch (from.client()) {
            case GIT -> "git";
            case HG -> "mercurial";
            case SVN -> "subversion";
          };
      throw Diagnostic.error("vcs-missing", "`" + client + "` is not installed")
          .because("it checks out `" + from.displayUrl() + "`")
          .mend("as root: `apt-get install " + debian + "`")
          .toException();
    }
  }

  private Checkout checkOut() throws IOException {
    return switch (from.client()) {
      case GIT -> git();
      case HG -> hg();
      case SVN -> svn();
    };
  }

  private Checkout git() throws IOException {
    run(
        "git",
        "clone",
        "-q",
        "--filter=blob:none",
        "--template=",
        "--no-checkout",
        "--",
        from.url(),
        tree.toString());
    String commit = from.revision().isPresent() ? gitCommit(from.revision().get()) : gitCommit();
    inGit("checkout", "-q", "--detach", commit);
    if (Files.exists(tree.resolve(".gitmodules"), LinkOption.NOFOLLOW_LINKS)) {
      inGit("submodule", "-q", "update", "--init", "--recursive");
    }
    return dated(commit, query("git", git("log", "-1", "--format=%ct", commit)));
  }

  private String gitCommit() {
    return find("HEAD").orElseThrow(() -> refusal("it has no commit"));
  }

  // As pip looks: a branch before a tag before a commit; else what only the server names.
  private String gitCommit(String revision) throws IOException {
    for (String name :
        List.of("refs/remotes/origin/" + revision, "refs/tags/" + revision, revision)) {
      Optional<String> commit = find(name);
      if (commit.isPresent()) {
        return commit.get();
      }
    }
    inGit("fetch", "-q", "--filter=blob:none", "--", "origin", revision);
    return find("FETCH_HEAD").orElseThrow(() -> refusal("it has no revision `" + revision + "`"));
  }

  private Optional<String> find(String name) {
    return Command.output(
        git("rev-parse", "-q", "--verify", "--end-of-options", name + "^{commit}")
            .toArray(String[]::new));
  }

  private List<String> git(String... words) {
    List<String> all = new ArrayList<>(List.of("git", "-C", tree.toString()));
    all.addAll(List.of("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"));
    all.addAll(List.of(words));
    return all;
  }

  private void inGit(String... words) throws IOException {
    run(git(words).toArray(String[]::new));
  }

  private Checkout hg() throws IOException {
    run("hg", "clone", "--noupdate", "-q", "--", from.url(), tree.toString());
    String at = tree.toString();
    run("hg", "-R", at, "update", "-q", "--clean", "--rev=" + from.revision().orElse("default"));
    List<String> parents = List.of("hg", "-R", at, "parents", "--template");
    return dated(
        query("hg", with(parents, "{node}")), query("hg", with(parents, "{word(0, date|hgdate)}")));
  }

  private Checkout svn() throws IOException {
    List<String> words = new ArrayList<>(List.of("svn", "checkout", "-q", "--non-interactive"));
    from.revision().ifPresent(revision -> words.addAll(List.of("-r", revision)));
    // A last `@` ends the address, whatever other is in it.
    words.addAll(List.of("--", from.url() + "@", tree.toString()));
    run(words.toArray(String[]::new));
    List<String> info = List.of("svn", "info", "--show-item");
    String at = tree.toString() + "@";
    String date = query("svn", with(with(info, "last-changed-date"), at));
    return dated(
        query("svn", with(with(info, "revision"), at)),
        Long.toString(Instant.parse(date).getEpochSecond()));
  }

  private static List<String> with(List<String> words, String last) {
    List<String> all = new ArrayList<>(words);
    all.add(last);
    return all;
  }

  private String query(String client, List<String> words) {
    return Command.output(words.toArray(String[]::new))
        .orElseThrow(() -> refusal("`" + client + "` does not say what it checked out"));
  }

  private Checkout dated(String commit, String seconds) throws IOException {
    FileTime time = FileTime.fromMillis(Long.parseLong(seconds) * 1000);
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file :
          files.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)).toList()) {
        Files.setLastModifiedTime(file, time);
      }
    }
    return new Checkout(tree, commit);
  }

  private void run(String... words) throws IOException {
    Files.deleteIfExists(log);
    if (Command.logged(List.of(words), variables, log) != 0) {
      throw refusal("`" + words[0] + "` says:\n" + BuildLog.read(log).lastLines(LAST_LINES));
    }
  }

  private RuntimeException refusal(String why) {
    return Diagnostic.error("vcs-failed", "`" + from.displayUrl() + "` cannot be checked out")
        .because(why)
        .toException();
  }
}
