package org.debwright.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small random questions, written as scenario text so that a failure can be read and kept. */
final class RandomUniverse {
  private static final String[] NAMES = {"a", "b", "c", "d", "e"};

  private final SplittableRandom random;
  private final int projects;

  RandomUniverse(long seed) {
    this.random = new SplittableRandom(seed);
    this.projects = random.nextInt(2, NAMES.length + 1);
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
