"""The whole story of a machine that leaves pip, from the maintainer's first command to a purge that leaves nothing.

    transition-story.py [SUITE...]     bullseye (Kano's set, python2.7), bookworm and trixie (3.11, 3.13) where none is named

Outside debwright builds compat package, repository and metapackage; in a whole copy of a clean root (no overlay) pip
installs older versions from its index, then apt does the rest. Everything is checked against dpkg, the interpreters and a
listing of its own: find(1), SHA-256, extended attributes. Needs root, mmdebstrap, and the network for pip and apt.
"""

import glob
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from story_machine import TREES, Machine  # noqa: E402
from story_sets import SETS, checkouts, wheels  # noqa: E402

DEBWRIGHT = os.path.abspath(HERE + "/../../debwright")
TWEAK = "site_tweak"
SYSTEM = ("/usr", "/etc", "/var/lib", "/opt", "/srv")
# apt's and dpkg's own books.
CHANGING = (b"/var/lib/dpkg/", b"/var/lib/apt/", b"/etc/ld.so.cache")
OLD_UPDATER = """#!/usr/bin/python%s
import subprocess
subprocess.call(['pip', 'install', '--upgrade', 'requests'])
"""
NEW_UPDATER = """#!/usr/bin/python%s
import requests, %s as first
print('updater ' + first.__file__)
"""


class Story:
    def __init__(self, given, made, machine):
        self.given, self.made, self.machine = given, made, machine
        self.python = "python" + given.python
        self.pips = "/usr/local/lib/%s/dist-packages" % self.python
        self.engine = "/usr/lib/%s/transition" % given.compat
        self.line = given.config.get("pth", "zz-debwright-transition.pth")
        self.config = made + "/debwright.toml"

    def transition(self, *words, **more):
        return self.machine.debwright("--config", self.config, "transition", *words, **more)

    # ---- what imports, and from where ----------------------------------------------------------------------------

    def listed(self):
        return self.machine.run(self.python, "-B", "/tmp/story_imports.py", "list", self.pips, *glob_in(self.machine, "/srv/editable-*/src"), quiet=True).split()

    def imports(self, names):
        self.machine.write("/tmp/names", "\n".join(names))
        said = self.machine.run("sh", "-c", "cd / && exec %s -B /tmp/story_imports.py try </tmp/names" % self.python, quiet=True)
        return dict(line.split(" ", 1) for line in said.splitlines())

    def all_import(self, when):
        """Everything that imported before does; gives where from."""
        now = self.imports(sorted(self.before))
        fails = {name: now.get(name) for name in self.before if now.get(name, "!").startswith("!")}
        gone = {name for name in fails if self.gone(name, now)}
        lost = {name: told for name, told in fails.items() if name not in gone}
        self.machine.expect(when + ": imports", not lost, str(lost)[:1500])
        print("  %s: %d modules, %d lost; the packages' versions have %d no more" % (when, len(self.before), len(lost), len(gone)), flush=True)
        return now

    def gone(self, name, now):
        """Whether a packaged module is above it, and no package has a file for it."""
        above = [name.rsplit(".", n)[0] for n in range(1, name.count(".") + 1)]
        file = self.machine.path + "/usr/lib/python%s/dist-packages/%s" % (self.given.python if self.given.python == "2.7" else 3, name.replace(".", "/"))
        return any(now.get(each, "").startswith("/usr/lib/") for each in above) and not glob.glob(file + ".*") and not os.path.exists(file)

    def packaged(self, when, but=()):
        """Each pinned module from its package, at the pinned version; what only pip has from pip."""
        now = self.all_import(when)
        for module, (package, version) in self.given.pins.items():
            file = now.get(module) or self.imports([module])[module]
            file = file[:-1] if file.endswith(".pyc") else file
            if module in but:
                self.machine.expect("%s: %s from pip" % (when, module), file.startswith(self.pips), file)
                continue
            owner = self.machine.owner(file)
            good = owner is not None and owner[0] == package and owner[1].startswith((version + "-", version + ".0-"))
            self.machine.expect("%s: %s from %s %s" % (when, module, package, version), good, "%s of %s" % (file, owner))
        owner = self.machine.owner(now[TWEAK].replace(".pyc", ".py"))
        self.machine.expect("%s: %s from the updater" % (when, TWEAK), (owner or [0])[0] == "story-updater", owner)
        for module in self.given.only:
            file = now.get(module, "not tried")
            self.machine.expect("%s: %s as pip left it" % (when, module), file.startswith((self.pips, "/srv/")), file)
        for words, said in self.given.commands.items():
            told = self.machine.run(*words.split(), quiet=True, PYTHONDONTWRITEBYTECODE="1").strip()
            self.machine.expect("%s: %s" % (when, words), said in told, told)
        return now

    # ---- chapters ------------------------------------------------------------------------------------------------

    def pip_installs(self):
        checkouts(self.machine)
        pip = "/tmp/pip/" + os.listdir(self.made + "/pip")[0]
        wheel = [self.python, pip + "/pip", "install", "-q"]
        if self.given.python == "2.7":
            self.machine.run(*wheel, pip, "setuptools==44.1.1", "wheel==0.37.1")
            install = ["pip", "install", "-q"]
        else:
            install = wheel + ["--break-system-packages", "--root-user-action=ignore", "--find-links", "/tmp/wheels"]
        for words in self.given.pip:
            self.machine.run(*install, *words)
        self.install = install
        self.machine.write("%s/%s.py" % (self.pips, TWEAK), "# What somebody put there by hand.\n")
        os.setxattr(self.machine.path + self.pips, b"trusted.story", b"kept")
        self.machine.apt("install", "/tmp/updater/older.deb")

    def look(self):
        """The survey, and the first two checks of K.6: no other call of pip, no useful file of nobody."""
        told = json.loads(self.machine.debwright("transition", "survey", "--json"))
        calls = [c for c in told["calls"] if not c["tooling"] and not c["path"].startswith(self.pips)]
        # Python 2's packages get an __init__.py for their namespaces when they are configured; it is not pip's.
        loose = sorted(p for p in (each["path"] if isinstance(each, dict) else each for each in told["loose_files"]) if not p.startswith("/usr/lib/"))
        print("  %d distributions, calls of pip: %s, files of nobody: %s" % (len(told["distributions"]), ["%s:%s" % (c["path"], c["line"]) for c in calls], loose))
        return calls, loose

    def plan(self):
        told = json.loads(self.transition("plan", "--repository", self.made + "/repo", "--lock", self.made + "/pylock.toml", "--json", "-o", self.made + "/plan"))
        fates = {}
        for each in told["distributions"]:
            fates.setdefault(each["fate"], []).append("%s %s" % (each["project"], each["version"]))
        for fate, which in sorted(fates.items()):
            print("  %s: %s" % (fate, ", ".join(sorted(which))))
        self.leftovers = sorted({each["project"] for each in told["distributions"] if each["fate"] == "falls back"}) + ["tabulate"]
        self.machine.expect("nothing blocks", "blocks" not in fates, fates)
        return told

    def user_runs_apt(self):
        self.machine.apt("install", *glob_in(self.machine, "/repo/pool/main/d/debwright-archive-keyring/*.deb"))
        self.machine.apt("update")
        # The updater's new version brings its own dependency as a package, calls pip no more and has the file of nobody.
        self.machine.apt("install", "/tmp/updater/newer.deb")
        self.machine.run("rm", "%s/%s.py" % (self.pips, TWEAK))
        told = self.machine.run("story-updater", PYTHONDONTWRITEBYTECODE="1", lines=2)
        self.machine.expect("pip's copy still comes first", self.pips in told, told)
        self.trees = self.machine.tree()
        self.transition("plan", "--repository", self.made + "/repo", "-o", self.made + "/manifest", "-q")
        self.transition("verify", "--before", lines=3)
        self.machine.apt("install", self.given.meta, lines=8)

    def applied(self):
        told = self.transition("status", lines=12)
        self.machine.expect("applied", told.startswith("state applied\nactive yes\n"), told)
        self.machine.expect("exchanged", os.path.islink(self.machine.path + self.pips) and ": exchanged" in told, told)
        self.transition("verify", "--lock", self.made + "/pylock.toml", lines=8)
        self.machine.run("story-updater", PYTHONDONTWRITEBYTECODE="1", lines=2)

    def checks(self):
        """K.6, told by other means than verify's."""
        calls, loose = self.look()
        self.machine.expect("no other call of pip", not calls, calls)
        self.machine.expect("no file of nobody", not loose, loose)
        broken = self.machine.run("apt-get", "check", "-qq", lines=4)
        self.machine.expect("apt-get check", not broken.strip(), broken)

    def package_goes(self):
        module, (package, _) = list(self.given.pins.items())[0]
        self.machine.run("dpkg", "-r", "--force-depends", package)
        others = [m for m, (p, _) in self.given.pins.items() if p == package]
        self.packaged("without " + package, but=others)
        self.machine.apt("install", package)
        self.packaged("with it again")

    def goes_back(self):
        self.machine.run(self.engine, "rollback", lines=3)
        self.back("rollback", lines=[place + self.line for place in ("/usr/lib/python2.7/dist-packages/", "/usr/lib/python3/dist-packages/")])
        now = self.all_import("rolled back")
        for module in set(self.given.pins) & set(self.before):
            self.machine.expect("rolled back: %s from pip" % module, now[module].startswith(self.pips), now[module])
        self.machine.apt("install", "--reinstall", self.given.meta, lines=3)
        self.packaged("applied again")
        self.machine.apt("remove", self.given.compat, lines=3)
        self.back("removal")
        self.machine.apt("install", self.given.meta)
        self.packaged("installed again")

    def back(self, how, lines=()):
        # The manifest is from before the package came, whose line stays until it goes.
        there = [line for line in lines if self.machine.has(line)]
        told = self.transition("compare", self.made + "/manifest/transition.manifest", lines=4, status=1 if there else 0)
        differ = [line.split(":")[0] for line in told.splitlines() if line[:2] in ("+ ", "- ", "~ ")]
        self.machine.expect("manifest after " + how, differ == ["+ " + line for line in there], told)
        here = [t for t in TREES if not t.startswith("/usr/lib/")]
        # The time of these directories is not in a manifest: their names came and went.
        self.machine.same("tree after " + how, only(self.trees, here), self.machine.tree(here))

    def more_comes(self):
        """pip installs something new, and writes the command of a package anew."""
        command = "/usr/local/bin/" + self.given.again
        ours = self.machine.read(command)
        self.machine.run(*self.install, *self.given.later)
        self.machine.expect("pip wrote its command", self.machine.read(command) != ours)
        told = self.machine.run(self.engine, "status", quiet=True)
        new = [line for line in told.splitlines() if line.startswith("new: ")]
        print("\n".join("  " + line for line in new))
        self.machine.expect("status tells", len([line for line in new if " %s " % command in line]) == 1, told)
        self.machine.run(self.engine, "apply", lines=3)
        self.machine.expect("ours again", self.machine.read(command) == ours, self.machine.read(command))
        self.packaged("after more came")
        self.machine.expect("tabulate from pip", self.imports(["tabulate"])["tabulate"].startswith(self.pips))
        told = self.machine.run(self.engine, "apply", lines=3)
        self.machine.expect("nothing more to do", told == "nothing to do: applied\n", told)

    def ends(self):
        told = self.machine.run(self.engine, "finish", status=1, lines=6)
        self.machine.expect("finish says what is needed", "/" + self.given.only[0].replace(".", "/") in told, told)
        if self.given.python == "2.7":
            remove = ["pip", "uninstall", "-q", "-y"]
        else:
            remove = [*self.install[:2], "uninstall", "-q", "-y", "--break-system-packages", "--root-user-action=ignore"]
        self.machine.run(*remove, *self.leftovers)
        # Of setuptools' older versions; nobody needs it by now.
        self.machine.run("rm", "-rf", self.pips + "/pkg_resources", self.pips + "/easy_install.py")
        told = self.machine.run(self.engine, "finish", lines=6)
        for line in told.splitlines():
            self.machine.expect("what finish leaves is there", self.machine.has(line[6:]), line)
            os.unlink(self.machine.path + line[6:])
            if not os.listdir(os.path.dirname(self.machine.path + line[6:])):
                os.rmdir(os.path.dirname(self.machine.path + line[6:]))
        self.machine.run(self.engine, "status", lines=2)
        now = self.imports(list(self.given.pins))
        for module, (package, _) in self.given.pins.items():
            file = now[module][:-1] if now[module].endswith(".pyc") else now[module]
            self.machine.expect("finished: " + module, (self.machine.owner(file) or [0])[0] == package, file)

    def packages(self):
        return set(self.machine.run("dpkg-query", "-W", "-f", "${Package} ", quiet=True).split())

    def nothing_is_left(self, clean, had):
        self.machine.apt("purge", self.given.meta, self.given.compat, "debwright-archive-keyring", "story-updater")
        # apt takes what a metapackage brought for wanted (Never-MarkAuto-Sections), so autoremove leaves it.
        self.machine.apt("purge", *sorted(self.packages() - had))
        for path in glob_in(self.machine, "/srv/*"):
            shutil.rmtree(self.machine.path + path)
        now = self.machine.tree(SYSTEM, but=CHANGING)
        # Times and sizes of directories tell that something came and went.
        bare = [{path: fact.split(b" ")[:4] if fact[:1] == b"d" else fact for path, fact in tree.items()} for tree in (clean, now)]
        self.machine.same("the system after the purge", *bare)

    def all(self):
        machine = self.machine
        clean, had = machine.tree(SYSTEM, but=CHANGING), self.packages()
        shutil.copy(HERE + "/story_imports.py", machine.path + "/tmp/story_imports.py")
        for name in ("repo", "pip", "wheels", "updater"):
            machine.bind("%s/%s" % (self.made, name), "/repo" if name == "repo" else "/tmp/" + name)
        print("\n== pip has been at work", flush=True)
        self.pip_installs()
        found = self.imports(self.listed())
        self.before = {name: file for name, file in found.items() if not file.startswith("!")}
        print("  %d modules import, %d do not" % (len(self.before), len(found) - len(self.before)))
        print("\n== the maintainer looks", flush=True)
        calls, loose = self.look()
        machine.expect("the file of nobody is found", [p.split("/")[-1] for p in loose] == [TWEAK + ".py"], loose)
        machine.expect("the updater's call of pip is found", [c["path"] for c in calls] == ["/usr/bin/story-updater"], calls)
        self.plan()
        print("\n== the user runs apt", flush=True)
        self.user_runs_apt()
        self.applied()
        self.packaged("after apt")
        self.checks()
        print("\n== a package goes, and comes back", flush=True)
        self.package_goes()
        print("\n== back, and again", flush=True)
        self.goes_back()
        print("\n== more comes", flush=True)
        self.more_comes()
        print("\n== the end", flush=True)
        self.ends()
        print("\n== nothing is left", flush=True)
        self.nothing_is_left(clean, had)
        print("%s: %d checks, %d failed" % (self.given.suite, machine.tried, machine.failed), flush=True)
        return machine.failed


def only(trees, tops):
    return {path: fact for path, fact in trees.items() if path.startswith(tuple(os.fsencode(t) for t in tops))}


def glob_in(machine, pattern):
    return [path[len(machine.path):] for path in sorted(glob.glob(machine.path + pattern))]


def updater(made, given):
    """What called pip, as a package of the vendor's: an older version that does and a newer one that does not."""
    module, (package, _) = [each for each in given.pins.items() if each[0] in ("docopt", "click")][0]
    for name, version, text, depends in (("older", "3.9", OLD_UPDATER % given.python, ""), ("newer", "4.0", NEW_UPDATER % (given.python, module), package)):
        tree = "%s/updater/%s" % (made, name)
        os.makedirs(tree + "/DEBIAN")
        os.makedirs(tree + "/usr/bin")
        with open(tree + "/usr/bin/story-updater", "w") as file:
            file.write(text)
        if name == "newer":
            place = tree + "/usr/lib/python%s/dist-packages" % (given.python if given.python == "2.7" else 3)
            os.makedirs(place)
            with open("%s/%s.py" % (place, TWEAK), "w") as file:
                file.write("# What somebody had put there by hand.\n")
        os.chmod(tree + "/usr/bin/story-updater", 0o755)
        with open(tree + "/DEBIAN/control", "w") as file:
            file.write("Package: story-updater\nVersion: %s\nArchitecture: all\nMaintainer: A <a@b.invalid>\nDescription: sample\n%s" % (version, "Depends: %s\n" % depends if depends else ""))
        subprocess.run(["dpkg-deb", "-b", "--root-owner-group", tree, tree + ".deb"], check=True, stdout=subprocess.DEVNULL)


def maintain(given, made):
    """The maintainer's part; the commands are printed as they run."""
    wheels(made + "/wheels")
    with open(made + "/debwright.toml", "w") as file:
        file.write("[transition]\n" + "".join("%s = %s\n" % (key, json.dumps(value)) for key, value in given.config.items()))
    wanted = [word.replace("WHEELS", made + "/wheels") for word in given.build]
    common = ["--suite", given.suite, "--arch", "amd64", *wanted]
    for words in (
        ["--config", made + "/debwright.toml", "transition", "package", "-o", made + "/debs"],
        ["lock", *common, "-o", made + "/pylock.toml"],
        ["build", *common, "--metapackage", given.meta, "--transition", "DEB", "--url", "file:/repo", "-o", made + "/repo"],
    ):
        print("$ debwright " + " ".join(words).replace(made + "/", "").replace(HERE + "/../../", ""), flush=True)
        subprocess.run([DEBWRIGHT, "-q", *[glob.glob(made + "/debs/*.deb")[0] if w == "DEB" else w for w in words]], check=True, stdout=subprocess.DEVNULL)
    updater(made, given)
    pip = "pip==20.3.4" if given.python == "2.7" else "pip"
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", made + "/pip", pip], check=True)


def outside(suites):
    bad = 0
    for suite in suites or list(SETS):
        made = "/tmp/debwright-story-%d" % os.getpid()
        os.mkdir(made, 0o755)
        try:
            print("==== %s, Python %s\n\n== the maintainer builds" % (suite, SETS[suite].python), flush=True)
            maintain(SETS[suite], made)
            lower = subprocess.run([HERE + "/../chroot", "make", suite], capture_output=True, text=True, check=True).stdout.strip()
            environment = dict(os.environ, DEBWRIGHT=DEBWRIGHT, STORY=made + "/")
            command = ["unshare", "-mpf", "--kill-child", sys.executable, "-B", os.path.abspath(__file__), "--inside", suite, lower, made]
            bad += subprocess.run(command, env=environment).returncode
        finally:
            shutil.rmtree(made)
    return bad


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        story = Story(SETS[sys.argv[2]], sys.argv[4], Machine(sys.argv[3], sys.argv[4] + "/root"))
        sys.exit(1 if story.all() else 0)
    sys.exit(1 if outside(sys.argv[1:]) else 0)
