package org.debwright.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a command prints for {@code --help}, or has for docopt: usage, options, prose. */
final class HelpText {
  private static final Pattern USAGE = Pattern.compile("(?i)\\s*usage:\\s*(.*)");
  private static final Pattern OPTION =
      Pattern.compile(" {1,12}(-{1,2}[\\w?@#][^ ]*(?:(?:, ?| )[^ ]+)*)(?: {2,}(.*))?");
  private static final Pattern ARGUMENT = Pattern.compile("^(-[^\\s=\\[]+)(?:[ =]|(?=\\[))(.+)$");
  private static final Pattern HEADING = Pattern.compile("[A-Za-z][\\w ,()-]{0,60}:?");
  private static final Pattern TERMINAL =
      Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|.\b|[\\x00-\\x08\\x0b-\\x1f\\x7f]");
  private static final int MOST_LINES = 600;
  private static final int LONGEST_LINE = 400;

  private final List<String> usage = new ArrayList<>();
  private final List<String> description = new ArrayList<>();
  private final List<CommandOption> options = new ArrayList<>();

  private HelpText() {}

  /** Reads it; what is no usage and no option is left out. */
  static CommandFacts read(String text) {
    HelpText help = new HelpText();
    help.take(lines(text));
    return new CommandFacts(help.usage, help.description, help.options, List.of());
  }

  // Colours and overstrikes away; frames of rich become blanks.
  private static List<String> lines(String text) {
    return TERMINAL
        .matcher(text.replace("\t", "        ").replace("\r", ""))
        .replaceAll("")
        .replaceAll("[\u2500-\u257f]", " ")
        .lines()
        .limit(MOST_LINES)
        .map(l -> l.substring(0, Math.min(l.length(), LONGEST_LINE)).stripTrailing())
        .toList();
  }

  private void take(List<String> lines) {
    boolean beforeOptions = true;
    StringBuilder paragraph = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher start = USAGE.matcher(line);
      Matcher option = OPTION.matcher(line);
      if (start.matches() && usage.isEmpty()) {
        i = usage(lines, i, start.group(1));
      } else if (option.matches()) {
        beforeOptions = false;
        i = option(lines, i, option);
      } else if (line.isBlank() || HEADING.matcher(line).matches()) {
        end(paragraph);
        beforeOptions &= line.isBlank() || !line.endsWith(":");
      } else if (beforeOptions) {
        paragraph.append(' ').append(line.strip());
      }
    }
    end(paragraph);
  }

  private void end(StringBuilder paragraph) {
    if (paragraph.length() > 0) {
      description.add(paragraph.toString().strip());
      paragraph.setLength(0);
    }
  }

  private int usage(List<String> lines, int at, String first) {
    StringBuilder one = new StringBuilder(first);
    int i = at + 1;
    for (; i < lines.size() && !lines.get(i).isBlank() && lines.get(i).startsWith(" "); i++) {
      String line = lines.get(i);
      // docopt and others have one form of the command in a line; argparse folds a long one.
      String program = one.toString().strip().split(" ", 2)[0];
      String[] words = line.strip().split(" ", 2);
      if (one.toString().isBlank() || words[0].equals(program)) {
        form(one);
        one.setLength(0);
      }
      one.append(' ').append(line.strip());
    }
    form(one);
    return i - 1;
  }

  private void form(StringBuilder form) {
    String text = form.toString().strip();
    if (!text.isEmpty()) {
      usage.add(text.contains(" ") ? text.substring(text.indexOf(' ') + 1).strip() : "");
    }
  }

  private int option(List<String> lines, int at, Matcher option) {
    String line = lines.get(at);
    int column = line.length() - line.stripLeading().length();
    StringBuilder help = new StringBuilder(option.group(2) == null ? "" : option.group(2));
    int i = at + 1;
    for (; i < lines.size() && !lines.get(i).isBlank(); i++) {
      String next = lines.get(i);
      int indent = next.length() - next.stripLeading().length();
      if (indent <= column + 1 || OPTION.matcher(next).matches()) {
        break;
      }
      help.append(' ').append(next.strip());
    }
    options.add(named(option.group(1), help.toString().strip()));
    return i - 1;
  }

  private static CommandOption named(String text, String help) {
    List<String> spellings = new ArrayList<>();
    String argument = "";
    for (String part : text.split(",\\s*(?=-)|\\s+(?=-)", -1)) {
      Matcher matcher = ARGUMENT.matcher(part.strip());
      if (matcher.matches()) {
        spellings.add(matcher.group(1));
        argument = matcher.group(2);
      } else {
        spellings.add(part.strip());
      }
    }
    return new CommandOption(spellings, argument, help);
  }
}
