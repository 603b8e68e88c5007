package org.debwright.transition.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellCallsTest {
  private static List<String> calls(String script) {
    List<String> found = new ArrayList<>();
    ShellCalls.scan(
        script,
        1,
        (command, how, line) -> found.add(line + " " + command.tool() + " " + command.action()));
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pip install six",
        "pip3 install six",
        "pip-3.2 install six",
        "/usr/local/bin/pip2.7 install six",
        "python3 -m pip install six",
        "python -u -m pip install six",
        "python3 -Im pip install six",
        "python3 /usr/bin/pip install six",
        "\"$VENV/bin/pip\" install six",
        "$PYTHON -m pip install six",
        "${PIP} install six",
        "PIP=pip3; $PIP install six",
        "mine=\"python3 -m pip\"; $mine install six",
        "sudo -H pip install six",
        "sudo -u pi env A=1 pip install six",
        "A=1 B=2 pip install six",
        "if ! pip install six; then exit 1; fi",
        "for x in a b; do pip install $x; done",
        "case $1 in start) pip install six;; esac",
        "x=$(pip install six)",
        "x=`pip install six`",
        "echo \"$(pip install six)\"",
        "cat list | xargs pip install",
        "apt-get update && pip install six",
        "su -c 'pip install six' pi",
        "sh -ec \"pip install six\"",
        "eval 'pip install six'",
        "( cd /x; pip install six )",
        "f() { pip install six; }",
        "timeout 60 pip install six",
        "chroot /mnt pip install six",
        "uv pip install six",
        "python3 - <<'E'\nimport pip\nE",
        "bash <<E\npip install six\nE",
        "curl -s x | python3 get-pip.py; python3 get-pip.py",
        "trap 'pip install six' EXIT",
        "pip \\\n  install six",
      })
  void findsACall(String script) {
    assertThat(calls(script)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# pip install six",
        "echo pip install six",
        "echo 'please run: pip install six'",
        "printf '%s\\n' \"pip install six\"",
        "command -v pip >/dev/null",
        "which pip",
        "type pip3",
        "hash pip",
        "cat <<E\npip install six\nE",
        "apt-get install python3-pip",
        "sudo apt-get install pip",
        "case $1 in pip|pip3) true;; esac",
        "tools=(pip setuptools)\necho",
        "pip() { true; }",
        "for x in pip setuptools; do true; done",
        "rm -rf /usr/local/bin/pip",
        "test -x /usr/bin/pip",
        "[ \"$1\" = pip ]",
        "if [[ $x =~ ^(pip|easy_install)$ ]]; then true; fi",
        "grep -q pip /etc/x",
        "mkfifo pipe; cat pipe",
        "a='\npip install six\n'",
        "complete -F _pip_completion pip",
        "ls > pip",
      })
  void findsNoCall(String script) {
    assertThat(calls(script)).isEmpty();
  }

  @Test
  void tellsTheLineAndTheAction() {
    assertThat(calls("#!/bin/sh\n\nset -e\nif true; then\n  sudo pip uninstall -y six\nfi\n"))
        .containsExactly("5 pip uninstall");
    assertThat(calls("a='\n\n'\neasy_install six\n")).containsExactly("4 easy_install install");
    assertThat(calls("cat <<E\nx\nE\nx=$(\n  pip freeze\n)\n")).containsExactly("5 pip freeze");
  }

  @Test
  void endsWhateverItIsGiven() {
    assertThat(calls("$(".repeat(5000) + "pip install six")).isEmpty();
    assertThat(calls("`\"'${<<((".repeat(2000))).isEmpty();
    assertThat(calls("case in ) ;; esac ]] \\")).isEmpty();
  }
}
