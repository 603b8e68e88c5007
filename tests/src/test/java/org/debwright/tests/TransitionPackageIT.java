package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of the package with the engine, as dpkg calls them where something goes wrong. */
class TransitionPackageIT {
  /** Each line that it prints is a fact; `set -e` and `expect` end it at the first wrong one. */
  private static final String SCRIPT =
      """
      set -eu
      name=debwright-transition
      state=/var/lib/$name
      pips=/usr/local/lib/python3.11/dist-packages
      mkdir -p $pips
      # A lower layer's directory cannot be exchanged.
      rm -r $pips
      mkdir $pips
      echo 'FROM = "pip"' >$pips/mine.py
      echo 'FROM = "pip"' >$pips/both.py
      echo 'FROM = "package"' >/usr/lib/python3/dist-packages/both.py

      expect() { # TEXT COMMAND...
        wanted=$1
        shift
        told=$("$@" 2>&1) || told="$told (exit $?)"
        case $told in *"$wanted"*) ;; *)
          echo "WRONG: $* says: $told"
          exit 1
          ;;
        esac
      }
      is() { # STATE FIRST
        expect "state $1" /usr/lib/$name/transition status
        expect "$2" python3 -B -c 'import both, mine; print(both.FROM)'
        expect ' installed ' dpkg-query -W -f ' ${db:Status-Status} ' $name
        [ ! -e $state/removing ]
      }
      fails() { # TEXT PACKAGE
        ! dpkg --auto-deconfigure -i "$2" >/tmp/said 2>&1
        grep -qF "$1" /tmp/said || { cat /tmp/said; exit 1; }
      }
      newer() { # FILE SCRIPT LINE
        rm -rf /tmp/tree
        dpkg-deb -R /debs/*.deb /tmp/tree
        sed -i 's/^Version: .*/&.newer/' /tmp/tree/DEBIAN/control
        printf '#!/bin/sh\\n%s\\n' "$3" >/tmp/tree/DEBIAN/$2
        chmod 0755 /tmp/tree/DEBIAN/$2
        dpkg-deb -b --root-owner-group /tmp/tree "$1" >/dev/null
      }
      other() { # FILE RELATIONS
        rm -rf /tmp/tree
        mkdir -p /tmp/tree/DEBIAN
        printf 'Package: other\\nVersion: 1\\nArchitecture: all\\nMaintainer: A <a@b.invalid>\\nDescription: sample\\n%s\\n' "$2" >/tmp/tree/DEBIAN/control
        printf '#!/bin/sh\\nexit 1\\n' >/tmp/tree/DEBIAN/preinst
        chmod 0755 /tmp/tree/DEBIAN/preinst
        dpkg-deb -b --root-owner-group /tmp/tree "$1" >/dev/null
      }

      mkdir -p $state
      echo 'another journal' >$state/journal
      fails 'is of another version' /debs/*.deb
      [ ! -e /usr/lib/$name ]
      expect 'another journal' cat $state/journal
      rm -r $state
      echo 'preinst install refuses'

      dpkg -i /debs/*.deb >/dev/null
      is none pip
      /usr/lib/$name/transition apply >/dev/null
      is applied package
      newer /tmp/newer.deb preinst 'exit 1'
      fails 'pre-installation script' /tmp/newer.deb
      is applied package
      echo 'abort-upgrade leaves it applied'

      cp $state/journal /tmp/journal
      sed -i -e '$d' $state/journal
      sed -i -e '$d' $state/journal
      is applying package
      fails 'pre-installation script' /tmp/newer.deb
      is applied package
      echo 'abort-upgrade resumes'

      newer /tmp/good.deb postrm 'exit 0'
      cp $state/journal /tmp/journal
      echo 'another journal' >$state/journal
      fails 'is of another version' /tmp/good.deb
      cp /tmp/journal $state/journal
      dpkg --configure -a >/dev/null
      is applied package
      echo 'preinst upgrade refuses'

      newer /tmp/bad.deb postinst 'exit 1'
      fails 'post-installation script' /tmp/bad.deb
      expect package python3 -B -c 'import both, mine; print(both.FROM)'
      dpkg -i --force-downgrade /debs/*.deb >/dev/null 2>&1
      is applied package
      echo 'a failed configuration can be undone'

      relations='Conflicts: debwright-transition\\nReplaces: debwright-transition\\nProvides: debwright-transition'
      other /tmp/other.deb "$(printf "$relations")"
      fails 'pre-installation script' /tmp/other.deb
      is applied package
      grep -qF 'rolled-back' $state/journal && exit 1
      echo 'abort-remove applies again'

      other /tmp/breaks.deb 'Breaks: debwright-transition'
      fails 'pre-installation script' /tmp/breaks.deb
      is applied package
      echo 'abort-deconfigure leaves it applied'

      for word in finish nonsense; do
        sed -i "s/^WHEN_REMOVED=.*/WHEN_REMOVED=$word/" /etc/default/$name
        ! dpkg -r $name >/tmp/said 2>&1
        grep -q 'fix: ' /tmp/said
        is applied package
      done
      echo 'a refused removal leaves it applied'

      sed -i 's/^WHEN_REMOVED=.*/WHEN_REMOVED=rollback/' /etc/default/$name
      dpkg -r $name >/dev/null
      expect pip python3 -B -c 'import both, mine; print(both.FROM)'
      dpkg -i /debs/*.deb >/dev/null
      is rolled-back pip
      /usr/lib/$name/transition apply >/dev/null
      is applied package
      rm $pips/mine.py
      sed -i 's/^WHEN_REMOVED=.*/WHEN_REMOVED=finish/' /etc/default/$name
      dpkg -P $name >/dev/null
      [ ! -e $state ] && [ -d $pips ] && [ ! -L $pips ] && [ ! -e $pips.pip-fallback ]
      echo 'finished and purged'
      """;

  @Test
  void comeThroughEachOfDpkgsErrors(@TempDir Path directory) {
    Scratch scratch = Scratch.in(directory);
    Run made = Debwright.in(scratch).run("transition", "package", "-o", "debs");
    assertThat(made.exit()).as("%s", made).isZero();
    String said =
        Tool.run(
            "../tests/chroot",
            "run",
            "bookworm",
            "-n",
            "-b",
            scratch.work("debs") + ":/debs",
            "-b",
            scratch.write("try.sh", SCRIPT) + ":/try.sh",
            "sh",
            "/try.sh");
    assertThat(said)
        .isEqualTo(
            """
            preinst install refuses
            abort-upgrade leaves it applied
            abort-upgrade resumes
            preinst upgrade refuses
            a failed configuration can be undone
            abort-remove applies again
            abort-deconfigure leaves it applied
            a refused removal leaves it applied
            finished and purged
            """);
  }
}
