package org.debwright.deb;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An {@code .xz} stream by liblzma with one thread: the bytes of {@code xz -T1}, which have been
 * the same from 5.2 to 5.8.
 */
final class LiblzmaOutputStream extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 17;

  // lzma/base.h and lzma/check.h.
  private static final int RUN = 0;
  private static final int FINISH = 3;
  private static final int OK = 0;
  private static final int STREAM_END = 1;
  private static final int CHECK_CRC64 = 4;

  // struct lzma_stream: next_in, avail_in, total_in, next_out, avail_out, total_out, then fields
  // that stay zero. Every field lies at a multiple of its size in both word lengths.
  private static final int STRUCT_BYTES = 136;
  private static final int NEXT_IN = 0;

  // Before anything else of JNA, which must be told its directory first.
  private final Liblzma library = Liblzma.load();
  private final int availIn = Native.POINTER_SIZE;
  private final int nextOut = availIn + Native.SIZE_T_SIZE + 8;
  private final int availOut = nextOut + Native.POINTER_SIZE;
  private final OutputStream target;
  private final Memory stream = new Memory(STRUCT_BYTES);
  private final Memory input = new Memory(BUFFER_BYTES);
  private final Memory output = new Memory(BUFFER_BYTES);
  private final byte[] encoded = new byte[BUFFER_BYTES];
  private int pending;
  private boolean closed;

  LiblzmaOutputStream(OutputStream target, int preset) throws IOException {
    this.target = target;
    stream.clear();
    check(library.easyEncoder(stream, preset, CHECK_CRC64));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int part = Math.min(BUFFER_BYTES - pending, length - done);
      input.write(pending, bytes, offset + done, part);
      pending += part;
      done += part;
      if (pending == BUFFER_BYTES) {
        encode(RUN);
      }
    }
  }

  private void encode(int action) throws IOException {
    stream.setPointer(NEXT_IN, input);
    setSize(availIn, pending);
    int result = OK;
    do {
      stream.setPointer(nextOut, output);
      setSize(availOut, BUFFER_BYTES);
      result = library.code(stream, action);
      check(result);
      int produced = BUFFER_BYTES - (int) size(availOut);
      output.read(0, encoded, 0, produced);
      target.write(encoded, 0, produced);
    } while (action == FINISH ? result != STREAM_END : size(availIn) > 0);
    pending = 0;
  }

  private static void check(int result) throws IOException {
    if (result != OK && result != STREAM_END) {
      // 5 is LZMA_MEM_ERROR, the only one that can befall an encoder used as here.
      throw new IOException(
          "liblzma gave up with code " + result + (result == 5 ? ", no memory" : ""));
    }
  }

  private void setSize(long offset, long value) {
    if (Native.SIZE_T_SIZE == 8) {
      stream.setLong(offset, value);
    } else {
      stream.setInt(offset, (int) value);
    }
  }

  private long size(long offset) {
    return Native.SIZE_T_SIZE == 8 ? stream.getLong(offset) : stream.getInt(offset);
  }

  /**
   * Ends the stream and closes what it is written to; the library's memory is freed in any case.
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (target) {
      encode(FINISH);
    } finally {
      library.end(stream);
      free(input, output, stream);
    }
  }

  private static void free(Pointer... pieces) {
    for (Pointer piece : pieces) {
      ((Memory) piece).close();
    }
  }
}
