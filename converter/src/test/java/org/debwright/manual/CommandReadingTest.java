package org.debwright.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read of a command without running it. */
class CommandReadingTest {
  @Test
  void readsArgparseAcrossModules() {
    CommandFacts facts =
        read(
            "demo.cli",
            Map.of(
                "demo/cli.py",
                """
                from .options import add_common
                def main(argv=None):
                    parser = argparse.ArgumentParser(description="Does things.")
                    add_common(parser)
                    parser.add_argument("files", nargs="*",
                                        help="what to " 'do it to')
                    parser.add_argument('-o', '--out-file', default='x.txt',
                                        help="where to (default: %(default)s), 100%%")
                    parser.add_argument("--quiet", action="store_true", help=_("say nothing"))
                    parser.add_argument("--secret", help=argparse.SUPPRESS)
                """,
                "demo/options.py",
                """
                def add_common(p):
                    group = p.add_argument_group("common")
                    group.add_argument("--level", metavar="N", help=f"up to {MOST}")
                def unrelated():
                    argparse.ArgumentParser().add_argument("--other")
                """));
    assertThat(facts.description()).containsExactly("Does things.");
    assertThat(facts.options())
        .containsExactlyInAnyOrder(
            option("files", "", "what to do it to"),
            new CommandOption(
                java.util.List.of("-o", "--out-file"),
                "OUT_FILE",
                "where to (default: x.txt), 100%"),
            option("--quiet", "", "say nothing"),
            option("--level", "N", ""));
  }

  @Test
  void keepsTheOptionsOfSubcommandsApart() {
    CommandFacts facts =
        read(
            "demo",
            Map.of(
                "demo.py",
                """
                def main():
                    parser = ArgumentParser()
                    parser.add_argument("--verbose", action="store_true")
                    sub = parser.add_subparsers()
                    one = sub.add_parser("one", help="the first")
                    one.add_argument("--only-one")
                """));
    assertThat(facts.options()).containsExactly(option("--verbose", "", ""));
    assertThat(facts.subcommands()).containsExactly(option("one", "", "the first"));
  }

  @Test
  void readsClick() {
    CommandFacts facts =
        read(
            "demo",
            Map.of(
                "demo.py",
                """
                @click.group()
                @click.option("--shout/--whisper", help="How loud.")
                @click.option("-n", "--count", type=int)
                def main(shout, count):
                    \"""Says it.\"""
                @main.command("hello-there")
                @click.option("--not-mine")
                def hello(not_mine):
                    \"""Greets.

                    At length.\"""
                """));
    assertThat(facts.description()).containsExactly("Says it.");
    assertThat(facts.options())
        .containsExactly(
            option("--shout/--whisper", "", "How loud."),
            new CommandOption(java.util.List.of("-n", "--count"), "INTEGER", ""));
    assertThat(facts.subcommands()).containsExactly(option("hello-there", "", "Greets."));
  }

  @Test
  void doesNotTakeAMentionedSubcommandForTheCommand() {
    CommandFacts facts =
        read(
            "demo",
            Map.of(
                "demo.py",
                """
                @click.command("run")
                @click.option("--port")
                def run_command(port): pass
                cli = Group()
                cli.add_command(run_command)
                def main():
                    cli.main()
                """));
    assertThat(facts).isEqualTo(CommandFacts.NONE);
  }

  @Test
  void readsTyper() {
    CommandFacts facts =
        read(
            "demo",
            Map.of(
                "demo.py",
                """
                app = typer.Typer(help="Sums.")
                @app.command()
                def main(first: int, dry_run: bool = typer.Option(False, help="do nothing")):
                    pass
                """),
            "app");
    assertThat(facts.description()).containsExactly("Sums.");
    assertThat(facts.options()).containsExactly(option("--dry-run", "", "do nothing"));
  }

  @Test
  void readsHelpThatIsWrittenDown() {
    CommandFacts facts =
        read(
            "demo",
            Map.of(
                "demo.py",
                """
                '''Naval fate.

                Usage:
                  demo ship <name>
                  demo --version

                Options:
                  -h --help     Show this.
                  --speed=<kn>  Speed in knots,
                                at sea.
                '''
                def main():
                    docopt(__doc__)
                """));
    assertThat(facts.usage()).containsExactly("ship <name>", "--version");
    assertThat(facts.options())
        .containsExactly(
            new CommandOption(java.util.List.of("-h", "--help"), "", "Show this."),
            new CommandOption(java.util.List.of("--speed"), "<kn>", "Speed in knots, at sea."));
  }

  @Test
  void survivesWhatIsNoPython() {
    assertThat(read("demo", Map.of("demo.py", "def main(: '''\n\\"))).isEqualTo(CommandFacts.NONE);
  }

  private static CommandOption option(String name, String argument, String help) {
    return new CommandOption(java.util.List.of(name), argument, help);
  }

  private static CommandFacts read(String module, Map<String, String> files) {
    return read(module, files, "main");
  }

  private static CommandFacts read(String module, Map<String, String> files, String attribute) {
    return CommandReading.of(module, attribute, p -> Optional.ofNullable(files.get(p)));
  }
}
