package org.debwright.index;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;

/**
 * How a page lies in the cache: a fifth of its HTML, and read back without a parser. The first
 * number is the format's own, changed with it.
 */
final class StoredPageFormat {
  private static final int FORMAT = 5;
  private static final int SHA256_BYTES = 32;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Url> bases = new HashMap<>();
  // By identity: all links of a page share one.
  private final IdentityHashMap<Url, Integer> baseNumbers = new IdentityHashMap<>();
  private String[] texts = new String[0];

  private StoredPageFormat() {}

  static byte[] write(StoredPage page) {
    return new StoredPageFormat().encode(page);
  }

  /** The page, empty where the content is not one of this format. */
  static Optional<StoredPage> read(byte[] content) {
    try {
      return new StoredPageFormat().decode(new CompactReader(content));
    } catch (RuntimeException foreign) {
      // Content with a right checksum but of another program: as good as none.
      return Optional.empty();
    }
  }

  private byte[] encode(StoredPage page) {
    CompactWriter body = new CompactWriter();
    body.list(page.groups(), this::writeGroup);
    List<String> shared =
        numbers.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    CompactWriter out = new CompactWriter().number(FORMAT).flag(page.exists());
    out.number(page.fetched().toEpochMilli()).number(page.freshFor().toMillis());
    out.text(page.etag()).text(page.lastModified());
    return out.texts(shared).bytes(body.toByteArray()).toByteArray();
  }

  private Optional<StoredPage> decode(CompactReader in) {
    return head(in)
        .map(
            head -> {
              texts = in.texts().toArray(String[]::new);
              return head.withGroups(in.part().list(this::group));
            });
  }

  /** The page without its links, empty where the content is not of this format. */
  private static Optional<StoredPage> head(CompactReader in) {
    if (in.number() != FORMAT) {
      return Optional.empty();
    }
    boolean exists = in.flag();
    Instant fetched = Instant.ofEpochMilli(in.number());
    Duration freshFor = Duration.ofMillis(in.number());
    String etag = in.text();
    return Optional.of(new StoredPage(exists, fetched, freshFor, etag, in.text(), List.of()));
  }

  /**
   * A page by what it says, whenever it was read.
   *
   * @param head the page without its links
   * @param fingerprint alike where the links are
   */
  record Outline(StoredPage head, String fingerprint) {}

  /** The outline, empty where the content is not one of this format. */
  static Optional<Outline> outline(byte[] content) {
    try {
      CompactReader in = new CompactReader(content);
      return head(in).map(head -> new Outline(head, fingerprint(head, content, in.position())));
    } catch (RuntimeException foreign) {
      return Optional.empty();
    }
  }

  // Two checksums of 32 bits: it is the index itself that would have to deceive us.
  private static String fingerprint(StoredPage head, byte[] content, int from) {
    int length = content.length - from;
    CRC32C one = new CRC32C();
    CRC32 other = new CRC32();
    one.update(content, from, length);
    other.update(content, from, length);
    return (head.exists() ? "+" : "-") + length + "," + one.getValue() + "," + other.getValue();
  }

  private void writeGroup(CompactWriter out, LinkGroup group) {
    out.optional(group.version(), (to, version) -> to.number(number(version.spelled())));
    CompactWriter links = new CompactWriter();
    out.bytes(links.list(group.entries().get(), this::write).toByteArray());
  }

  /** The links stay bytes until somebody wants them: of most versions nobody does. */
  private LinkGroup group(CompactReader in) {
    Optional<Pep440Version> version =
        in.optional(from -> Pep440Version.parse(texts[(int) from.number()]));
    CompactReader links = in.part();
    return new LinkGroup(version, () -> new CompactReader(links).list(this::entry));
  }

  private void write(CompactWriter out, Linked entry) {
    out.flag(entry instanceof Anchor);
    if (entry instanceof Anchor anchor) {
      out.number(baseNumbers.computeIfAbsent(anchor.base(), base -> number(base.toString())));
      anchor.write(out);
    } else {
      entry.link().ifPresent(link -> write(out, link));
    }
  }

  private Linked entry(CompactReader in) {
    if (!in.flag()) {
      return link(in);
    }
    String base = texts[(int) in.number()];
    synchronized (bases) {
      return Anchor.read(in, bases.computeIfAbsent(base, Url::parse));
    }
  }

  private void write(CompactWriter out, Link link) {
    String url = link.url();
    boolean regular = url.endsWith("/" + link.filename());
    out.text(link.filename());
    out.flag(regular);
    out.text(regular ? url.substring(0, url.length() - link.filename().length()) : url);
    writeHashes(out, link.hashes());
    out.number(number(link.requiresPython()));
    out.optional(link.yanked(), (to, reason) -> to.number(number(reason)));
    out.optional(link.metadataHashes(), StoredPageFormat::writeHashes);
    out.optional(link.uploaded(), StoredPageFormat::writeTime);
    out.number(link.sizeBytes() + 1);
  }

  private Link link(CompactReader in) {
    String filename = in.text();
    boolean regular = in.flag();
    String url = regular ? in.text() + filename : in.text();
    return new Link(
        filename,
        url,
        readHashes(in),
        texts[(int) in.number()],
        in.optional(from -> texts[(int) from.number()]),
        in.optional(StoredPageFormat::readHashes),
        in.optional(from -> Instant.ofEpochSecond(from.number(), from.number())),
        in.number() - 1);
  }

  private static void writeTime(CompactWriter out, Instant time) {
    out.number(time.getEpochSecond()).number(time.getNano());
  }

  /** One SHA-256 is what nearly every link has. */
  private static void writeHashes(CompactWriter out, SortedSet<Hash> hashes) {
    boolean usual =
        hashes.size() == 1
            && hashes.first().algorithm().equals("sha256")
            && hashes.first().hex().length() == 2 * SHA256_BYTES;
    out.flag(usual);
    if (usual) {
      out.bytes(HexFormat.of().parseHex(hashes.first().hex()));
    } else {
      out.texts(hashes.stream().map(Hash::toString).toList());
    }
  }

  private static SortedSet<Hash> readHashes(CompactReader in) {
    TreeSet<Hash> hashes = new TreeSet<>();
    if (in.flag()) {
      hashes.add(Hash.sha256(HexFormat.of().formatHex(in.bytes())));
    } else {
      in.texts().forEach(text -> hashes.add(Hash.parse(text)));
    }
    return Collections.unmodifiableSortedSet(hashes);
  }

  private int number(String text) {
    return numbers.computeIfAbsent(text, unknown -> numbers.size());
  }
}
