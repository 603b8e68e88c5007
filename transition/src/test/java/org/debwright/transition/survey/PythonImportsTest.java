package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonImportsTest {
  private static java.util.Map<String, Integer> of(String source) {
    return PythonImports.of(source.getBytes(ISO_8859_1));
  }

  @Test
  void readsBothPythons() {
    String source =
        """
        # -*- coding: latin-1 -*-
        '''import never'''
        import os, a.b as c
        from d.e import f as g, h
        from . import own
        from ..up import own2
        if x: import i
        try: from j import (
            k,  # import no
            l)
        except ImportError, e: print >>sys.stderr, "import no"
        exec "import no" in {}
        def gen():
            yield from other
            raise A from b; import m
        n = importlib.import_module("o.p")
        __import__('q')
        r = `s`; t = 10L; u = 0777
        """;
    assertThat(of(source).keySet())
        .containsExactly(
            "os", "a.b", "d.e", "d.e.f", "d.e.h", "i", "j", "j.k", "j.l", "m", "o.p", "q");
    assertThat(of(source)).containsEntry("i", 7).containsEntry("j.l", 8);
  }

  @Test
  void endsWhateverItIsGiven() {
    assertThat(of("from")).isEmpty();
    assertThat(of("from a")).isEmpty();
    assertThat(of("import a.")).containsOnlyKeys("a");
    assertThat(of("from a import (b")).containsOnlyKeys("a", "a.b");
    assertThat(of("\u0000\u00ff'\"\\")).isEmpty();
  }
}
