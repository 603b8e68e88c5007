package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.debwright.debian.Entry;
import org.debwright.python.Wheel;

/** A member of a wheel as it is. Whoever reads it all has had its digest verified. */
record MemberContent(Wheel wheel, Wheel.Member member) implements Entry.Content {
  @Override
  public InputStream open() throws IOException {
    return wheel.read(member);
  }

  @Override
  public Optional<String> sha256() {
    return Optional.of(member.sha256());
  }
}
