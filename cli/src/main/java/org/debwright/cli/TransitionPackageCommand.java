package org.debwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.debwright.deb.Compression;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebWriter;
import org.debwright.debian.BinaryPackage;
import org.debwright.job.AtomicFile;
import org.debwright.job.Surroundings;
import org.debwright.transition.CompatPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The package that a device installs to leave pip. */
@Command(
    name = "package",
    description = "Makes the package that a device installs to leave pip.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright transition package -o debs",
      "  debwright transition package --name kano-os-pip-transition --pth kano-pip-compat.pth"
          + " --python2 -o debs",
    })
final class TransitionPackageCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;

  @Mixin TransitionNameOptions names = new TransitionNameOptions();
  @Mixin MaintainerOption maintainer = new MaintainerOption();
  @Mixin CacheOptions cache = new CacheOptions();

  @Option(
      names = "--compression",
      paramLabel = "KIND[:LEVEL]",
      defaultValue = "xz",
      description = "xz, xz-java, zstd, gzip or none (${DEFAULT-VALUE}; bullseye reads no zstd)")
  String compression = "xz";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "where the package goes (${DEFAULT-VALUE})")
  Path output = Path.of(".");

  TransitionPackageCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public Integer call() {
    Output messages = top.output(console);
    Surroundings surroundings = Session.surroundings(console, cache, messages);
    long now =
        surroundings
            .sourceDateEpoch()
            .orElseGet(() -> surroundings.clock().instant().getEpochSecond());
    BinaryPackage compat =
        new CompatPackage(names.names(), maintainer.of(console.environment()).toString()).on(now);
    AtomicFile.makeDirectory(output);
    DebFile deb =
        new DebWriter(Compression.parse(compression))
            .write(compat, output.resolve(compat.filename()));
    messages.done(
        deb.path() + "\n",
        json -> {
          json.writeStringProperty("package", deb.name().value());
          json.writeStringProperty("package_version", deb.version().toString());
          json.writeStringProperty("file", deb.path().toString());
          json.writeStringProperty("sha256", deb.sha256().hex());
        });
    return 0;
  }
}
