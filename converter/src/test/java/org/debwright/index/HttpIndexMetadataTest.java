package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * A wheel's METADATA, had without the wheel where that can be: PEP 658, else pieces of the file.
 */
class HttpIndexMetadataTest extends HttpIndexScene {
  @Test
  void readsMetadataByOneRangeRequest() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    assertThat(requires(open())).isEqualTo("[other>=2]");
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().get(1).headers()).containsEntry("Range", "bytes=-98304");
  }

  @Test
  void readsMetadataFarFromTheEndByASecondRange() throws IOException {
    offer(TestWheel.bytes("demo-1.0.dist-info/METADATA", TestWheel.METADATA, 9, 200_000), "");
    assertThat(requires(open())).isEqualTo("[other>=2]");
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void readsTheWholeFileWhereTheServerIgnoresRanges() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "");
    server.on("/f/" + WHEEL, exchange -> TestServer.send(exchange, 200, wheel));
    assertThat(requires(open())).isEqualTo("[other>=2]");
  }

  @Test
  void asksForTheSizeWhereSuffixRangesAreRefused() throws IOException {
    byte[] wheel = TestWheel.bytes("demo-1.0.dist-info/METADATA", TestWheel.METADATA, 99_999, 9);
    offer(wheel, "");
    TestServer ranges = server;
    server.on(
        "/f/" + WHEEL,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + wheel.length);
            exchange.sendResponseHeaders(200, -1);
          } else if (range != null && range.startsWith("bytes=-")) {
            TestServer.send(exchange, 416, new byte[0]);
          } else {
            ranges.file("/ranged", wheel);
            String[] ends = range.substring(6).split("-", -1);
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[1]);
            byte[] part = java.util.Arrays.copyOfRange(wheel, first, last + 1);
            String said = "bytes " + first + "-" + last + "/" + wheel.length;
            TestServer.send(exchange, 206, part, "Content-Range", said);
          }
        });
    assertThat(requires(open())).isEqualTo("[other>=2]");
    assertThat(server.asked()).hasSize(4);
  }

  @Test
  void takesTheMetadataFileThatIsOffered() {
    byte[] metadata = TestWheel.METADATA.getBytes(UTF_8);
    String attribute = "data-core-metadata=\"sha256=" + TestWheel.sha256(metadata) + "\"";
    server.page("/simple/demo/", "<a href='/f/" + WHEEL + "' " + attribute + ">x</a>");
    server.file("/f/" + WHEEL + ".metadata", metadata);
    assertThat(requires(open())).isEqualTo("[other>=2]");
  }

  @Test
  void refusesMetadataOfAnotherHash() {
    String attribute = "data-dist-info-metadata='sha256=" + "0".repeat(64) + "'";
    server.page("/simple/demo/", "<a href='/f/" + WHEEL + "' " + attribute + ">x</a>");
    server.file("/f/" + WHEEL + ".metadata", TestWheel.METADATA.getBytes(UTF_8));
    assertThat(refusal(() -> requires(open())).code()).isEqualTo("hash-mismatch");
  }

  @Test
  void fallsBackWhereTheOfferedMetadataFileIsMissing() throws IOException {
    offer(TestWheel.small(), "\" data-core-metadata=\"true");
    assertThat(requires(open())).isEqualTo("[other>=2]");
  }

  @Test
  void refusesAWheelWithoutMetadata() throws IOException {
    offer(TestWheel.bytes("evil/demo-1.0.dist-info/METADATA", TestWheel.METADATA, 1, 1), "");
    assertThat(refusal(() -> requires(open())).why())
        .isEqualTo("it has no `*.dist-info/METADATA` of its own name");
  }

  @Test
  void refusesAWheelThatIsNoArchive() {
    offer("not a zip".getBytes(UTF_8), "");
    assertThat(refusal(() -> requires(open())).code()).isEqualTo("wheel-invalid");
  }
}
