package org.debwright.python;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip files byte by byte, wrong ones too. */
final class ZipFixture {
  /** An entry with everything a test may want to lie about. */
  static final class Item {
    final String name;
    final byte[] content;
    byte[] stored;
    int mode = 0100644;
    int flags = 0x800;
    int method;
    int clock = 0x21 << 16; // 1980-01-01
    long size;
    String localName;
    long offset = -1;

    private Item(String name, byte[] content) {
      this.name = name;
      this.localName = name;
      this.content = content;
      this.stored = content;
      this.size = content.length;
    }

    Item mode(int value) {
      mode = value;
      return this;
    }

    Item flags(int value) {
      flags = value;
      return this;
    }

    Item method(int value) {
      method = value;
      return this;
    }

    /** MS-DOS date and time, the date in the higher half. */
    Item clock(int value) {
      clock = value;
      return this;
    }

    Item size(long value) {
      size = value;
      return this;
    }

    Item localName(String value) {
      localName = value;
      return this;
    }

    /** Where the directory says it lies. */
    Item offset(long value) {
      offset = value;
      return this;
    }

    Item deflated() {
      method = 8;
      Deflater deflater = new Deflater(9, true);
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
      stored = out.toByteArray();
      return this;
    }
  }

  private final List<Item> items = new ArrayList<>();

  static Item item(String name, String content) {
    return new Item(name, content.getBytes(StandardCharsets.UTF_8));
  }

  ZipFixture add(Item item) {
    items.add(item);
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Item item : items) {
      long offset = item.offset >= 0 ? item.offset : out.size();
      out.writeBytes(header(item, item.localName, 0x04034b50, offset));
      out.writeBytes(item.stored);
      directory.writeBytes(header(item, item.name, 0x02014b50, offset));
    }
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0).putShort((short) items.size()).putShort((short) items.size());
    end.putInt(directory.size()).putInt(start).putShort((short) 0);
    out.writeBytes(end.array());
    return out.toByteArray();
  }

  private static byte[] header(Item item, String text, int signature, long offset) {
    byte[] name = text.getBytes(StandardCharsets.UTF_8);
    boolean central = signature == 0x02014b50;
    ByteBuffer header =
        ByteBuffer.allocate((central ? 46 : 30) + name.length).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(signature);
    if (central) {
      header.putShort((short) 0x0314);
    }
    CRC32 crc = new CRC32();
    crc.update(item.content);
    header.putShort((short) 20).putShort((short) item.flags).putShort((short) item.method);
    header.putInt(item.clock).putInt((int) crc.getValue()).putInt(item.stored.length);
    header.putInt((int) item.size).putShort((short) name.length).putShort((short) 0);
    if (central) {
      header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
      header.putInt(item.mode << 16).putInt((int) offset);
    }
    return header.put(name).array();
  }
}
