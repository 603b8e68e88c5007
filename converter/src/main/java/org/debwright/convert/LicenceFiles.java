package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.debwright.python.Wheel;
import org.debwright.python.Wheel.Member;

/**
 * The licence texts in a wheel: those of its dist-info directory (PEP 639, and as it was done
 * before), else those beside its modules and documents.
 */
final class LicenceFiles {
  private static final String WORDS = "(licen[cs]e|copying|copyright|notice|unlicense)[^/]*";
  private static final Pattern NAME =
      Pattern.compile("(.*/)?" + WORDS + "|licenses/.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "([^/]+/){1,2}" + WORDS + "|share/(doc|licenses)/.*/" + WORDS, Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_LICENCE =
      Pattern.compile(
          ".*\\.(pyi?|json|toml|cfg|html?)|(.*/)?(authors|credits|contributors)[^/]*",
          Pattern.CASE_INSENSITIVE);
  private static final int LARGEST = 1 << 20;
  private static final int MOST = 100;

  private LicenceFiles() {}

  /** Texts by path on the target. */
  static Map<String, String> of(Wheel wheel, InstallPaths paths) {
    String directory = wheel.distInfo() + "/";
    Map<String, String> texts =
        texts(
            wheel,
            paths,
            m ->
                TopLevel.isLibrary(m)
                    && m.path().startsWith(directory)
                    && NAME.matcher(m.path().substring(directory.length())).matches());
    return texts.isEmpty()
        ? texts(
            wheel,
            paths,
            m ->
                !m.path().startsWith(directory)
                    && (TopLevel.isLibrary(m) || m.scheme() == Wheel.Scheme.DATA)
                    && ELSEWHERE.matcher(m.path()).matches())
        : texts;
  }

  private static Map<String, String> texts(
      Wheel wheel, InstallPaths paths, Predicate<Member> wanted) {
    Map<String, String> texts = new TreeMap<>();
    for (Member member : wheel.members()) {
      if (texts.size() < MOST
          && member.sizeBytes() <= LARGEST
          && !NO_LICENCE.matcher(member.path()).matches()
          && wanted.test(member)) {
        texts.put(paths.of(member, wheel.metadata().name()).value(), text(wheel, member));
      }
    }
    return texts;
  }

  private static String text(Wheel wheel, Member member) {
    try (InputStream in = wheel.read(member)) {
      byte[] bytes = in.readAllBytes();
      return readable(bytes, StandardCharsets.UTF_8)
          .or(() -> readable(bytes, StandardCharsets.UTF_16))
          .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1))
          .replace("\r\n", "\n")
          .replace('\r', '\n')
          .replace("\ufeff", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> readable(byte[] bytes, Charset charset) {
    boolean marked = bytes.length > 1 && (bytes[0] & 0xfe) == 0xfe && (bytes[1] & 0xfe) == 0xfe;
    if (charset.equals(StandardCharsets.UTF_16) && !marked) {
      return Optional.empty();
    }
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
