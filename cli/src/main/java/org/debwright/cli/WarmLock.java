package org.debwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Locks from a small index of its own on loopback and from the cache, so that the classes of a
 * usual lock are loaded. What it prints goes nowhere.
 */
final class WarmLock {
  private static final String REQUIRES =
      """
      Requires-Python: >=3.8,!=3.9.0,<4
      Provides-Extra: fast
      Requires-Dist: beta>=1.0,<3 ; python_version >= "3.6" and sys_platform == "linux"
      Requires-Dist: gamma~=1.1 ; extra == "fast" or platform_system in "Windows"
      Requires-Dist: beta!=1.5 ; (os_name == "nt" or implementation_name == "cpython")
      """;

  private final HttpServer server;
  private final Path scratch;
  private final Map<String, byte[]> wheels = new HashMap<>();

  private WarmLock(HttpServer server, Path scratch) {
    this.server = server;
    this.scratch = scratch;
  }

  /** Locks in an empty directory. */
  static void run(Path scratch) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    try {
      new WarmLock(server, scratch).lock();
    } finally {
      server.stop(0);
    }
  }

  private void lock() throws IOException {
    wheel("alpha", "2.0", REQUIRES);
    wheel("alpha", "1.0", "");
    wheel("beta", "2.0", "Requires-Dist: gamma<1.2\n");
    wheel("beta", "1.0", "");
    wheel("gamma", "1.2.post1", "");
    wheel("gamma", "1.1rc1", "");
    wheel("gamma", "1.1", "");
    server.createContext("/", this::answer);
    server.start();
    String index = "http://127.0.0.1:" + server.getAddress().getPort() + "/simple/";
    Path file = Files.writeString(scratch.resolve("requirements.txt"), "# asked\nalpha[fast]>=1\n");
    lock("-r", file.toString(), "--index-url", index);
    // The answer is remembered; then, to another question, worked out from cached pages.
    lock("-r", file.toString(), "--index-url", index);
    lock("-r", file.toString(), "--index-url", index, "-v");
    lock("alpha==2.0", "--index-url", index, "--only-binary", ":all:");
    lock("beta<1", "--index-url", index, "--only-binary", ":all:");
  }

  private void lock(String... more) {
    String[] fixed = {"lock", "--python", "3.11", "-o", scratch.resolve("pylock.toml").toString()};
    String[] arguments = Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, arguments, fixed.length, more.length);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("XDG_CACHE_HOME", scratch.toString());
    environment.put("no_proxy", "127.0.0.1");
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    CommandTree.run(new Console(nowhere, nowhere, environment, false, 80), arguments);
  }

  private void wheel(String project, String version, String fields) {
    String stem = project + "-" + version;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(stem + ".dist-info/METADATA"));
      String head = "Metadata-Version: 2.1\nName: " + project + "\nVersion: " + version + "\n";
      zip.write((head + fields + "\nText.\n").getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    wheels.put(stem + "-py3-none-any.whl", bytes.toByteArray());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String name = path.substring(path.lastIndexOf('/', path.length() - 2) + 1);
      byte[] wheel = wheels.get(name);
      if (wheel == null) {
        byte[] page = page(name.replace("/", "")).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
      } else {
        int last = wheel.length - 1;
        exchange.getResponseHeaders().add("Content-Range", "bytes 0-" + last + "/" + wheel.length);
        exchange.sendResponseHeaders(206, wheel.length);
        exchange.getResponseBody().write(wheel);
      }
    }
  }

  /** Any, but of each name another: what is cached is found by it. */
  private static String hash(String name) {
    return HexFormat.of().toHexDigits(name.hashCode()).repeat(8);
  }

  private String page(String project) {
    StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body>\n");
    for (String name : wheels.keySet()) {
      if (name.startsWith(project + "-")) {
        page.append("<a href=\"../../files/" + name + "#sha256=" + hash(name) + "\"");
        page.append(" data-requires-python=\"&gt;=3.7\"");
        page.append(" data-upload-time=\"2024-05-06T07:08:09.123456Z\">" + name + "</a>\n");
      }
    }
    return page + "<a href=\"../../files/" + project + "-0.1.tar.gz\">old</a></body></html>\n";
  }
}
