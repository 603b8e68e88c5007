package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "etc/cron.d/x",
        "etc/cron.daily/x",
        "etc/crontab",
        "etc/sudoers",
        "etc/sudoers.d/x",
        "etc/pam.d/login",
        "etc/ld.so.preload",
        "etc/ld.so.conf.d/x.conf",
        "etc/profile.d/x.sh",
        "etc/init.d/x",
        "etc/rc5.d/S01x",
        "etc/udev/rules.d/9.rules",
        "etc/systemd/system/x.service",
        "etc/apt/apt.conf.d/99x",
        "etc/xdg/autostart/x.desktop",
        "etc/python3.11/sitecustomize.py",
        "etc/ssl/certs/x.pem",
      })
  void findsWhatIsObeyed(String path) {
    assertThat(SystemFiles.areObeyed(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etc/demo.conf",
        "etc/jupyter/jupyter_notebook_config.d/x.json",
        "etc/bash_completion.d/x",
        "etc/xdg/x.conf",
        "etc/default/x",
        "etc/supervisor/conf.d/x.conf",
        "share/etc/cron.d/x",
        "etc/cronies/x",
        "etc/hosts.d/x",
      })
  void leavesConfigurationOfPrograms(String path) {
    assertThat(SystemFiles.areObeyed(path)).isFalse();
  }
}
