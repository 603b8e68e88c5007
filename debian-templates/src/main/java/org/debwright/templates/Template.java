package org.debwright.templates;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Every text that ends up in a package. Each constant names its resource beside this class, {@code
 * postinst.mustache} for {@link #POSTINST}, and the values that it asks for. A long text is in
 * parts, which it names by their resource, <code>{{&gt;transition-engine/plan}}</code>, each on a
 * line of its own.
 *
 * <p>Values are written as they are: the caller gives what is safe in a shell script, in Python or
 * in deb822, for example because it comes from a checked type.
 */
public enum Template {
  /**
   * Makes way for links: {@code links}, a list of {@code path} and {@code target}, both as words of
   * a shell.
   */
  PREINST("preinst"),
  /** Takes back what the former did: {@code links}. */
  POSTRM("postrm"),
  /**
   * Compiles modules on Python 3: {@code package}, as py3compile takes it; {@code directories}, a
   * list of those that are not the interpreter's; {@code links}.
   */
  POSTINST("postinst"),
  /** Drops compiled modules on Python 3: {@code package}, {@code links}. */
  PRERM("prerm"),
  /** Compiles modules on Python 2: {@code package}, {@code directories}, {@code links}. */
  POSTINST_PYTHON2("postinst-python2"),
  /** Drops compiled modules on Python 2: {@code package}, {@code links}. */
  PRERM_PYTHON2("prerm-python2"),
  /**
   * A command that calls an entry point: {@code interpreter}, {@code module}, {@code name} (first
   * word of the attribute), {@code callable} (all of it).
   */
  CONSOLE_SCRIPT("console-script"),
  /**
   * A man page, every value escaped for groff: {@code title}, {@code section}, {@code date}, {@code
   * source} (in quotes), {@code name}, {@code synopsis}, {@code project}, {@code version}; lists
   * {@code usage}, {@code description}; {@code arguments}, {@code options}, {@code subcommands} of
   * none or one with {@code items} of {@code term} and {@code help}; of none or one {@code
   * homepage}, and {@code silent}, the name where nothing is known of its options.
   */
  MANUAL_PAGE("manual-page"),
  /**
   * changelog.Debian with one entry: {@code source}, {@code version}, {@code suite}, {@code
   * changes} (lines, indented), {@code maintainer}, {@code date} (RFC 5322).
   */
  CHANGELOG("changelog"),
  /**
   * Copyright in DEP 5: {@code upstreamName}, {@code copyright}, {@code licence}, {@code
   * licenceText} (folded); lists of none or one: {@code upstreamContact}, {@code source}, {@code
   * comment} (folded).
   */
  COPYRIGHT("copyright"),
  /**
   * Extended description of a library: {@code paragraphs} (wrapped), {@code project}, {@code
   * version}, {@code python}.
   */
  DESCRIPTION("description"),
  /** The same of an extra's metapackage: {@code project}, {@code version}, {@code extra}. */
  DESCRIPTION_EXTRA("description-extra"),
  /** The same of the metapackage of a set: {@code count} of what it pins. */
  DESCRIPTION_SET("description-set"),
  /** The same of a keyring: {@code origin}. */
  DESCRIPTION_KEYRING("description-keyring"),
  /** The same of the package that puts pip's modules behind packaged ones. */
  DESCRIPTION_TRANSITION("description-transition"),
  /**
   * The {@code .pth} of a transition, one line that site.py executes: {@code suffix} of the
   * fallback directory, {@code state} (directory).
   */
  TRANSITION_LINE("transition-line"),
  /**
   * What does the steps of a transition and takes them back: {@code package}, {@code suffix},
   * {@code state}, {@code line} (file name), {@code text} (of the line), {@code places} (list of
   * directories that have the line), {@code verifier} ({@link #TRANSITION_VERIFY}), {@code
   * requirer} ({@link #TRANSITION_REQUIRES}).
   */
  TRANSITION_ENGINE("transition-engine"),
  /**
   * A program for any Python from 2.7 on that imports what there is, and later whether it still
   * does; nothing to fill in.
   */
  TRANSITION_VERIFY("transition-verify"),
  /**
   * A program for any Python from 2.7 on that looks whether packages broke what pip's distributions
   * require; nothing to fill in. It ends with 0, with 1 if they did, with 3 where it has nothing to
   * read requirements with.
   */
  TRANSITION_REQUIRES("transition-requires"),
  /** Of the package that owns the engine: {@code package}, {@code state}. */
  TRANSITION_PREINST("transition-preinst"),
  /** The same. */
  TRANSITION_POSTINST("transition-postinst"),
  /** The same. */
  TRANSITION_PRERM("transition-prerm"),
  /** The same. */
  TRANSITION_POSTRM("transition-postrm"),
  /** What its removal does, for {@code /etc/default}: {@code package}. */
  TRANSITION_DEFAULT("transition-default"),
  /** The postinst of a metapackage that activates a transition: {@code package} with the engine. */
  TRANSITION_ACTIVATE("transition-activate"),
  /**
   * What of lintian's findings stays and why: {@code package}, and for each tag that the resource
   * knows whether the package needs it.
   */
  LINTIAN_OVERRIDES("lintian-overrides"),
  /**
   * debian/rules of a source package: {@code package}, {@code project}, {@code version}, {@code
   * suite}, {@code python}, {@code revision}.
   */
  SOURCE_RULES("source-rules"),
  /**
   * A source of apt, deb822: {@code package}, {@code uri}, {@code suite}, {@code components},
   * {@code keyring} (path).
   */
  SOURCES("sources"),
  /** Preferences of apt: {@code package}, {@code origin}, {@code packages} (names, with blanks). */
  PREFERENCES("preferences");

  private static final String SUFFIX = ".mustache";

  private final String resource;

  Template(String name) {
    this.resource = name + SUFFIX;
  }

  /**
   * The text with every hole filled.
   *
   * @param values by name; strings, or lists for sections
   * @throws IllegalArgumentException if a value is missing
   */
  public String render(Map<String, ?> values) {
    try {
      return Mustache.compiler()
          .escapeHTML(false)
          .strictSections(true)
          .withLoader(part -> new StringReader(source(part + SUFFIX)))
          .compile(source(resource))
          .execute(values);
    } catch (MustacheException e) {
      throw new IllegalArgumentException(resource + ": " + e.getMessage(), e);
    }
  }

  private static String source(String resource) {
    try (InputStream in = Template.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
