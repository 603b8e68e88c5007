package org.debwright.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;
import org.debwright.python.SpecifierSet;
import org.junit.jupiter.api.Test;

/** PEP 751, "A file format to record Python dependencies for installation reproducibility". */
final class PylockTest {
  private static final String DIGEST = "ab".repeat(32);

  @Test
  void writesTheSameTextAsEver() {
    assertThat(PylockWriter.write(sample()))
        .isEqualTo(
            """
            lock-version = "1.0"
            environments = [
                "python_version == \\"3.11\\"",
            ]
            requires-python = "==3.11.*"
            created-by = "debwright"

            [[packages]]
            name = "a"
            version = "1.0"
            requires-python = ">=3.8"
            dependencies = [
                { name = "b" },
            ]
            wheels = [
                { name = "a-1.0-py3-none-any.whl", upload-time = 2024-02-03T04:05:06.789Z, \
            url = "https://index.test/a-1.0-py3-none-any.whl", size = 12, \
            hashes = { sha256 = "%1$s" } },
            ]

            [packages.tool.debwright]
            asked = true
            extras = ["x"]
            asked-extras = ["x"]

            [[packages]]
            name = "b"
            version = "2.0"
            archive = { url = "https://elsewhere.test/b-2.0.tar.gz", hashes = { sha256 = "%1$s" } }

            [tool.debwright]
            suite = "bookworm"
            architecture = "amd64"
            python = "3.11"
            policy = "exact"
            maintainer = "J\\"o <jo@example.org>"

            [tool.debwright.options]
            only-binary = ":all:"
            """
                .formatted(DIGEST));
  }

  @Test
  void readsWhatItWrote() {
    String text = PylockWriter.write(sample());
    Lock lock = PylockReader.read(text, "pylock.toml", Reporter.SILENT);
    assertThat(lock).isEqualTo(sample());
    assertThat(PylockWriter.write(lock)).isEqualTo(text);
  }

  @Test
  void escapesWhateverAStringHolds() {
    for (String odd : List.of("a\"b", "a\\b", "\u0000\u001f\u007f\u0085", "ünï", "\n\r\t", "😀")) {
      Lock lock = withMaintainer(odd);
      assertThat(PylockReader.read(PylockWriter.write(lock), "", Reporter.SILENT)).isEqualTo(lock);
    }
  }

  @Test
  void refusesAnotherMajorVersion() {
    assertThat(problems("lock-version = \"2.0\"\ncreated-by = \"x\"\npackages = []\n"))
        .containsExactly("lock version `2.0` cannot be read: only versions 1.x are known");
  }

  @Test
  void warnsOfANewerMinorVersion() {
    List<Diagnostic> told = new ArrayList<>();
    PylockReader.read(
        "lock-version = \"1.7\"\ncreated-by = \"x\"\npackages = []\n", "", collecting(told));
    assertThat(told).extracting(Diagnostic::code).containsExactly("lock-version");
  }

  @Test
  void refusesWhatIsNoToml() {
    assertThat(problems("lock-version = ")).hasSize(1).first().asString().contains("no TOML");
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThat(problems("lock-version = \"1.0\"\n"))
        .containsExactlyInAnyOrder(
            "`packages` is wrong: it is required", "`created-by` is wrong: it is required");
  }

  @Test
  void refusesEntriesThatLieOrEscape() {
    Map<String, String> cases = new TreeMap<>();
    cases.put("wheels = [" + file("c-1.0-py3-none-any.whl", "") + "]", "is no wheel of `a==1.0`");
    cases.put("wheels = [" + file("a-1.1-py3-none-any.whl", "") + "]", "is no wheel of `a==1.0`");
    cases.put("wheels = [" + file("a-1.0.tar.gz", "") + "]", "is no wheel of `a==1.0`");
    cases.put("sdist = " + file("../a-1.0.tar.gz", ""), "a file name without directories");
    cases.put("sdist = " + file("a-1.0.tar.gz", "path = '../a-1.0.tar.gz', "), "leads out of");
    cases.put("sdist = " + file("a-1.0.tar.gz", "path = '/etc/a-1.0.tar.gz', "), "leads out of");
    cases.put("sdist = " + file("a-1.0.tar.gz", "size = -1, "), "a whole number from 0 on");
    cases.put("sdist = " + file("a-1.0.tar.gz", "upload-time = 'x', "), "is no date and time");
    cases.put("archive = { url = 'ssh://x/y', hashes = {} }", "an http, https or file URL");
    cases.put("archive = { url = 'https://x/y', hashes = {md5 = 'ab'} }", "one of sha256, sha384");
    cases.put(
        "archive = { url = 'https://x/y', hashes = {sha256 = 'ab'} }", "not a digest: sha256");
    cases.put("directory = { path = '../../other' }", "leads out of");
    cases.put("vcs = { type = 'git', url = 'https://x/y' }", "vcs.commit-id` is wrong");
    cases.put(
        "vcs = { type = 'git', url = 'ext::sh -c x', commit-id = 'ab' }", "cannot be checked out");
    cases.put(
        "vcs = { type = 'git', url = 'https://x/y', commit-id = '-ab' }", "cannot be checked out");
    cases.put("vcs = { type = 'git', url = 'https://x/y?z', commit-id = 'ab' }", "without query");
    cases.put("vcs = { subdirectory = '../x' }", "leads out of");
    cases.put("", "exactly one of vcs, directory, archive");
    cases.forEach(
        (source, expected) ->
            assertThat(problems(entry(source)))
                .as(source)
                .anySatisfy(problem -> assertThat(problem).contains(expected)));
  }

  @Test
  void refusesAnEntryTwice() {
    String once = "\n[[packages]]\nname = 'a'\ndirectory = { path = 'a' }\n";
    assertThat(problems("lock-version = '1.0'\ncreated-by = 'x'\n" + once + once))
        .containsExactly("`packages[1].name` is wrong: `a` is there twice");
  }

  private static String entry(String source) {
    return "lock-version = '1.0'\ncreated-by = 'x'\n[[packages]]\nname = 'a'\nversion = '1.0'\n"
        + source
        + "\n";
  }

  private static String file(String name, String more) {
    return "{ name = '"
        + name
        + "', url = 'https://index.test/x', "
        + more
        + "hashes = { sha256 = '"
        + DIGEST
        + "' } }";
  }

  private static List<String> problems(String text) {
    DebwrightException refusal =
        catchThrowableOfType(
            DebwrightException.class,
            () -> PylockReader.read(text, "pylock.toml", Reporter.SILENT));
    return refusal.diagnostics().stream().map(one -> one.what() + ": " + one.why()).toList();
  }

  private static Lock sample() {
    return withMaintainer("J\"o <jo@example.org>");
  }

  private static Lock withMaintainer(String maintainer) {
    ProjectName a = ProjectName.parse("a");
    ProjectName b = ProjectName.parse("b");
    TreeSet<ProjectName> extras = new TreeSet<>(List.of(ProjectName.parse("x")));
    LockedFile wheel =
        new LockedFile(
            "a-1.0-py3-none-any.whl",
            Optional.of("https://index.test/a-1.0-py3-none-any.whl"),
            Optional.empty(),
            Optional.of(Instant.parse("2024-02-03T04:05:06.789Z")),
            OptionalLong.of(12),
            new TreeSet<>(List.of(Hash.sha256(DIGEST))));
    LockedFile archive =
        new LockedFile(
            "b-2.0.tar.gz",
            Optional.of("https://elsewhere.test/b-2.0.tar.gz"),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            new TreeSet<>(List.of(Hash.sha256(DIGEST))));
    return new Lock(
        List.of("python_version == \"3.11\""),
        SpecifierSet.parse("==3.11.*"),
        Lock.Choices.NONE,
        "debwright",
        List.of(
            new LockedPackage(
                b,
                Optional.of(Pep440Version.parse("2.0")),
                Optional.empty(),
                SpecifierSet.ANY,
                List.of(),
                new LockedPackage.Source.Archive(archive, Optional.empty()),
                false,
                new TreeSet<>(),
                new TreeSet<>()),
            new LockedPackage(
                a,
                Optional.of(Pep440Version.parse("1.0")),
                Optional.empty(),
                SpecifierSet.parse(">=3.8"),
                List.of(b),
                new LockedPackage.Source.Files(List.of(wheel), Optional.empty()),
                true,
                extras,
                extras)),
        List.of(),
        Optional.of(
            new LockedTarget(
                Suite.parse("bookworm"),
                Architecture.parse("amd64"),
                PythonVersion.parse("3.11"),
                "exact",
                Optional.of(maintainer),
                new TreeMap<>(Map.of("only-binary", ":all:")))),
        List.of(),
        Optional.empty());
  }

  private static Reporter collecting(List<Diagnostic> told) {
    return new Reporter() {
      @Override
      public void report(Diagnostic diagnostic) {
        told.add(diagnostic);
      }

      @Override
      public Progress begin(String label, long total, Unit unit) {
        return SILENT.begin(label, total, unit);
      }
    };
  }
}
