package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What pip itself left in a root, and calls of it planted there, are found; nothing else is. */
final class SurveyIT {
  private static final String PLACE = "/usr/local/lib/python3.11/dist-packages";

  @TempDir static Path directory;

  private static Scratch scratch;
  private static Path root;

  @BeforeAll
  static void messyRoot() throws IOException {
    scratch = Scratch.in(Files.createDirectories(directory.resolve("scratch")));
    root = Files.createDirectories(directory.resolve("root"));
    Path wheels = Files.createDirectories(directory.resolve("wheels"));
    SampleFile alpha =
        SampleWheel.of("alpha", "1.0")
            .requires("beta>=2")
            .member("alpha/uses.py", "import beta\n")
            .command("alpha-run", "alpha:main")
            .file();
    SampleFile beta = SampleWheel.of("beta", "2.5").data("data/share/beta/x", "x").file();
    Files.write(wheels.resolve(alpha.name()), alpha.content());
    Files.write(wheels.resolve(beta.name()), beta.content());
    Tool.run(
        "/usr/bin/python3",
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--no-warn-script-location",
        "--root-user-action=ignore",
        "--break-system-packages",
        "--ignore-installed",
        "--find-links",
        wheels.toString(),
        "--root",
        root.toString(),
        "alpha");
    plant("/usr/bin/python3.11", "\u007fELF");
    plant("/usr/local/lib/python3.11/dist-packages/<script>.txt", "useful");
    plantPackage();
    plantCalls();
    plantMentions();
  }

  private static void plant(String path, String content) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  private static void plantPackage() throws IOException {
    String debs = "/usr/lib/python3/dist-packages/";
    plant(debs + "beta/__init__.py", "");
    plant(
        debs + "beta-2.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: beta\nVersion: 2.0\n");
    plant(
        "/var/lib/dpkg/info/python3-beta.list",
        debs
            + "beta/__init__.py\n"
            + debs
            + "beta-2.0.dist-info/METADATA\n"
            + debs
            + "beta-2.0.dist-info\n");
    plant("/var/lib/dpkg/info/libc6:amd64.list", "/.\n");
    plant(
        "/var/lib/dpkg/status",
        "Package: python3-beta\nStatus: install ok installed\nVersion: 2.0-1\n\n");
  }

  private static void plantCalls() throws IOException {
    plant("/opt/kit/update.sh", "#!/bin/sh\nset -e\nsudo pip3 install --upgrade six\n");
    plant(
        "/etc/systemd/system/kit.service",
        "[Service]\nExecStartPre=/bin/sh -c 'pip install six'\nExecStart=/bin/true\n");
    plant("/etc/cron.d/kit", "MAILTO=root\n7 4 * * 1 root python3 -m pip install -U six\n");
    plant("/opt/kit/a.py", "import subprocess\nsubprocess.call(['pip', 'install', 'six'])\n");
    plant("/opt/kit/b.py", "import os\n\nos.system('pip install six')\n");
    plant("/opt/kit/c.py", "try:\n    import pip\nexcept ImportError:\n    pass\n");
    plant("/var/lib/dpkg/info/kit.postinst", "#!/bin/sh\nset -e\npip install six || true\n");
    plant("/opt/kit/Makefile", "all:\n\t# pip install no\n\tpip install six\n");
    plant("/etc/rc.local", "#!/bin/sh -e\n( sleep 9; pip install six ) &\nexit 0\n");
  }

  private static void plantMentions() throws IOException {
    plant("/opt/kit/README", "pip install six\n");
    plant("/usr/share/doc/kit/install.sh", "pip install six\n");
    plant("/opt/kit/no.sh", "# pip install six\necho 'run pip install six'\ncommand -v pip\n");
    plant("/opt/kit/no.py", "'''import pip'''\nprint('pip install six')  # import pip\n");
    plant("/etc/cron.d/no", "# 1 1 * * * root pip install six\n");
    plant("/etc/systemd/system/no.service", "[Unit]\nDescription=pip install six\n");
  }

  private static JsonNode survey(String... more) {
    List<String> words =
        new ArrayList<>(List.of("transition", "survey", "--root", root.toString(), "--json"));
    words.addAll(List.of(more));
    Debwright.Run run = Debwright.in(scratch).run(words.toArray(String[]::new));
    assertThat(run.exit()).as(run.toString()).isZero();
    return run.json();
  }

  @Test
  void findsThePlantedCallsAndNoOther() {
    List<String> calls = new ArrayList<>();
    for (JsonNode call : survey().get("calls")) {
      calls.add(
          call.get("path").asString()
              + ":"
              + call.get("line").asInt()
              + " "
              + call.get("kind").asString()
              + ", "
              + call.get("how").asString());
    }
    assertThat(calls)
        .containsExactly(
            "/etc/cron.d/kit:2 cron, command",
            "/etc/rc.local:2 rc.local, command",
            "/etc/systemd/system/kit.service:2 systemd unit, command",
            "/opt/kit/Makefile:3 Makefile, command",
            "/opt/kit/a.py:2 Python, subprocess",
            "/opt/kit/b.py:3 Python, os.system",
            "/opt/kit/c.py:2 Python, import",
            "/opt/kit/update.sh:3 shell script, command",
            "/var/lib/dpkg/info/kit.postinst:3 maintainer script, command");
  }

  @Test
  void readsWhatPipRecorded() {
    JsonNode survey = survey();
    JsonNode alpha = survey.get("distributions").get(0);
    assertThat(alpha.get("project").asString()).isEqualTo("alpha");
    assertThat(alpha.get("place").asString()).isEqualTo(PLACE);
    assertThat(alpha.get("scripts").get(0).asString()).isEqualTo("/usr/local/bin/alpha-run");
    assertThat(alpha.get("imports").get(0).get("project").asString()).isEqualTo("beta");
    assertThat(alpha.get("missing")).isEmpty();
    assertThat(survey.get("distributions").get(1).get("data_files").get(0).asString())
        .isEqualTo("/usr/local/share/beta/x");
    assertThat(survey.get("loose_files")).hasSize(1);
    assertThat(survey.get("shadows").get(0).get("hidden").asString()).isEqualTo("deb:python3-beta");
    assertThat(survey.get("shadows").get(0).get("hidden_version").asString()).isEqualTo("2.0");
  }

  @Test
  void verifiesWhatASurveyTells() {
    Debwright.Run run =
        Debwright.in(scratch)
            .run("transition", "verify", "--no-imports", "--root", root.toString(), "--json");
    assertThat(run.exit()).as(run.toString()).isEqualTo(1);
    JsonNode checks = run.json().get("checks");
    assertThat(checks).hasSize(4);
    assertThat(checks.get(0).get("check").asString()).isEqualTo("calls of pip");
    assertThat(checks.get(0).get("wrong")).hasSize(9);
    assertThat(checks.get(0).get("wrong").get(4).asString())
        .isEqualTo(
            "/opt/kit/a.py:2: Python, subprocess: subprocess.call(['pip', 'install', 'six'])");
    assertThat(checks.get(1).get("wrong").get(0).asString())
        .isEqualTo(PLACE + "/<script>.txt: no distribution has it");
    assertThat(checks.get(1).get("wrong")).hasSize(1);
    assertThat(checks.get(2).get("wrong")).isEmpty();
    assertThat(checks.get(3).get("not_looked_at").asString()).contains("no lock was named");
  }

  @Test
  void writesAPageThatIsWellFormedAndEscaped() throws IOException {
    Path page = scratch.work("survey.html");
    survey("--html", page.toString());
    String html = Files.readString(page);
    assertThat(html).contains("&lt;script&gt;.txt").doesNotContain("<script");
    Tool.run(
        "/usr/bin/python3",
        "-c",
        """
        import html.parser, sys
        class Check(html.parser.HTMLParser):
            def __init__(self): super().__init__(); self.open = []
            def handle_starttag(self, tag, attrs):
                if tag not in ('meta',): self.open.append(tag)
            def handle_endtag(self, tag): assert self.open.pop() == tag, tag
        check = Check(); check.feed(open(sys.argv[1], encoding='utf-8').read()); check.close()
        assert check.open == [], check.open
        """,
        page.toString());
  }

  @Test
  void plansAndTellsEveryDifferenceFromTheManifest() throws IOException {
    Path output = scratch.work("plan");
    Debwright debwright = Debwright.in(scratch);
    Debwright.Run blocked =
        debwright.run(
            "transition", "plan", "--root", root.toString(), "-o", output.toString(), "--json");
    assertThat(blocked.exit()).as(blocked.toString()).isZero();
    assertThat(Files.readString(output.resolve("transition.plan")))
        .isEqualTo(
            """
            debwright-transition-plan 1
            line /usr/lib/python3/dist-packages/zz-debwright-transition.pth
            activate
            exchange PLACE PLACE.pip-fallback
            """
                .replace("PLACE", PLACE));
    String manifest = output.resolve("transition.manifest").toString();
    String[] compare = {"transition", "compare", manifest, "--root", root.toString()};
    assertThat(debwright.run(compare).exit()).isZero();
    Path changed = root.resolve("usr/local/lib/python3.11/dist-packages/alpha/uses.py");
    String content = Files.readString(changed);
    Files.writeString(changed, "changed");
    Debwright.Run differs = debwright.run(compare);
    Files.writeString(changed, content);
    assertThat(differs.exit()).isEqualTo(1);
    assertThat(differs.stdout()).contains("~ " + PLACE + "/alpha/uses.py: mtime=", "1 difference");
  }

  @Test
  @Tag("network")
  void tellsNothingFalseOfACleanRoot() {
    String clean = Tool.run("sh", "../tests/chroot", "make", "bookworm").strip();
    String path = clean.substring(clean.lastIndexOf('\n') + 1);
    Debwright.Run run = Debwright.in(scratch).run("transition", "survey", "--root", path, "--json");
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json().get("calls")).isEmpty();
    assertThat(run.json().get("distributions")).isEmpty();
    assertThat(run.json().get("interpreters").get(0).get("full_version").asString())
        .isEqualTo("3.11.2");
  }
}
