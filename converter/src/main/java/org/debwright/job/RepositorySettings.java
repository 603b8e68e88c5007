package org.debwright.job;

import java.nio.file.Path;
import org.debwright.repository.Origin;
import org.debwright.repository.RepositoryAddress;
import org.debwright.repository.SigningKey;

/**
 * How the repository is called, signed and reached.
 *
 * @param address where machines find it
 */
public record RepositorySettings(
    Path root, Origin origin, SigningKey key, RepositoryAddress address) {}
