package org.debwright.convert;

import java.util.regex.Pattern;

/**
 * Files below {@code etc} that a system runs or obeys for no other reason than that they are there.
 * pip puts a wheel's below {@code /usr/local/etc}, where nothing does; they are to give no more
 * power in a package.
 */
final class SystemFiles {
  private static final Pattern OBEYED =
      Pattern.compile(
          "etc/("
              // Jobs of root's.
              + "(ana)?crontab|cron\\.\\w+/.*|rc\\.local|rc\\w\\.d/.*|init\\.d/.*|inittab"
              + "|logrotate\\.(d/.*|conf)|update-motd\\.d/.*|kernel/.*|initramfs-tools/.*"
              + "|network/.*|NetworkManager/.*|dhcp/.*|ppp/.*|resolvconf/.*|acpi/.*|udev/.*"
              + "|systemd/.*|binfmt\\.d/.*|tmpfiles\\.d/.*|sysusers\\.d/.*"
              // Who may do what.
              + "|sudo\\.conf|sudoers|sudoers\\.d/.*|pam\\.(d/.*|conf)|security/.*|polkit-1/.*|doas\\.conf"
              + "|passwd-?|group-?|g?shadow-?|sub[ug]id-?|ssh/.*|dbus-1/.*|apparmor(\\.d)?/.*"
              // What every shell, program or command begins with.
              + "|profile|profile\\.d/.*|bash\\.bashrc|zsh/.*|environment|environment\\.d/.*"
              + "|ld\\.so\\..*|X11/.*|xdg/autostart/.*|python[\\d.]+/.*"
              // What the kernel, the boot, names and packages are like.
              + "|modules|modules-load\\.d/.*|modprobe\\.d/.*|sysctl\\.(d/.*|conf)|default/grub(\\.d/.*)?"
              + "|grub\\.d/.*|fstab|crypttab|hosts|resolv\\.conf|nsswitch\\.conf"
              + "|apt/.*|dpkg/.*|alternatives/.*|ca-certificates(/.*|\\.conf)|ssl/.*"
              + ")");

  private SystemFiles() {}

  /**
   * Whether such a file would be obeyed.
   *
   * @param path below the prefix that the wheel is for
   */
  static boolean areObeyed(String path) {
    return OBEYED.matcher(path).matches();
  }
}
