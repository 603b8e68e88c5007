package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** pip's documentation, "Requirements File Format". */
class RequirementsFileTest {
  private static final String SHA = "sha256:" + "ab".repeat(32);

  private final Files files = new Files();

  @Test
  void joinsLinesDropsCommentsAndReplacesVariables() {
    files.put(
        "r.txt",
        """
        # all of it
        requests \\
          >=2.0, \\
          <3   # below
        ${NAME}==1.0
        """
            + "${UNSET}x @ file:x\\\n# a comment ends the line\nsix\\");

    assertThat(problems("r.txt"))
        .containsExactly("r.txt:6:1: `${UNSET}x @ file:x` is not a requirement");
    files.put("r.txt", files.text("r.txt").replace("${UNSET}x", "x"));
    assertThat(asked("r.txt"))
        .containsExactly("requests<3,>=2.0", "flask==1.0", "x @ file:x", "six");
  }

  @Test
  void readsNestedFilesRelativeToTheIncludingFile() {
    files.put("a/r.txt", "-r sub/more.txt\n--constraint=../c.txt\n");
    files.put("a/sub/more.txt", "-r../again.txt\nsix\n");
    files.put("a/again.txt", "idna\n");
    files.put("c.txt", "six<2\n");

    RequirementsInput input = read("a/r.txt");

    assertThat(input.requirements())
        .extracting(RequirementsFileTest::text)
        .containsExactly("idna", "six");
    assertThat(input.constraints()).extracting(RequirementsFileTest::text).containsExactly("six<2");
    assertThat(input.constraints().get(0).where()).hasToString("c.txt:1:1");
  }

  @Test
  void resolvesNestedUrls() {
    files.put("https://h/x/r.txt", "-r ../y.txt");
    files.put("https://h/y.txt", "six");

    assertThat(asked("https://h/x/r.txt")).containsExactly("six");
  }

  @Test
  void refusesFilesThatIncludeThemselves() {
    files.put("a.txt", "-r b.txt");
    files.put("b.txt", "-r ./a.txt\n-r missing.txt");

    assertThat(problems("a.txt"))
        .containsExactly(
            "b.txt:1:4: `a.txt` includes itself", "b.txt:2:4: `missing.txt` cannot be read");
  }

  @Test
  void stopsWhereFilesMultiply() {
    for (int i = 0; i < 30; i++) {
      files.put(i + ".txt", ("-r " + (i + 1) + ".txt\n").repeat(2));
    }
    files.put("30.txt", "six");

    assertThat(problems("0.txt")).first().asString().contains("more than 1000 files");
  }

  @Test
  void takesHashesAndBuildSettingsWithTheirRequirement() {
    files.put(
        "r.txt",
        "six==1 --hash=" + SHA + " \\\n  --hash sha512:" + "00".repeat(64) + " -C 'a=b c'\n");

    AskedRequirement asked = read("r.txt").requirements().get(0);

    assertThat(asked.hashes()).extracting(Hash::algorithm).containsExactly("sha256", "sha512");
    assertThat(asked.configSettings()).containsExactly("a=b c");
  }

  @ParameterizedTest
  @CsvSource({
    "md5:ab,'only `sha256`, `sha384` and `sha512` are strong enough'",
    "sha256:ab,sha256 has 64 digits: 2",
    "nothing,'`algorithm:hexadecimal` is expected, for example `sha256:…`'"
  })
  void refusesHashesThatProveNothing(String hash, String why) {
    files.put("r.txt", "six --hash=" + hash);

    assertThat(refusals("r.txt")).extracting(Diagnostic::why).containsExactly(why);
  }

  @Test
  void tellsPathsAndUrlsFromNames() {
    files.put(
        "r.txt",
        """
        .
        ./local[Extra_1,b] ; python_version > "3"
        dist/foo-1.0-py3-none-any.whl
        foo-2.0.tar.gz
        /abs/dir
        file:///x/y.whl
        https://h/p/foo-1.0.tar.gz?a;b#egg=Foo[bar]&subdirectory=src/py&sha256=%s ; os_name == "posix"
        bar[x] @ ./bar ; os_name == "posix"
        -e ./proj[dev]
        --editable file:///home/p#egg=Pee
        """
            .formatted("ab".repeat(32)));

    List<AskedRequirement> asked = read("r.txt").requirements();

    assertThat(asked)
        .extracting(each -> ((AskedRequirement.ByLocation) each).location())
        .containsExactly(
            ".",
            "./local",
            "dist/foo-1.0-py3-none-any.whl",
            "foo-2.0.tar.gz",
            "/abs/dir",
            "file:///x/y.whl",
            "https://h/p/foo-1.0.tar.gz?a;b",
            "./bar",
            "./proj",
            "file:///home/p");
    assertThat(asked.get(1).extras())
        .extracting(ProjectName::normalized)
        .containsExactly("b", "extra-1");
    assertThat(asked.get(1).marker()).contains(Marker.parse("python_version > '3'"));
    AskedRequirement.ByLocation remote = (AskedRequirement.ByLocation) asked.get(6);
    assertThat(remote.project()).contains(new ProjectName("foo"));
    assertThat(remote.subdirectory()).isEqualTo("src/py");
    assertThat(remote.hashes()).containsExactly(Hash.parse(SHA));
    assertThat(remote.marker()).isPresent();
    assertThat(remote.isRemote()).isTrue();
    assertThat(((AskedRequirement.ByLocation) asked.get(8)).mode())
        .isEqualTo(AskedRequirement.Mode.EDITABLE);
    assertThat(asked.get(9).project()).contains(new ProjectName("pee"));
  }

  @Test
  void takesASlashBehindAVersionForAMistake() {
    files.put("r.txt", "six==1.0/2\n");

    assertThat(problems("r.txt")).containsExactly("r.txt:1:9: `six==1.0/2` is not a requirement");
  }

  @Test
  void readsOptions() {
    files.put(
        "a/r.txt",
        """
        --extra-index-url https://forgotten/s
        -i https://i/s --extra-index-url=https://e/s
        -f wheels --find-links https://f/
        --no-binary :all: --only-binary=numpy,Six
        --pre --prefer-binary
        --require-hashes
        --trusted-host h:80
        --use-feature x
        """);
    files.put("a/wheels", "");

    RequirementsInput input = read("a/r.txt");
    RequirementsOptions options = input.options();

    assertThat(options.indexUrl()).contains("https://i/s");
    assertThat(options.extraIndexUrls()).containsExactly("https://e/s");
    assertThat(options.findLinks()).containsExactly("a/wheels", "https://f/");
    assertThat(options.allowsWheels(new ProjectName("foo"))).isFalse();
    assertThat(options.allowsSources(new ProjectName("six"))).isFalse();
    assertThat(options.allowsWheels(new ProjectName("six"))).isTrue();
    assertThat(options.allowsPrereleases(new ProjectName("six"))).contains(true);
    assertThat(options.switches())
        .containsExactly(
            RequirementsOptions.Switch.PREFER_BINARY, RequirementsOptions.Switch.REQUIRE_HASHES);
    assertThat(options.trustedHosts()).containsExactly("h:80");
    assertThat(input.warnings())
        .extracting(Diagnostic::what)
        .containsExactly("`--use-feature` has no effect");
  }

  @Test
  void forgetsIndexesWithNoIndex() {
    files.put("r.txt", "-i https://i/s\n--no-index\n--extra-index-url https://e/s");

    RequirementsOptions options = read("r.txt").options();

    assertThat(options.indexUrl()).isEmpty();
    assertThat(options.extraIndexUrls()).isEmpty();
    assertThat(options.has(RequirementsOptions.Switch.NO_INDEX)).isTrue();
  }

  @Test
  void reportsEveryMistakeOfEveryFile() {
    files.put(
        "r.txt",
        """
        foo=1.0
        bar>=1, \\
            <x
        --wrong thing
        -e bzr+https://me:secret@h/x.git#egg=x
        six --install-option=--x
        -i
        -c c.txt
        x -e ./y
        https://h/x.zip#subdirectory=../..
        """);
    files.put("c.txt", "foo[bar]>1\n./x\n-e file:///y#egg=y\n");

    assertThat(problems("r.txt"))
        .containsExactly(
            "r.txt:1:4: `=1.0` is not a version specifier",
            "r.txt:3:5: `<x` is not a version specifier",
            "r.txt:4:1: `--wrong` is not an option of requirements files",
            "r.txt:5:4: `bzr+https://*********@h/x.git` cannot be checked out",
            "r.txt:6:5: `--install-option` is no longer supported",
            "r.txt:7:1: `-i` needs a value",
            "c.txt:1:1: this is not a constraint",
            "c.txt:2:1: this is not a constraint",
            "c.txt:3:4: this is not a constraint",
            "r.txt:9:6: a line can ask for one project only",
            "r.txt:10:1: `subdirectory=../..` leads out of the archive");
    assertThat(refusals("r.txt").toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
  void readsTextWithAByteOrderMark(String charset) {
    files.put("r.txt", "\ufeffsix # \u00e9".getBytes(Charset.forName(charset)));

    assertThat(asked("r.txt")).containsExactly("six");
  }

  @Test
  void readsTextInTheEncodingItDeclares() {
    files.put(
        "r.txt", "# -*- coding: latin-1 -*-\n# \u00e9\nsix".getBytes(StandardCharsets.ISO_8859_1));
    files.put("bad.txt", "# \u00e9\nsix".getBytes(StandardCharsets.ISO_8859_1));
    files.put("odd.txt", "# coding: klingon\nsix".getBytes(StandardCharsets.US_ASCII));

    assertThat(asked("r.txt")).containsExactly("six");
    assertThat(problems("bad.txt")).containsExactly("bad.txt: `bad.txt` is not UTF-8 text");
    assertThat(problems("odd.txt"))
        .containsExactly("odd.txt:1: the encoding `klingon` is not known");
  }

  @Test
  void readsArgumentsOfTheCommandLine() {
    assertThat(text(RequirementsFile.parseArgument("requests>=2"))).isEqualTo("requests>=2");
    assertThat(text(RequirementsFile.parseArgument("./dir[x]"))).isEqualTo("./dir");
    assertThat(
            catchThrowableOfType(
                    DebwrightException.class,
                    () -> RequirementsFile.parseArgument("requirements.txt"))
                .diagnostics()
                .get(0)
                .fix())
        .isEqualTo("write `-r requirements.txt`");
  }

  private RequirementsInput read(String file) {
    return RequirementsFile.read(
        List.of(file), List.of(), RequirementsOptions.NONE, files, Map.of("NAME", "flask"));
  }

  private List<String> asked(String file) {
    return read(file).requirements().stream().map(RequirementsFileTest::text).toList();
  }

  private List<Diagnostic> refusals(String file) {
    return catchThrowableOfType(DebwrightException.class, () -> read(file)).diagnostics();
  }

  private List<String> problems(String file) {
    return refusals(file).stream().map(each -> each.where() + ": " + each.what()).toList();
  }

  private static String text(AskedRequirement asked) {
    return asked instanceof AskedRequirement.ByLocation place
        ? place.project().map(name -> name + " @ ").orElse("") + place.location()
        : ((AskedRequirement.ByName) asked).requirement().toString();
  }

  /** Files in memory. */
  private static final class Files implements TextSource {
    private final Map<String, byte[]> contents = new HashMap<>();

    void put(String location, String text) {
      put(location, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(String location, byte[] content) {
      contents.put(location, content);
    }

    String text(String location) {
      return new String(contents.get(location), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] read(String location) throws IOException {
      return Optional.ofNullable(contents.get(location))
          .orElseThrow(() -> new NoSuchFileException(location));
    }

    @Override
    public boolean exists(String path) {
      return contents.containsKey(path);
    }
  }
}
