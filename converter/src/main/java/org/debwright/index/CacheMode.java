package org.debwright.index;

/** How the persistent cache is used. */
public enum CacheMode {
  /** Fresh answers come from the cache, all others from the network and then stay in the cache. */
  NORMAL,
  /** Only what is cached is used, however old; the network is never asked. */
  OFFLINE,
  /** Nothing outlives the run: the cache is a temporary directory. */
  TEMPORARY
}
