package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.debwright.build.VersionControl.Checkout;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.VcsLocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the git of this machine, on a repository of its own. */
class VersionControlTest {
  @TempDir Path directory;
  private Path repository;
  private Path scratch;
  private final Map<String, String> environment = new TreeMap<>(System.getenv());

  @BeforeEach
  void makeRepository() throws IOException {
    repository = directory.resolve("demo.git");
    scratch = Files.createDirectory(directory.resolve("scratch"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    git(directory, "init", "-q", "-b", "main", repository.toString());
    commit("first", "2020-01-01T00:00:00Z");
    git(repository, "tag", "v1");
    commit("second", "2021-01-01T00:00:00Z");
    git(repository, "checkout", "-q", "-b", "side");
    commit("third", "2022-01-01T00:00:00Z");
    git(repository, "update-ref", "refs/pull/7/head", "side");
    git(repository, "checkout", "-q", "main");
  }

  private void commit(String text, String time) throws IOException {
    Files.writeString(repository.resolve("setup.py"), text);
    git(repository, "add", ".");
    environment.put("GIT_COMMITTER_DATE", time);
    git(
        repository,
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.org",
        "commit",
        "-q",
        "-m",
        text,
        "--date",
        time);
  }

  private String git(Path where, String... words) throws IOException {
    Path log = Files.createTempFile(directory, "git", "");
    int status =
        Command.logged(
            Stream.concat(Stream.of("git", "-C", where.toString()), Stream.of(words)).toList(),
            environment,
            log);
    String text = Files.readString(log);
    assertThat(status).as(text).isZero();
    return text.strip();
  }

  private Checkout checkOut(String revision) {
    return VersionControl.checkOut(
        VcsLocation.parse("git+file://" + repository + revision), scratch, environment);
  }

  @Test
  void checksOutBranchesTagsCommitsAndWhatOnlyTheServerNames() throws IOException {
    String first = git(repository, "rev-parse", "v1");
    for (Map.Entry<String, String> each :
        Map.of(
                "",
                "second",
                "@side",
                "third",
                "@v1",
                "first",
                "@" + first,
                "first",
                "@" + first.substring(0, 8),
                "first",
                "@refs/pull/7/head",
                "third")
            .entrySet()) {
      try (Checkout checkout = checkOut(each.getKey())) {
        assertThat(checkout.tree().resolve("setup.py"))
            .as(each.getKey())
            .hasContent(each.getValue());
        assertThat(checkout.tree().getFileName()).hasToString("demo");
        assertThat(checkout.commit()).hasSize(40);
      }
      assertThat(scratch).isEmptyDirectory();
    }
  }

  @Test
  void givesFilesTheTimeOfTheCommit() throws IOException {
    try (Checkout checkout = checkOut("@v1")) {
      assertThat(Files.getLastModifiedTime(checkout.tree().resolve("setup.py")))
          .hasToString("2020-01-01T00:00:00Z");
      assertThat(SourceTime.of(new Source(checkout.tree(), "", checkout.commit())))
          .isEqualTo(1_577_836_800L);
    }
  }

  @Test
  void runsNoHooks() throws IOException {
    Path template = Files.createDirectories(directory.resolve("template/hooks"));
    Path hook = Files.writeString(template.resolve("post-checkout"), "#!/bin/sh\ntouch ran\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    environment.put("GIT_TEMPLATE_DIR", template.getParent().toString());
    try (Checkout checkout = checkOut("")) {
      assertThat(checkout.tree().resolve("ran")).doesNotExist();
      assertThat(checkout.tree().resolve(".git/hooks")).doesNotExist();
    }
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThat(refusal("@no-such-branch").code()).isEqualTo("vcs-failed");
    assertThat(refusal("@no-such-branch").why()).contains("no-such-branch");
    assertThat(refusal("-absent").why()).contains("`git` says:\n");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void keepsTheHistoryAndLeavesItOutOfTheDigest() throws IOException {
    try (Checkout checkout = checkOut("")) {
      List<String> digests =
          List.of(
              SourceDigest.of(new Source(checkout.tree(), "", "a"), "salt"),
              SourceDigest.of(Source.of(checkout.tree()), "salt"));
      // The history is no part of the source; the commit is in the salt.
      assertThat(digests.get(0)).isEqualTo(digests.get(1));
      assertThat(SourceDigest.files(new Source(checkout.tree(), "", "a")))
          .anyMatch(file -> file.endsWith(".git/HEAD"));
    }
  }

  private Diagnostic refusal(String revision) {
    return catchThrowableOfType(DebwrightException.class, () -> checkOut(revision).close())
        .diagnostics()
        .get(0);
  }
}
