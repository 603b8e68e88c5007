package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonCallsTest {
  private static List<String> calls(String source) {
    List<String> found = new ArrayList<>();
    PythonCalls.scan(
        source.getBytes(UTF_8),
        (command, how, line) -> found.add(line + " " + how + " " + command.action()));
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import pip",
        "import os, pip",
        "try: import pip\nexcept ImportError: pass",
        "from pip import main",
        "from pip._internal.cli.main import (\n  main,\n)",
        "from setuptools.command import easy_install\neasy_install.main(['six'])",
        "import setuptools.command.easy_install as e\ne.main(['six'])",
        "from setuptools.command.easy_install import main",
        "subprocess.run(['pip', 'install', 'six'])",
        "subprocess.run(args=['pip', 'install', 'six'])",
        "subprocess.check_call([sys.executable, '-m', 'pip', 'install', 'six'])",
        "subprocess.check_call([sys.executable, '-m', 'pip'] + arguments)",
        "cmd = [sys.executable, '-m', 'pip', 'install']\nsubprocess.call(cmd)",
        "Popen(('sudo', 'pip', 'install', x))",
        "subprocess.call('pip install %s' % name, shell=True)",
        "subprocess.call(f'{sys.executable} -m pip install {name}', shell=True)",
        "os.system('sudo pip install --upgrade ' + name)",
        "os.system(sys.executable + ' -m pip install six')",
        "os.system('cd /x && pip install .')",
        "command = 'pip install six'\nos.system(command)",
        "os.popen('pip freeze')",
        "os.execvp('pip', ['pip', 'install'])",
        "os.spawnlp(os.P_WAIT, 'pip', 'pip', 'install')",
        "asyncio.create_subprocess_exec('pip', 'install', 'six')",
        "importlib.import_module('pip')",
        "__import__('pip')",
        "runpy.run_module('pip', run_name='__main__')",
        "print 'x'; import pip",
        "exec 'y'\nos.system('easy_install six')",
      })
  void findsACall(String source) {
    assertThat(calls(source)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from setuptools.command import easy_install\nclass X(easy_install.easy_install): pass",
        "modules = ['pip', 'wheel', x]",
        "# import pip",
        "'''\nimport pip\n'''",
        "\"\"\"Run `pip install six`.\"\"\"",
        "print('pip install six')",
        "print 'pip install six'",
        "raise ImportError('run: pip install six')",
        "parser.add_argument('--x', help='pip install x')",
        "log.info('pip install %s', name)",
        "tools = ['pip', 'setuptools', 'wheel']",
        "x = {'pip': 'install'}",
        "if name == 'pip': pass",
        "from . import pip",
        "from .pip import main",
        "from mine.pip import main",
        "import pipes",
        "import pipeline.pip2",
        "pip.main()",
        "subprocess.run(['echo', 'pip', 'install'])",
        "subprocess.call('echo pip install', shell=True)",
        "subprocess.run(['pipenv', 'install'])",
        "def run():\n  '''pip install six'''",
        "message = 'pip install six'\nprint(message)",
        "re.compile('pip install (.*)')",
        "run('apt-get install python3-pip')",
        "which('pip')",
      })
  void findsNoCall(String source) {
    assertThat(calls(source)).isEmpty();
  }

  @Test
  void tellsHowAndWhere() {
    String source =
        """
        #!/usr/bin/python
        import os
        import pip

        pip.main(['install', 'six'])
        os.system("pip install six")
        os.execlp(
            "pip",
            "pip", "download", "six")
        """;
    assertThat(calls(source))
        .containsExactly("3 import ", "5 pip.main ", "6 os.system install", "8 os.execlp download");
  }

  @Test
  void endsWhateverItIsGiven() {
    assertThat(calls("(".repeat(100_000) + "'pip'")).isEmpty();
    assertThat(calls("'''")).isEmpty();
    assertThat(calls("import")).isEmpty();
    assertThat(calls("from pip import (")).isEmpty();
    assertThat(calls("import a as")).isEmpty();
    assertThat(calls("x = 'pip\nimport \\")).isEmpty();
  }
}
