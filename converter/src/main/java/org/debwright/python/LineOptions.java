package org.debwright.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/** The options of one line of a requirements file. */
final class LineOptions {
  private final SourceText source;
  private final List<OptionWords.Word> words;
  private final List<Given> given = new ArrayList<>();
  private final List<Diagnostic> wrong = new ArrayList<>();
  private int at;

  private LineOptions(SourceText source) {
    this.source = source;
    this.words = OptionWords.of(source);
  }

  /**
   * An option that was given.
   *
   * @param value its value, empty for a switch
   * @param valueText where the value stands
   */
  record Given(RequirementsOption option, String name, String value, SourceText valueText) {
    /** The value's place. */
    Location where() {
      return valueText.at(0, valueText.text().length());
    }
  }

  /**
   * Reads them.
   *
   * @throws DebwrightException with all that pip does not know
   */
  static List<Given> parse(SourceText source) {
    LineOptions options = new LineOptions(source);
    while (options.at < options.words.size()) {
      options.next(options.words.get(options.at++));
    }
    if (!options.wrong.isEmpty()) {
      throw new DebwrightException(options.wrong);
    }
    return List.copyOf(options.given);
  }

  private void next(OptionWords.Word word) {
    String text = word.text();
    if (!text.startsWith("-")) {
      wrong(word, "`" + Credentials.masked(text) + "` is neither an option nor the value of one");
      return;
    }
    // --name=value, -nvalue
    int end = text.startsWith("--") ? text.indexOf('=') : 2;
    boolean attached = end > 0 && end < text.length();
    String name = attached ? text.substring(0, end) : text;
    Optional<RequirementsOption> option = RequirementsOption.named(name);
    if (option.isEmpty()) {
      wrong(word, "`" + name + "` is not an option of requirements files");
      skipValues();
    } else if (option.get().isGone()) {
      wrong.add(
          Diagnostic.error("requirements-option-invalid", "`" + name + "` is no longer supported")
              .because("pip itself has given it up; a build backend takes `--config-settings`")
              .at(source.at(word.from(), word.to())));
      at = words.size();
    } else if (!option.get().takesValue()) {
      addSwitch(option.get(), name, attached, word);
    } else if (attached) {
      int skipped = text.startsWith("--") ? end + 1 : end;
      add(option.get(), name, text.substring(skipped), word, skipped);
    } else if (at < words.size()) {
      OptionWords.Word value = words.get(at++);
      add(option.get(), name, value.text(), value, 0);
    } else {
      wrong(word, "`" + name + "` needs a value");
    }
  }

  private void skipValues() {
    while (at < words.size() && !words.get(at).text().startsWith("-")) {
      at++;
    }
  }

  private void addSwitch(
      RequirementsOption option, String name, boolean attached, OptionWords.Word word) {
    if (attached) {
      wrong(word, "`" + name + "` takes no value");
    } else {
      given.add(new Given(option, name, "", new SourceText.Slice(source, word.from(), word.to())));
    }
  }

  private void add(
      RequirementsOption option, String name, String value, OptionWords.Word word, int skipped) {
    int from = Math.min(word.from() + skipped, word.to());
    SourceText written = new SourceText.Slice(source, from, word.to());
    // Quotes make the value shorter than what is written: then only the whole can be pointed at.
    SourceText text =
        written.text().equals(value)
            ? written
            : SourceText.of(value, written.at(0, written.text().length()));
    given.add(new Given(option, name, value, text));
  }

  private void wrong(OptionWords.Word word, String what) {
    wrong.add(
        Diagnostic.error("requirements-option-invalid", what)
            .at(source.at(word.from(), word.to())));
  }
}
