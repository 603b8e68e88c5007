package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.debwright.python.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A link to a file as it stands on an HTML page: the pieces of its tag that matter (PEP 503, 592,
 * 658, 714), read when a file of its version is asked for.
 */
final class Anchor implements Linked {
  private static final int HREF = 0;
  private static final int REQUIRES_PYTHON = 1;
  private static final int YANKED = 2;
  private static final int CORE_METADATA = 3;
  private static final int DIST_INFO_METADATA = 4;
  private static final int UPLOAD_TIME = 5;
  private static final List<String> ATTRIBUTES =
      List.of(
          "href",
          "data-requires-python",
          "data-yanked",
          "data-core-metadata",
          "data-dist-info-metadata",
          "data-upload-time");

  private final byte[] text;
  // Begin and end of each attribute's value in the text; -1 where there is none.
  private final int[] offsets;
  private final Url base;
  private final boolean isLocal;

  private Anchor(byte[] text, int[] offsets, Url base, boolean isLocal) {
    this.text = text;
    this.offsets = offsets;
    this.base = base;
    this.isLocal = isLocal;
  }

  /**
   * The tag where {@code tags} stand.
   *
   * @param base what its address is relative to
   * @param isLocal whether the page is a file of this machine and may lead to others
   */
  static Anchor of(HtmlTags tags, Url base, boolean isLocal) {
    int[] offsets = new int[2 * ATTRIBUTES.size()];
    for (int i = 0; i < ATTRIBUTES.size(); i++) {
      tags.find(ATTRIBUTES.get(i), offsets, 2 * i);
    }
    return new Anchor(tags.text(), offsets, base, isLocal);
  }

  /** What {@link #write} wrote. */
  static Anchor read(CompactReader in, Url base) {
    int[] offsets = new int[2 * ATTRIBUTES.size()];
    for (int i = 0; i < offsets.length; i += 2) {
      boolean isPresent = in.flag();
      offsets[i] = isPresent ? in.skip() : -1;
      offsets[i + 1] = isPresent ? in.position() : -1;
    }
    return new Anchor(in.content(), offsets, base, false);
  }

  /** Writes all but the base. */
  void write(CompactWriter out) {
    for (int i = 0; i < offsets.length; i += 2) {
      out.flag(offsets[i] >= 0);
      if (offsets[i] >= 0) {
        out.bytes(text, offsets[i], offsets[i + 1] - offsets[i]);
      }
    }
  }

  Url base() {
    return base;
  }

  @Override
  public Optional<Link> link() {
    Url target = base.resolve(Optional.ofNullable(value(HREF)).orElse(""));
    boolean mayBeFile = target.isHttp() || (target.isFile() && isLocal);
    if (!mayBeFile) {
      return Optional.empty();
    }
    String requiresPython = value(REQUIRES_PYTHON);
    String metadata = value(CORE_METADATA);
    return Optional.of(
        new Link(
            target.filename(),
            target.withoutFragment().toString(),
            Link.hashes(target.fragment()),
            requiresPython == null ? "" : requiresPython,
            Optional.ofNullable(value(YANKED)),
            metadataHashes(metadata == null ? value(DIST_INFO_METADATA) : metadata),
            uploaded(value(UPLOAD_TIME)),
            -1));
  }

  private @Nullable String value(int attribute) {
    int from = offsets[2 * attribute];
    return from < 0
        ? null
        : HtmlEntities.resolve(new String(text, from, offsets[2 * attribute + 1] - from, UTF_8));
  }

  /** PEP 658: {@code sha256=…} or {@code true}. */
  private static Optional<SortedSet<Hash>> metadataHashes(@Nullable String value) {
    return value == null || value.equals("false")
        ? Optional.empty()
        : Optional.of(Link.hashes(value));
  }

  /** A time in ISO 8601, which some indexes write; empty where it is none. */
  static Optional<Instant> uploaded(@Nullable String time) {
    try {
      return time == null ? Optional.empty() : Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
