package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.MappedByteBuffer;
import java.util.Optional;
import org.debwright.debian.Entry;
import org.debwright.python.Wheel;

/** A member of a wheel as it is. Whoever reads it all has had its digest verified. */
record MemberContent(Wheel wheel, Wheel.Member member) implements Entry.Content {
  @Override
  public InputStream open() throws IOException {
    return wheel.read(member);
  }

  /** The same in a file in memory; opening it again is cheap then. */
  MappedByteBuffer map() throws IOException {
    return wheel.map(member);
  }

  @Override
  public Optional<String> identity() {
    return Optional.of(member.sha256());
  }
}
