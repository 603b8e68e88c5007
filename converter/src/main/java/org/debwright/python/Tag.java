package org.debwright.python;

/** One compatibility tag (PEP 425), for example {@code cp311-cp311-manylinux_2_17_x86_64}. */
public record Tag(String interpreter, String abi, String platform) {
  @Override
  public String toString() {
    return interpreter + "-" + abi + "-" + platform;
  }
}
