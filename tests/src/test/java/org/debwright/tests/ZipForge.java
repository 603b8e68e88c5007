package org.debwright.tests;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip files byte by byte (APPNOTE.TXT 4.3), so that any field can lie. */
final class ZipForge {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  /** An entry: fields by name, and those that only one of its two headers has otherwise. */
  static final class Entry {
    final byte[] content;
    private final Map<String, byte[]> names = new HashMap<>();
    private final Map<String, Long> fields = new HashMap<>();
    private byte[] stored;
    private byte[] extra = new byte[0];

    Entry(byte[] name, byte[] content) {
      this.content = content.clone();
      this.stored = content.clone();
      names.put("central", name);
      names.put("local", name);
      CRC32 crc = new CRC32();
      crc.update(content);
      fields.put("crc", crc.getValue());
      fields.put("flags", 0x800L);
      fields.put("method", 0L);
      fields.put("size", (long) content.length);
      fields.put("compressed", (long) content.length);
      fields.put("mode", 0100644L);
    }

    Entry deflated() {
      Deflater deflater = new Deflater(9, true);
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
      return storedAs(out.toByteArray()).set("method", 8);
    }

    /** Other bytes for the content, claimed to be it. */
    Entry storedAs(byte[] bytes) {
      stored = bytes.clone();
      return set("compressed", bytes.length);
    }

    /** A field of both headers, or of one: {@code local.crc}, {@code central.size}. */
    Entry set(String field, long value) {
      fields.put(field, value);
      return this;
    }

    Entry name(String header, byte[] name) {
      names.put(header, name.clone());
      return this;
    }

    Entry extra(byte[] bytes) {
      extra = bytes.clone();
      return this;
    }

    private long get(String header, String field) {
      return fields.getOrDefault(header + "." + field, fields.getOrDefault(field, 0L));
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Long> end = new HashMap<>();

  ZipForge add(Entry entry) {
    entries.add(entry);
    return this;
  }

  /** A field of the end record: count, size, offset or disk. */
  ZipForge end(String field, long value) {
    end.put(field, value);
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      long offset = out.size();
      out.writeBytes(header(entry, "local", LOCAL, 0));
      out.writeBytes(entry.stored);
      directory.writeBytes(
          header(entry, "central", CENTRAL, entry.fields.getOrDefault("offset", offset)));
    }
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    if (end.containsKey("zip64")) {
      out.writeBytes(zip64(end.get("zip64"), directory.size(), start));
    }
    ByteBuffer record = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    short count = (short) (long) end.getOrDefault("count", (long) entries.size());
    record.putInt(END).putShort((short) (long) end.getOrDefault("disk", 0L)).putShort((short) 0);
    record.putShort(count).putShort(count);
    record.putInt((int) (long) end.getOrDefault("size", (long) directory.size()));
    record.putInt((int) (long) end.getOrDefault("offset", (long) start)).putShort((short) 0);
    out.writeBytes(record.array());
    return out.toByteArray();
  }

  /** The end record of zip64 and its locator (APPNOTE 4.3.14, 4.3.15). */
  private static byte[] zip64(long count, long size, long start) {
    ByteBuffer record = ByteBuffer.allocate(76).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    record.putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(start);
    record.putInt(0x07064b50).putInt(0).putLong(start + size).putInt(1);
    return record.array();
  }

  private static byte[] header(Entry entry, String which, int signature, long offset) {
    boolean central = signature == CENTRAL;
    byte[] name = entry.names.get(which);
    ByteBuffer header =
        ByteBuffer.allocate((central ? 46 : 30) + name.length + entry.extra.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(signature);
    if (central) {
      // Made on Unix, so that the mode counts.
      header.putShort((short) 0x0314);
    }
    header.putShort((short) 20).putShort((short) entry.get(which, "flags"));
    header.putShort((short) entry.get(which, "method")).putInt(0x21 << 16);
    header.putInt((int) entry.get(which, "crc")).putInt((int) entry.get(which, "compressed"));
    header.putInt((int) entry.get(which, "size")).putShort((short) name.length);
    header.putShort(
        (short) (long) entry.fields.getOrDefault(which + ".extra", (long) entry.extra.length));
    if (central) {
      header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
      header.putInt((int) (entry.get(which, "mode") << 16)).putInt((int) offset);
    }
    return header.put(name).put(entry.extra).array();
  }
}
