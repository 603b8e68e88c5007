package org.debwright.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/**
 * Progress on a terminal: one line, redrawn, for the newest piece of running work; warnings and
 * notes appear above it. Thread-safe.
 */
final class ProgressLine implements Reporter {
  private static final long REDRAW_NANOS = 80_000_000L;
  private static final int BAR_CELLS = 24;

  private final Console console;
  private final DiagnosticText text;
  private final boolean verbose;
  private final List<Work> running = new ArrayList<>();
  private long lastDrawn;
  private boolean drawn;

  ProgressLine(Console console, boolean verbose) {
    this.console = console;
    this.text = new DiagnosticText(console.colourful());
    this.verbose = verbose;
  }

  @Override
  public synchronized void report(Diagnostic diagnostic) {
    erase();
    console.err().print(text.render(diagnostic));
    draw();
  }

  @Override
  public synchronized Progress begin(String label, long total, Unit unit) {
    Work work = new Work(label, total, unit);
    running.add(work);
    draw();
    return work;
  }

  private synchronized void end(Work work) {
    running.remove(work);
    erase();
    if (verbose) {
      console.err().println(work.line(Integer.MAX_VALUE));
    }
    draw();
  }

  private synchronized void changed() {
    long now = System.nanoTime();
    if (now - lastDrawn >= REDRAW_NANOS) {
      lastDrawn = now;
      draw();
    }
  }

  private void erase() {
    if (drawn) {
      console.err().print("\r\u001b[K");
      drawn = false;
    }
  }

  private void draw() {
    PrintStream err = console.err();
    if (running.isEmpty()) {
      erase();
    } else {
      err.print("\r" + running.get(running.size() - 1).line(console.columns() - 1) + "\u001b[K");
      drawn = true;
    }
    err.flush();
  }

  private final class Work implements Progress {
    private final String label;
    private final long total;
    private final Unit unit;
    private long done;
    private String item = "";

    Work(String label, long total, Unit unit) {
      this.label = label;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public void advance(long amount) {
      synchronized (ProgressLine.this) {
        done += amount;
      }
      changed();
    }

    @Override
    public void item(String name) {
      synchronized (ProgressLine.this) {
        item = name;
      }
      changed();
    }

    @Override
    public void close() {
      end(this);
    }

    String line(int width) {
      StringBuilder line = new StringBuilder(label);
      if (total > 0) {
        int full = (int) Math.min(BAR_CELLS, done * BAR_CELLS / total);
        line.append(" [")
            .append("#".repeat(full))
            .append("-".repeat(BAR_CELLS - full))
            .append("] ");
        line.append(amount(done)).append('/').append(amount(total));
      } else if (done > 0) {
        line.append(' ').append(amount(done));
      }
      if (!item.isEmpty()) {
        line.append("  ").append(item);
      }
      return line.length() > width ? line.substring(0, Math.max(0, width)) : line.toString();
    }

    private String amount(long value) {
      return unit == Unit.ITEMS
          ? Long.toString(value)
          : String.format(Locale.ROOT, "%.1f MB", value / 1e6);
    }
  }
}
