package org.debwright.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands; those that act are given the console and the options of the whole. */
final class Commands implements IFactory {
  private final Console console;
  private final DebwrightCommand top;

  Commands(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == BuildCommand.class) {
      return type.cast(new BuildCommand(console, top));
    }
    if (type == LockCommand.class) {
      return type.cast(new LockCommand(console, top));
    }
    if (type == ConvertCommand.class) {
      return type.cast(new ConvertCommand(console, top));
    }
    if (type == VersionsProtocol.class) {
      return type.cast(new VersionsProtocol(console));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
