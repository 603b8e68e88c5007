package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;
import org.debwright.transition.survey.InstalledDistribution.Form;
import org.debwright.transition.survey.Survey.LooseFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyorTest {
  private static final String PLACE = "/usr/local/lib/python3.11/dist-packages";
  private static final String DEBS = "/usr/lib/python3/dist-packages";

  @TempDir Path root;

  private void write(String path, String content) throws IOException {
    Path file = RawName.resolve(root, path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  private void wheel(String place, String name, String version, String... files)
      throws IOException {
    String info = name + "-" + version + ".dist-info";
    StringBuilder record = new StringBuilder();
    for (String file : files) {
      record.append(file.contains(",") ? '"' + file + '"' : file).append(",,\n");
    }
    record.append(info + "/METADATA,,\n" + info + "/RECORD,,\n");
    write(
        place + "/" + info + "/METADATA",
        "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
    write(place + "/" + info + "/RECORD", record.toString());
  }

  private Survey survey() {
    return Surveyor.survey(Root.at(root), 2, Reporter.SILENT);
  }

  private InstalledDistribution find(String project) {
    return survey().distributions().stream()
        .filter(each -> each.project().equals(new ProjectName(project)))
        .findFirst()
        .orElseThrow();
  }

  private void python() throws IOException {
    write("/usr/bin/python3.11", "\u007fELF");
    write(
        "/var/lib/dpkg/status",
        """
        Package: python3.11-minimal
        Status: install ok installed
        Version: 3.11.2-6+deb12u3

        Package: gone
        Status: deinstall ok config-files
        Version: 1
        """);
    write("/var/lib/dpkg/info/python3.11-minimal.list", "/.\n/usr/bin/python3.11\n");
  }

  @Test
  void tellsThePythonsWithTheirPatchLevel() throws IOException {
    python();
    Files.createSymbolicLink(root.resolve("usr/bin/python3"), Path.of("python3.11"));
    write("/usr/local/bin/python3.12", "");
    write("/usr/local/include/python3.12/patchlevel.h", "#define PY_VERSION   \"3.12.4\"\n");
    Survey survey = survey();
    assertThat(survey.interpreters())
        .extracting(Interpreter::path, Interpreter::fullVersion)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/usr/bin/python3.11", "3.11.2"),
            org.assertj.core.groups.Tuple.tuple("/usr/local/bin/python3.12", "3.12.4"));
    assertThat(survey.dpkg().version("gone")).isEmpty();
  }

  @Test
  void knowsWhoseADeclarationPutAsideIs() throws IOException {
    write(PLACE + "/space/__init__.py.pip-fallback", "");
    write(PLACE + "/space/one.py", "");
    write(PLACE + "/other/__init__.py", "");
    write(PLACE + "/other/__init__.py.orig", "");
    wheel(PLACE, "alpha", "1.0", "space/__init__.py", "space/one.py", "other/__init__.py");
    assertThat(survey().loose())
        .extracting(LooseFile::path)
        .containsExactly(PLACE + "/other/__init__.py.orig");
  }

  @Test
  void readsWhatAWheelRecorded() throws IOException {
    write(PLACE + "/alpha/__init__.py", "import beta\n");
    write(PLACE + "/alpha/__pycache__/__init__.cpython-311.pyc", "x");
    write(PLACE + "/alpha/odd, name.txt", "x");
    write(PLACE + "/beta.py", "import alpha.core\n");
    write("/usr/local/bin/alpha", "#!/usr/bin/python3\nimport alpha\n");
    write("/usr/local/share/alpha/data", "x");
    wheel(
        PLACE,
        "Alpha",
        "1.0",
        "alpha/__init__.py",
        "alpha/odd, name.txt",
        "alpha/gone.py",
        "../../../bin/alpha",
        "../../../share/alpha/data");
    wheel(PLACE, "beta", "2", "beta.py");
    write(PLACE + "/notes.txt", "mine");
    InstalledDistribution alpha = find("alpha");
    assertThat(alpha.form()).isEqualTo(Form.DIST_INFO);
    assertThat(alpha.modules()).containsExactly("alpha");
    assertThat(alpha.scripts()).containsExactly("/usr/local/bin/alpha");
    assertThat(alpha.dataFiles()).containsExactly("/usr/local/share/alpha/data");
    assertThat(alpha.missing()).containsExactly(PLACE + "/alpha/gone.py");
    assertThat(alpha.imports())
        .containsOnlyKeys(new ProjectName("beta"))
        .allSatisfy(
            (project, site) -> assertThat(site).hasToString(PLACE + "/alpha/__init__.py:1"));
    // Package, odd name, compiled file, script, data, METADATA and RECORD.
    assertThat(alpha.extent().files()).isEqualTo(7);
    assertThat(find("beta").imports()).containsOnlyKeys(new ProjectName("alpha"));
    assertThat(survey().loose()).extracting(LooseFile::path).containsExactly(PLACE + "/notes.txt");
  }

  @Test
  void readsEveryOlderForm() throws IOException {
    write(
        PLACE + "/a_old-1.0.egg-info/PKG-INFO",
        "Metadata-Version: 1.0\nName: a-old\nVersion: 1.0\n");
    write(PLACE + "/a_old-1.0.egg-info/installed-files.txt", "../a_old.py\nPKG-INFO\n");
    write(
        PLACE + "/a_old-1.0.egg-info/requires.txt",
        "six>=1\n\n[:python_version<\"3\"]\nfutures\n\n[extra]\nnever\n");
    write(PLACE + "/a_old.py", "");
    write(PLACE + "/b_file-1.0.egg-info", "Metadata-Version: 1.0\nName: b-file\nVersion: 1.0\n");
    write(PLACE + "/b_file.py", "");
    write(
        PLACE + "/c_egg-1.0-py3.11.egg/EGG-INFO/PKG-INFO",
        "Metadata-Version: 1.0\nName: c-egg\nVersion: 1.0\n");
    write(PLACE + "/c_egg-1.0-py3.11.egg/c_egg.py", "");
    write(PLACE + "/d_zip-1.5-py3.11.egg", "PK");
    write(PLACE + "/e-dev.egg-link", "/opt/e\n../\n");
    write("/opt/e/e_dev.egg-info/PKG-INFO", "Metadata-Version: 1.0\nName: e-dev\nVersion: 0.1\n");
    write(PLACE + "/easy-install.pth", "/opt/e\n./c_egg-1.0-py3.11.egg\n");
    Survey survey = survey();
    assertThat(survey.distributions())
        .extracting(InstalledDistribution::label)
        .containsExactly("a-old 1.0", "b-file 1.0", "c-egg 1.0", "d-zip 1.5", "e-dev 0.1");
    assertThat(survey.distributions())
        .extracting(InstalledDistribution::form)
        .containsExactly(
            Form.EGG_INFO, Form.EGG_INFO_FILE, Form.EGG, Form.ZIPPED_EGG, Form.EGG_LINK);
    assertThat(find("a-old").requirements().stream().map(Object::toString))
        .containsExactly("six>=1", "futures; python_version < \"3\"");
    assertThat(find("e-dev").editable()).contains("/opt/e");
    assertThat(survey.pathEntries()).hasSize(2);
    assertThat(survey.loose()).isEmpty();
  }

  @Test
  void tellsWhatHidesAPackage() throws IOException {
    python();
    write(PLACE + "/six.py", "");
    wheel(PLACE, "six", "1.17.0", "six.py");
    write(PLACE + "/zope/interface/__init__.py", "");
    wheel(PLACE, "zope.interface", "6.0", "zope/interface/__init__.py");
    write(DEBS + "/six.py", "");
    wheel(DEBS, "six", "1.16.0", "six.py");
    write(
        "/var/lib/dpkg/info/python3-six.list",
        DEBS + "/six.py\n" + DEBS + "/six-1.16.0.dist-info\n");
    write("/var/lib/dpkg/info/python3-zope.list", DEBS + "/zope/event/__init__.py\n");
    assertThat(survey().shadows())
        .containsExactly(
            new Shadow(
                new ProjectName("six"),
                "1.17.0",
                PLACE,
                "deb:python3-six",
                "1.16.0",
                List.of("six")));
  }

  @Test
  void neverLeavesTheRoot() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Files.writeString(outside.resolve("evil.sh"), "pip install six\n");
    Files.createDirectories(root.resolve("opt"));
    Files.createSymbolicLink(root.resolve("opt/out"), outside);
    Files.createSymbolicLink(root.resolve("opt/out.sh"), outside.resolve("evil.sh"));
    Files.createDirectories(root.resolve("usr/local/lib/python3.11"));
    Files.createSymbolicLink(root.resolve("usr/local/lib/python3.11/dist-packages"), outside);
    write("/etc/passwd", "x:x:1:1::/../../../../../../" + outside + ":/bin/sh\n");
    assertThat(survey().calls()).isEmpty();
    assertThat(survey().places()).isEmpty();
    Files.delete(outside.resolve("evil.sh"));
    Files.delete(outside);
  }

  @Test
  void followsAPlaceThatIsALinkWithinTheRoot() throws IOException {
    write("/srv/py/six.py", "");
    wheel("/srv/py", "six", "1", "six.py");
    Files.createDirectories(root.resolve("usr/local/lib/python3.11"));
    Files.createSymbolicLink(
        root.resolve("usr/local/lib/python3.11/dist-packages"), Path.of("/srv/py"));
    assertThat(find("six").extent().files()).isEqualTo(3);
    assertThat(find("six").place().path()).isEqualTo(PLACE);
  }

  @Test
  void surveysHostileTrees() throws Exception {
    write(PLACE + "/a\nb.py", "import os\n");
    Path raw = RawName.resolve(root, PLACE + "/\udcff\udcfe.py");
    Files.writeString(raw, "");
    Files.createSymbolicLink(root.resolve("etc"), Path.of("etc"));
    Files.createDirectories(root.resolve("opt"));
    Files.createSymbolicLink(root.resolve("opt/loop"), Path.of("/opt"));
    Process fifo = new ProcessBuilder("mkfifo", root.resolve("opt/fifo.sh").toString()).start();
    fifo.waitFor();
    try (var huge =
        Files.newByteChannel(
            Files.createFile(root.resolve("opt/huge.sh")),
            java.nio.file.StandardOpenOption.WRITE)) {
      huge.position(1L << 33).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    write(PLACE + "/bad-1.dist-info/METADATA", "\u0000\u0001");
    write(PLACE + "/bad-1.dist-info/RECORD", "\"unterminated,../../../../../../etc/shadow\n,,,\n");
    write("/etcetera/x.py", "pip ".repeat(1000) + "\n'''");
    Survey survey = survey();
    assertThat(survey.loose())
        .extracting(LooseFile::path)
        .contains(PLACE + "/a\nb.py", PLACE + "/\udcff\udcfe.py");
    assertThat(survey.unread()).contains("/opt/huge.sh");
    assertThat(survey.distributions())
        .extracting(InstalledDistribution::label)
        .containsExactly("bad 1");
    assertThat(survey.calls()).isEmpty();
  }

  @Test
  void namesFilesWithoutLoss() {
    String name = "a\nb\u00e9\udcff\\\u202e";
    assertThat(RawName.decode(RawName.encode(name))).isEqualTo(name);
    assertThat(RawName.printable(name)).isEqualTo("a\\nbé\\xff\\\\\\xe2\\x80\\xae");
    assertThat(RawName.decode("é€😀".getBytes(UTF_8))).isEqualTo("é€😀");
  }

  @Test
  void passesOverEnvironmentsButNamesThem() throws IOException {
    write("/opt/app/venv/pyvenv.cfg", "home = /usr/bin\nversion = 3.11.2\n");
    write("/opt/app/venv/bin/pip", "#!/opt/app/venv/bin/python\nfrom pip import main\n");
    wheel("/opt/app/venv/lib/python3.11/site-packages", "six", "1");
    write("/opt/app/run.sh", "venv/bin/pip install x\n");
    Survey survey = survey();
    assertThat(survey.environments())
        .hasSize(1)
        .allSatisfy(
            (environment, count) -> {
              assertThat(environment.path()).isEqualTo("/opt/app/venv");
              assertThat(count).isEqualTo(1);
            });
    assertThat(survey.calls()).extracting(PipCall::path).containsExactly("/opt/app/run.sh");
  }

  @Test
  void findsCallsInEveryKindOfFile() throws IOException {
    write("/opt/a.sh", "#!/bin/sh\npip install a\n");
    write("/etc/systemd/system/b.service", "[Service]\nExecStartPre=-/usr/bin/pip3 install b\n");
    write("/etc/cron.d/c", "# pip\n0 3 * * * root pip install c\n");
    write("/var/spool/cron/crontabs/pi", "@daily pip install d\n");
    write("/opt/e.py", "import subprocess\nsubprocess.run(['pip', 'install', 'e'])\n");
    write("/opt/f.py", "import os\nos.system('pip install f')\n");
    write("/opt/g.py", "\nimport pip\n");
    write("/var/lib/dpkg/info/h.postinst", "#!/bin/sh\nset -e\npip install h\n");
    write("/opt/i/Makefile", "PIP ?= pip3\nall:\n\t@$(PIP) install i\n");
    write("/etc/rc.local", "#!/bin/sh -e\npip install j\nexit 0\n");
    write("/etc/apt/apt.conf.d/99k", "DPkg::Post-Invoke {\"pip install k\";};\n");
    write("/opt/docs/README", "pip install never\n");
    Path script = root.resolve("opt/l");
    Files.writeString(script, "#!/usr/bin/env python3\nimport pip\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(survey().calls())
        .extracting(call -> call.path() + ":" + call.line() + " " + call.kind())
        .containsExactly(
            "/etc/apt/apt.conf.d/99k:1 hook",
            "/etc/cron.d/c:2 cron",
            "/etc/rc.local:2 rc.local",
            "/etc/systemd/system/b.service:2 systemd unit",
            "/opt/a.sh:2 shell script",
            "/opt/e.py:2 Python",
            "/opt/f.py:2 Python",
            "/opt/g.py:2 Python",
            "/opt/i/Makefile:3 Makefile",
            "/opt/l:2 Python",
            "/var/lib/dpkg/info/h.postinst:3 maintainer script",
            "/var/spool/cron/crontabs/pi:1 cron");
  }

  @Test
  void refusesARootThatIsNone() {
    assertThatThrownBy(() -> Root.at(root.resolve("nowhere")))
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("is no directory");
  }
}
