package org.debwright.job;

import org.debwright.resolve.Resolution;
import org.debwright.target.Target;

/** What was chosen for a target, before anything but metadata is fetched. */
public record Selection(Target target, Resolution resolution) {}
