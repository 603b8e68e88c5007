package org.debwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.debwright.deb.Compression;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebWriter;
import org.debwright.deb.SamplePackage;
import org.debwright.deb.Sha256;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.Entry;
import org.debwright.debian.TargetPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebShelfTest {
  private static final Compression GZIP = Compression.Method.GZIP.usually();

  @TempDir Path cache;
  private final AtomicInteger read = new AtomicInteger();

  private DebFile get(String text, String edition) {
    return new DebShelf(cache, GZIP, Optional.of(edition).filter(e -> !e.isEmpty()))
        .get(sample(text), new DebWriter(GZIP));
  }

  private BinaryPackage sample(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Entry.Content content =
        new Entry.Content() {
          @Override
          public InputStream open() {
            read.incrementAndGet();
            return new ByteArrayInputStream(bytes);
          }

          @Override
          public Optional<String> identity() {
            return Optional.of(Sha256.of(bytes).hex());
          }
        };
    return SamplePackage.named("python3-sample", "1", "all")
        .entry(
            new Entry.RegularFile(
                new TargetPath("/usr/share/sample/data"), 0644, bytes.length, content))
        .build();
  }

  @Test
  void readsNoContentOfWhatItHas() {
    DebFile first = get("x", "1");
    assertThat(get("x", "1")).isEqualTo(first);
    assertThat(read).hasValue(1);
  }

  @Test
  void writesOtherContentAndForAnotherEditionAnew() {
    get("x", "1");
    get("y", "1");
    get("x", "2");
    assertThat(read).hasValue(3);
  }

  @Test
  void trustsNothingWhereTheEditionIsUnknown() {
    get("x", "");
    get("x", "");
    assertThat(read).hasValue(2);
  }

  @Test
  void writesAnewWhatWasDamaged() throws IOException {
    DebFile first = get("x", "1");
    byte[] bytes = Files.readAllBytes(first.path());
    bytes[bytes.length - 20] ^= 1;
    Files.write(first.path(), bytes);
    assertThat(get("x", "1")).isEqualTo(first);
    assertThat(Sha256.of(first.path())).isEqualTo(first.sha256());
    Files.writeString(first.path(), "");
    assertThat(get("x", "1")).isEqualTo(first);
  }
}
