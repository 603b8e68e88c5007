package org.debwright.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Fetches files of an archive. Thread-safe. */
interface Transport {
  /**
   * Fetches one into a new file.
   *
   * @param ifNot what is already there, which the server may compare
   * @param largest bytes that are taken; more is an error
   * @param progress told how many more bytes came
   * @throws IOException if the archive cannot be reached or answers something else
   */
  Answer fetch(URI address, Validators ifNot, Path into, long largest, LongConsumer progress)
      throws IOException;

  /** What a server said of an answer, by which it knows it again; empty where it said nothing. */
  record Validators(String etag, String lastModified) {
    static final Validators NONE = new Validators("", "");
  }

  /** What came of it. */
  sealed interface Answer {
    /** The file is there; its digest was taken on the way. */
    record Fetched(String sha256, Validators validators) implements Answer {}

    /** It is what we have. */
    record Unchanged() implements Answer {}

    /** There is no such file. */
    record Missing() implements Answer {}
  }
}
