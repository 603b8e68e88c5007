package org.debwright.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small random questions, written as scenario text so that a failure can be read and kept. */
final class RandomUniverse {
  private static final String[] NAMES = {"a", "b", "c", "d", "e"};

  private static final String[] POLICIES = {"distro-first", "distro-first", "pip-newer", "exact"};

  private final SplittableRandom random;
  private final int projects;

  RandomUniverse(long seed) {
    this.random = new SplittableRandom(seed);
    this.projects = random.nextInt(2, NAMES.length + 1);
  }

  /** A question with a suite in it, under some policy. */
  String textOfBothWorlds() {
    StringBuilder text = new StringBuilder("suite\n");
    for (int project = 0; project < projects; project++) {
      if (random.nextInt(3) > 0) {
        packaged(NAMES[project], text);
      }
    }
    text.append("options\n  ").append(POLICIES[random.nextInt(POLICIES.length)]).append('\n');
    if (random.nextInt(4) == 0) {
      String choice = List.of("distro", "build", "2.0").get(random.nextInt(3));
      text.append("  override ").append(NAMES[random.nextInt(projects)]);
      text.append('=').append(choice).append('\n');
    }
    return text + text();
  }

  private void packaged(String name, StringBuilder text) {
    text.append("  ").append(name).append(' ').append(random.nextInt(1, 5)).append(".0\n");
    for (int i = random.nextInt(3); i > 0; i--) {
      String verb = random.nextInt(4) == 0 ? "breaks" : "depends";
      String other = NAMES[random.nextInt(projects)];
      String bound =
          List.of("", " (>= " + random.nextInt(1, 5) + ")", " (<< " + random.nextInt(2, 5) + ")")
              .get(random.nextInt(3));
      // A suite goes together, so it depends on what is in it; and nothing breaks itself.
      if (text.indexOf("\n  " + other + " ") >= 0 && !other.equals(name)) {
        text.append("    ").append(verb).append(" python3-").append(other).append(bound);
        text.append('\n');
      }
    }
  }

  String text() {
    StringBuilder text = new StringBuilder("index\n");
    for (int project = 0; project < projects; project++) {
      int versions = random.nextInt(1, 5);
      for (int version = 1; version <= versions; version++) {
        text.append("  ").append(NAMES[project]).append(' ').append(version).append(".0\n");
        details(text);
      }
    }
    text.append("ask\n");
    for (int i = random.nextInt(1, 3); i > 0; i--) {
      text.append("  ").append(requirement()).append('\n');
    }
    if (random.nextInt(4) == 0) {
      text.append("constrain\n  ").append(plain()).append('\n');
    }
    return text.toString();
  }

  private void details(StringBuilder text) {
    if (random.nextInt(8) == 0) {
      text.append("    wheel cp312-cp312-win_amd64\n");
    }
    if (random.nextInt(12) == 0) {
      text.append("    python >=3.13\n");
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      String marker = random.nextInt(4) == 0 ? " ; extra == 'x'" : "";
      text.append("    requires ").append(requirement()).append(marker).append('\n');
    }
    text.append("    extra x\n");
  }

  private String requirement() {
    String plain = plain();
    return random.nextInt(5) == 0 ? plain.charAt(0) + "[x]" + plain.substring(1) : plain;
  }

  private String plain() {
    String name = NAMES[random.nextInt(projects)];
    int version = random.nextInt(1, 5);
    List<String> specifiers =
        new ArrayList<>(
            List.of(
                "",
                "==" + version + ".0",
                ">=" + version + ".0",
                "<" + version + ".0",
                "<=" + version + ".0",
                "!=" + version + ".0"));
    return name + specifiers.get(random.nextInt(specifiers.size()));
  }
}
