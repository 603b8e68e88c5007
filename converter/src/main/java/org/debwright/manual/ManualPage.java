package org.debwright.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.templates.Template;

/**
 * A page of section 1 or 8 (Policy 12.1), in the order of man-pages(7).
 *
 * @param command its file name
 * @param section with an extension where another package has the page, for example {@code 1py}
 * @param date for example {@code 2026-11-21}
 * @param project spelled as its authors do
 * @param version of the project
 * @param synopsis what the project is, one line
 * @param about paragraphs on the project, for a command that says nothing itself
 * @param homepage of the project
 */
public record ManualPage(
    String command,
    String section,
    String date,
    String project,
    String version,
    String synopsis,
    List<String> about,
    Optional<String> homepage) {
  private static final int MOST_OPTIONS = 400;
  private static final int LONGEST_PARAGRAPH = 2000;
  private static final int MOST_PARAGRAPHS = 12;

  /** Copies. */
  public ManualPage {
    about = List.copyOf(about);
  }

  /** Its source for groff_man(7). */
  public String render(CommandFacts facts) {
    return Template.MANUAL_PAGE.render(
        Map.ofEntries(
            Map.entry("title", Roff.argument(command.toUpperCase(java.util.Locale.ROOT))),
            Map.entry("section", Roff.argument(section)),
            Map.entry("date", Roff.argument(date)),
            Map.entry("source", Roff.argument(project + " " + version)),
            Map.entry("name", Roff.plain(command)),
            Map.entry("synopsis", Roff.plain(synopsis)),
            Map.entry("usage", usage(facts)),
            Map.entry("description", description(facts)),
            Map.entry("silent", facts.isHelpful() ? List.of() : List.of(Roff.line(command))),
            Map.entry(
                "arguments", group(facts.options().stream().filter(o -> !o.isFlag()).toList())),
            Map.entry(
                "options", group(facts.options().stream().filter(CommandOption::isFlag).toList())),
            Map.entry("subcommands", group(facts.subcommands())),
            Map.entry("project", Roff.line(project)),
            Map.entry("version", Roff.line(version)),
            Map.entry("homepage", homepage.map(Roff::line).stream().toList())));
  }

  private static List<String> usage(CommandFacts facts) {
    if (!facts.usage().isEmpty()) {
      return facts.usage().stream().map(u -> u.isEmpty() ? "\\&" : Roff.line(u)).toList();
    }
    StringBuilder usage = new StringBuilder();
    if (!facts.isHelpful() || facts.options().stream().anyMatch(CommandOption::isFlag)) {
      usage.append("[\\fIoption\\fR ...]");
    }
    if (!facts.subcommands().isEmpty()) {
      usage.append(" \\fIcommand\\fR [\\fIargument\\fR ...]");
    } else if (!facts.isHelpful()) {
      usage.append(" [\\fIargument\\fR ...]");
    }
    facts.options().stream()
        .filter(o -> !o.isFlag())
        .forEach(
            o -> usage.append(" [\\fI").append(Roff.line(o.spellings().get(0))).append("\\fR]"));
    return List.of(usage.isEmpty() ? "\\&" : usage.toString().strip());
  }

  private List<String> description(CommandFacts facts) {
    List<String> paragraphs = new ArrayList<>(facts.description());
    if (paragraphs.isEmpty()) {
      paragraphs.addAll(about);
    }
    return paragraphs.stream()
        .limit(MOST_PARAGRAPHS)
        .map(p -> Roff.line(p.substring(0, Math.min(p.length(), LONGEST_PARAGRAPH))))
        .filter(p -> !p.isEmpty())
        .toList();
  }

  private static List<Map<String, Object>> group(List<CommandOption> options) {
    return options.isEmpty()
        ? List.of()
        : List.of(
            Map.of("items", options.stream().limit(MOST_OPTIONS).map(ManualPage::item).toList()));
  }

  private static Map<String, Object> item(CommandOption option) {
    StringBuilder term = new StringBuilder();
    for (String spelling : option.spellings()) {
      term.append(term.length() > 0 ? ", " : "")
          .append("\\fB")
          .append(Roff.line(spelling))
          .append("\\fR");
    }
    if (!option.argument().isEmpty()) {
      term.append(" \\fI").append(Roff.line(option.argument())).append("\\fR");
    }
    String help = option.help();
    String shown = help.substring(0, Math.min(help.length(), LONGEST_PARAGRAPH));
    return Map.of("term", term.toString(), "help", Roff.line(shown));
  }
}
