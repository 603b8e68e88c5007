package org.debwright.convert;

import java.util.Optional;
import java.util.Set;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.debian.PackageName;
import org.debwright.python.CoreMetadata;

/** What a required project is on the target. */
public sealed interface Dependency {
  /** Its package. */
  PackageName name();

  /** What it requires, where known: its extras are looked up there. */
  Optional<CoreMetadata> metadata();

  /**
   * A project that is converted in the same run.
   *
   * @param direct whether it came from a URL or a path: then exactly this version is meant
   * @param libraries file names of the shared libraries that it brings
   */
  record Made(Identity identity, CoreMetadata content, boolean direct, Set<String> libraries)
      implements Dependency {
    /** Copies. */
    public Made {
      libraries = Set.copyOf(libraries);
    }

    /** One without libraries. */
    public Made(Identity identity, CoreMetadata content, boolean direct) {
      this(identity, content, direct, Set.of());
    }

    @Override
    public PackageName name() {
      return identity.name();
    }

    @Override
    public Optional<CoreMetadata> metadata() {
      return Optional.of(content);
    }
  }

  /**
   * A project that the suite packages.
   *
   * @param metadata of the same version as the index has them, where that was found out
   */
  record Offered(PackagedProject packaged, Optional<CoreMetadata> metadata) implements Dependency {
    @Override
    public PackageName name() {
      return packaged.packageName();
    }
  }
}
