package org.debwright.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.transition.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that the engine does; those below differ in options and in whether they ask first. */
abstract class TransitionEngineCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;

  @Mixin TransitionNameOptions names = new TransitionNameOptions();
  @Mixin CacheOptions cache = new CacheOptions();

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "the system's root directory (${DEFAULT-VALUE})")
  Path root = Path.of("/");

  TransitionEngineCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  /** Tells how far it is. */
  @Command(
      name = "status",
      description = "Tells how far a transition is, and what runs since before it.",
      footerHeading = "%nExamples:%n",
      footer = "  debwright transition status --root /mnt/image")
  static final class Status extends TransitionEngineCommand {
    Status(Console console, DebwrightCommand top) {
      super(console, top);
    }

    @Override
    public Integer call() {
      return say("status", List.of());
    }
  }

  /** One that changes the root, and asks before it does. */
  abstract static class Changing extends TransitionEngineCommand {
    @Option(
        names = {"-y", "--yes"},
        description = "do not ask")
    boolean yes;

    Changing(Console console, DebwrightCommand top) {
      super(console, top);
    }

    final int change(String command, List<String> options, String question) {
      if (!yes) {
        confirm(question);
      }
      return say(command, options);
    }
  }

  /** Asks; anything but a yes is a refusal. */
  final void confirm(String question) {
    if (!console.interactive()) {
      throw Diagnostic.error("transition-not-confirmed", "nothing is changed without a yes")
          .because("there is no terminal to ask on")
          .mend("say `--yes`")
          .toException();
    }
    console.err().print(question + " [y/N] ");
    console.err().flush();
    if (!answer().strip().toLowerCase(Locale.ROOT).startsWith("y")) {
      throw Diagnostic.error("transition-not-confirmed", "nothing was changed")
          .because("the answer was no")
          .toException();
    }
  }

  private static String answer() {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does a plan. */
  @Command(
      name = "apply",
      description = {
        "Puts pip's modules behind packaged ones and moves them to the fallback, step by step.",
        "What is interrupted goes on with `resume`.",
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  debwright transition apply",
        "  debwright transition apply --root /mnt/image --plan steps.plan --yes",
      })
  static final class Apply extends Changing {
    @Option(
        names = "--plan",
        paramLabel = "FILE",
        description =
            "the steps, as `plan` writes them (whole directories, as a device plans them)")
    @Nullable Path plan;

    @Option(
        names = "--user-sites",
        description =
            "put user sites of accounts behind packages, too; nothing in them is changed (a plan"
                + " says so itself)")
    boolean userSites;

    @Option(
        names = "--method",
        paramLabel = "HOW",
        description =
            "mv, perl, or reorder: move nothing, let the line alone do it (the first that works)")
    @Nullable String method;

    Apply(Console console, DebwrightCommand top) {
      super(console, top);
    }

    @Override
    public Integer call() {
      List<String> options = new ArrayList<>();
      if (plan != null) {
        options.addAll(List.of("--plan", plan.toAbsolutePath().toString()));
      }
      if (userSites) {
        options.add("--user-sites");
      }
      if (method != null) {
        options.addAll(List.of("--method", method));
      }
      return change("apply", options, "Put pip's modules in " + root + " behind packaged ones?");
    }
  }

  /** Goes on. */
  @Command(
      name = "resume",
      description = "Completes what was interrupted: apply, rollback or finish.",
      footerHeading = "%nExamples:%n",
      footer = "  debwright transition resume --yes")
  static final class Resume extends Changing {
    Resume(Console console, DebwrightCommand top) {
      super(console, top);
    }

    @Override
    public Integer call() {
      return change("resume", List.of(), "Complete what was interrupted in " + root + "?");
    }
  }

  /** Goes back. */
  @Command(
      name = "rollback",
      description = "Takes back what apply did, bit for bit.",
      footerHeading = "%nExamples:%n",
      footer = "  debwright transition rollback --root /mnt/image --yes")
  static final class Rollback extends Changing {
    Rollback(Console console, DebwrightCommand top) {
      super(console, top);
    }

    @Override
    public Integer call() {
      return change("rollback", List.of(), "Put pip's modules in " + root + " back in place?");
    }
  }

  /** The end. */
  @Command(
      name = "finish",
      description = {
        "Removes the fallback for good.",
        "Refuses while Python runs since before the activation, or while something in the fallback comes from no package.",
      },
      footerHeading = "%nExamples:%n",
      footer = "  debwright transition finish --after 14 --yes")
  static final class Finish extends Changing {
    @Option(
        names = "--after",
        paramLabel = "DAYS",
        description = "refuse where it was applied less than so many days ago")
    @Nullable Integer days;

    Finish(Console console, DebwrightCommand top) {
      super(console, top);
    }

    @Override
    public Integer call() {
      List<String> options = days == null ? List.of() : List.of("--after", days.toString());
      return change("finish", options, "Remove pip's modules in " + root + " for good?");
    }
  }

  /** Where messages and results go. */
  final Output output() {
    return top.output(console);
  }

  /** What the engine answers. */
  final Engine.Answer ask(String command, List<String> options, Output messages) {
    return new Engine(names.names(), root, Session.surroundings(console, cache, messages).scratch())
        .run(command, options);
  }

  /** Runs the engine and says what it said. */
  final int say(String command, List<String> options) {
    Output messages = output();
    Engine.Answer answer = ask(command, options, messages);
    List<String> lines = answer.orThrow();
    answer.diagnostics().forEach(messages::report);
    messages.done(
        lines.isEmpty() ? "" : String.join("\n", lines) + "\n",
        json -> {
          json.writeArrayPropertyStart("lines");
          lines.forEach(json::writeString);
          json.writeEndArray();
        });
    return 0;
  }
}
