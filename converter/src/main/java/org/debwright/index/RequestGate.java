package org.debwright.index;

import java.util.concurrent.Semaphore;

/**
 * How many requests may be in flight: five at first, one more for each that is done, never more
 * than 24. A burst beyond 20 overflows small listen queues and then waits for retransmissions.
 */
final class RequestGate {
  private static final int START = 5;
  private static final int MOST = 24;

  private final Semaphore permits = new Semaphore(START);
  private int capacity = START;

  /** Waits until another request may start. */
  void enter() {
    permits.acquireUninterruptibly();
  }

  /** Says that one is done. */
  synchronized void leave() {
    permits.release();
    if (capacity < MOST) {
      capacity++;
      permits.release();
    }
  }
}
