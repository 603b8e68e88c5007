package org.debwright.python;

/**
 * {@code name-version.tar.gz} (PEP 625) and the older forms pip takes: {@code .zip}, {@code
 * .tar.bz2}, {@code .tar.xz}, {@code .tgz}, {@code .tar}, any spelling of the name.
 */
public record SdistFilename(String filename, ProjectName project, Pep440Version version)
    implements DistributionFilename {}
