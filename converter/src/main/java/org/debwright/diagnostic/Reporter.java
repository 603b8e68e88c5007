package org.debwright.diagnostic;

/**
 * Where warnings, notes and progress go while work runs. Thread-safe. The command line draws a bar
 * or prints lines; tests collect.
 */
public interface Reporter {
  /** Takes a warning or a note. */
  void report(Diagnostic diagnostic);

  /**
   * Begins a piece of long work and returns its handle; close it when done.
   *
   * @param label what is done, for example {@code fetching wheels}
   * @param total amount of work in {@code unit}, or 0 where unknown
   */
  Progress begin(String label, long total, Unit unit);

  /** What the numbers of a {@link Progress} count. */
  enum Unit {
    /** Bytes. */
    BYTES,
    /** Things: packages, files, wheels. */
    ITEMS
  }

  /** A running piece of work. Thread-safe. */
  interface Progress extends AutoCloseable {
    /** Says that {@code amount} more is done. */
    void advance(long amount);

    /** Says which thing is being worked on now, for example {@code numpy 2.2.0}. */
    void item(String name);

    @Override
    void close();
  }

  /** Drops everything. */
  Reporter SILENT =
      new Reporter() {
        @Override
        public void report(Diagnostic diagnostic) {}

        @Override
        public Progress begin(String label, long total, Unit unit) {
          return new Progress() {
            @Override
            public void advance(long amount) {}

            @Override
            public void item(String name) {}

            @Override
            public void close() {}
          };
        }
      };
}
