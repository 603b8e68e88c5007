package org.debwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.job.LockQuestion;
import org.debwright.job.Question;
import org.debwright.lock.LockedTarget;
import org.debwright.python.ProjectName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A lock in place of requirements. */
final class LockOptions {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(
      names = {"-l", "--lock"},
      paramLabel = "FILE",
      description =
          "build what this lock says, ours or another tool's pylock.toml: its files by their hashes,"
              + " and no others")
  @Nullable Path file;

  @Option(
      names = "--extra",
      paramLabel = "NAME",
      split = ",",
      description = "with --lock: an extra of the lock's own project")
  List<String> extras = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      split = ",",
      description = "with --lock: a dependency group beside the lock's default ones")
  List<String> groups = new ArrayList<>();

  @Option(
      names = "--ask-archive",
      description = "with --lock: open the suite's archive, also where the lock has its facts")
  boolean askArchive;

  /** The lock's file, if one is given, and nothing else that asks for something. */
  Optional<Path> file(RequirementOptions asked) {
    if (file == null) {
      return Optional.empty();
    }
    boolean more =
        !asked.files.isEmpty() || !asked.constraints.isEmpty() || !asked.requirements.isEmpty();
    if (more) {
      throw Diagnostic.error("lock-and-requirements", "requirements are given beside a lock")
          .because("`" + file + "` says all that is to be built")
          .mend("write a lock of the requirements, `debwright lock`, or leave out `--lock`")
          .toException();
    }
    return Optional.of(file);
  }

  /** These options in the words of the core. */
  LockQuestion question(Path lock, IndexOptions index, Optional<LockedTarget> locked) {
    String depends = locked.map(said -> said.options().get(IndexOptions.BUILD_DEPENDS)).orElse("");
    boolean said = isGiven("--build-depends") || depends.isEmpty();
    return new LockQuestion(
        lock,
        new TreeSet<>(extras.stream().map(ProjectName::parse).toList()),
        new TreeSet<>(groups.stream().map(ProjectName::parse).toList()),
        Session.options(index),
        index.noBuild ? Question.Sources.REFUSED : Question.Sources.BUILT,
        said ? index.builds() : index.builds(List.of(depends.split(" ", -1))));
  }

  /**
   * The target: the lock's own, where it names one.
   *
   * @throws org.debwright.diagnostic.DebwrightException if the command line names another
   */
  Question.Wish wish(TargetOptions options, Optional<LockedTarget> locked, Path lock) {
    Question.Wish said = Session.wish(options);
    if (locked.isEmpty()) {
      return said;
    }
    LockedTarget target = locked.get();
    same("--suite", said.suite(), target.suite(), lock);
    same("--arch", said.architecture(), target.architecture(), lock);
    same("--python", said.python().orElse(target.python()), target.python(), lock);
    return new Question.Wish(
        target.suite(),
        target.architecture(),
        Optional.of(target.python()),
        said.archive(),
        said.archiveKeyring(),
        said.pockets(),
        said.further());
  }

  private void same(String option, Object said, Object locked, Path lock) {
    if (isGiven(option) && !said.equals(locked)) {
      throw Diagnostic.error("lock-other-target", "the lock is not for `" + said + "`")
          .because("it was made for `" + locked + "`")
          .mend("leave out `" + option + "`, or write a lock for that target")
          .at(Location.of(lock.toString()))
          .toException();
    }
  }

  /** Whether an option stands on the command line; defaults of the configuration do not count. */
  boolean isGiven(String option) {
    return command != null && command.commandLine().getParseResult().hasMatchedOption(option);
  }
}
