"""A machine leaves pip by apt alone, under load: no import fails, in any of dpkg's phases.

    transition-device.py [SUITE...]             bullseye, bookworm and trixie where none is named
    transition-device.py --control [SUITE...]   what of that is dpkg's own: the reinstallation of packages

debwright builds a repository of sample projects, the package with the engine and the metapackage that activates it. In a
clean root pip's older copies are there already, beside distributions that only pip has. While apt installs, upgrades,
removes and purges, fresh interpreters import without a pause, and long ones import 1,400 modules each.

The control reinstalls the same packages under the same load, first in a root where pip never was and nothing is applied,
then in the same root with pip's copies and the transition: two lines to compare.
"""

import glob
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COMPAT = "debwright-transition"
META = "sample-transition-depends"
MODULES = 1400


def module(name):
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), HERE + "/" + name + ".py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


LINE = module("transition-line")
LONG = """
import sys, time
bad = 0
for n in range(%d):
    for name in ('many.m%%d' %% n, 'onlymany.m%%d' %% n)[n %% 2:][:1]:
        try:
            __import__(name)
        except Exception as e:
            bad += 1
            sys.stderr.write('%%s: %%r\\n' %% (name, e))
    time.sleep(0.002)
print(bad)
""" % MODULES
FRESH = """
import sys
for name in 'many.m7 onlymany.m8 alpha only grown.sub edione editwo nsnew.mine nsold.mine'.split():
    try:
        __import__(name)
    except Exception as e:
        sys.stderr.write('%s: %r\\n' % (name, e))
"""

# Of the control: what packages have, in both halves.
ROUNDS = 12
LONG_PACKAGED = LONG.replace("('many.m%d' % n, 'onlymany.m%d' % n)[n % 2:][:1]", "('many.m%d' % n,)")
FRESH_PACKAGED = FRESH.replace("many.m7 onlymany.m8 alpha only grown.sub edione editwo nsnew.mine nsold.mine", "many.m7 alpha")


class Load:
    """Imports in fresh and in long processes until it is stopped."""

    def __init__(self, pythons, long=LONG, fresh=FRESH):
        self.stop = False
        self.long_text = long
        self.fresh = self.long = self.imported = 0
        self.wrong = []
        self.threads = [threading.Thread(target=self.loop, args=(command, text)) for command in pythons.values() for text in (fresh, long)]

    def loop(self, command, text):
        while not self.stop:
            run = subprocess.run([command, "-B", "-c", text], capture_output=True, text=True, cwd="/")
            if run.stderr or run.returncode:
                self.wrong.append("%s %s" % (command, run.stderr.strip()[-400:]))
            if text is self.long_text:
                self.long += 1
                self.imported += MODULES
            else:
                self.fresh += 1

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.stop = True
        for thread in self.threads:
            thread.join()


class Device:
    def __init__(self):
        self.bad = 0
        self.pythons = LINE.pythons()
        self.places = [LINE.Place(version, command) for version, command in self.pythons.items()]
        self.engine = "/usr/lib/%s/transition" % COMPAT

    def expect(self, what, condition, told=""):
        if not condition:
            self.bad += 1
            print("WRONG", what, told, flush=True)

    def run(self, *command, fails=False):
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        text = done.stdout + done.stderr
        self.expect(" ".join(command), (done.returncode != 0) == fails, text[-1500:])
        return text

    def apt(self, *words):
        return self.run("apt-get", "-qq", "-y", "-o", "Dpkg::Options::=--force-confold", *words)

    def fill(self):
        for place in self.places:
            place.empty()
            place.fill()
            # What packages bring is apt's business here.
            for name in ("alpha.py", "pack", "nsnew", "nsold", "shadow.py", "nsold-nspkg.pth", LINE.LINE):
                path = place.deb + "/" + name
                shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
            for name in ("many", "onlymany"):
                for n in ["__init__"] + ["m%d" % n for n in range(MODULES)]:
                    LINE.write("%s/%s/%s.py" % (place.pip, name, n), "FROM = 'pip'\n")
            LINE.write(place.pip + "/alpha-1.0.dist-info/RECORD", "alpha.py,,\n../../../bin/alphacmd,,\n")
            LINE.write(place.pip + "/alpha-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: alpha\nVersion: 1.0\n")
        LINE.write("/usr/local/bin/alphacmd", "#!/bin/sh\necho pip\n")
        os.chmod("/usr/local/bin/alphacmd", 0o755)

    def origin(self, name, place):
        return subprocess.run([place.command, "-B", "-c", "import %s as m; print(m.FROM)" % name], capture_output=True, text=True).stdout.strip()

    def origins(self, when, alpha):
        for place in self.places:
            # For Python 2.7 no packages are built here: pip's copies are all there is.
            mine = "pip" if place.two else alpha
            self.expect(when + " alpha " + place.command, self.origin("alpha", place) == mine, self.origin("alpha", place))
            self.expect(when + " only " + place.command, self.origin("only", place) == "pip")
        told = subprocess.run(["alphacmd"], capture_output=True, text=True).stdout.strip()
        self.expect(when + " alphacmd", told == alpha, told)

    def state(self, wanted):
        told = self.run("sh", self.engine, "status").splitlines()[0]
        self.expect("state " + wanted, told == "state " + wanted, told)

    def manifest(self):
        return module("transition-faults").manifest("")

    def phase(self, name, action, alpha):
        with Load(self.pythons) as load:
            action()
        self.expect(name, not load.wrong, load.wrong[:3])
        self.origins(name, alpha)
        print("%-34s %4d fresh processes, %3d long ones with %6d imports, %d wrong" % (name, load.fresh, load.long, load.imported, len(load.wrong)), flush=True)

    def removed(self, before):
        now = self.manifest()
        kept = {p: f for p, f in before.items() if p.startswith(b"/usr/local")}
        now = {p: f for p, f in now.items() if p.startswith(b"/usr/local")}
        self.expect("manifest", now == kept, str({p: (kept.get(p), now.get(p)) for p in set(now) | set(kept) if now.get(p) != kept.get(p)})[:800])

    def defaults(self, word):
        path = "/etc/default/" + COMPAT
        with open(path) as file:
            text = file.read()
        with open(path, "w") as file:
            file.write("\n".join(line for line in text.splitlines() if not line.startswith("WHEN")) + "\nWHEN_REMOVED=%s\n" % word)

    def reinstalled(self, name):
        """Counts only: what goes wrong here is what is asked."""
        python = {version: command for version, command in self.pythons.items() if not version.startswith("2")}
        with Load(python, LONG_PACKAGED, FRESH_PACKAGED) as load:
            for _ in range(ROUNDS):
                self.apt("install", "--reinstall", "python3-alpha", "python3-many")
        lost = [line for wrong in load.wrong for line in wrong.splitlines()]
        print("%-34s %4d fresh processes, %3d long ones with %6d imports, %d processes of both with a failure" % (
            name, load.fresh, load.long, load.imported, len(load.wrong)), flush=True)
        for line in lost[:6]:
            print("    " + line[:200], flush=True)

    def control(self):
        for place in self.places:
            place.empty()
        self.apt("install", *glob.glob("/repo/pool/main/d/debwright-archive-keyring/*.deb"))
        self.apt("update")
        self.apt("install", "python3-alpha", "python3-many")
        self.expect("no transition", not glob.glob("/usr/lib/python*/dist-packages/" + LINE.LINE) and self.origin("alpha", self.places[-1]) == "deb")
        self.reinstalled("%d reinstallations, packages alone" % ROUNDS)
        self.fill()
        self.apt("install", META)
        self.state("applied")
        self.reinstalled("the same, transition applied")
        return self.bad

    def all(self):
        self.fill()
        before = self.manifest()
        self.apt("install", *glob.glob("/repo/pool/main/d/debwright-archive-keyring/*.deb"))
        self.apt("update")
        self.phase("install", lambda: self.apt("install", META), "deb")
        self.state("applied")
        print("  " + self.run("grep", "-h", "^end .* done", "/var/lib/%s/journal" % COMPAT).strip().replace("\n", "; "), flush=True)
        self.phase("reinstall of the engine", lambda: self.apt("install", "--reinstall", COMPAT), "deb")
        self.phase("upgrade of the engine", lambda: self.apt("install", *glob.glob("/newer/*.deb")), "deb")
        self.phase("reinstall of everything", lambda: self.apt("install", "--reinstall", "--allow-downgrades", META, COMPAT, "python3-alpha", "python3-many"), "deb")
        self.state("applied")
        self.phase("one package goes", lambda: self.run("dpkg", "-r", "--force-depends", "python3-alpha"), "pip")
        self.phase("and comes back", lambda: self.apt("install", "python3-alpha"), "deb")
        self.defaults("nonsense")
        self.phase("a removal that fails", lambda: self.run("dpkg", "-r", "--force-depends", COMPAT, fails=True), "deb")
        self.state("applied")
        self.defaults("finish")
        self.phase("an end that is refused", lambda: self.run("dpkg", "-r", "--force-depends", COMPAT, fails=True), "deb")
        self.state("applied")
        self.defaults("rollback")
        self.phase("removal", lambda: self.apt("remove", COMPAT), "pip")
        self.removed(before)
        self.expect("the line is gone", not glob.glob("/usr/lib/python*/dist-packages/" + LINE.LINE))
        self.phase("installation again", lambda: self.apt("install", META), "deb")
        self.state("applied")
        self.phase("purge", lambda: self.apt("purge", COMPAT), "pip")
        self.removed(before)
        self.expect("nothing is left", not os.path.exists("/var/lib/" + COMPAT) and not os.path.exists("/etc/default/" + COMPAT))
        return self.bad


def build(suite, made):
    sys.path.insert(0, HERE)
    from sample_wheel import wheel

    wheels = made + "/wheels"
    os.makedirs(wheels, exist_ok=True)
    command = "import sys\n\nFROM = 'deb'\n\n\ndef main():\n    print(FROM)\n"
    wheel(wheels, "alpha", "2.0", {"alpha.py": command}, scripts=["alphacmd = alpha:main"])
    many = {"many/__init__.py": ""}
    many.update({"many/m%d.py" % n: "FROM = 'deb'\n" for n in range(MODULES)})
    wheel(wheels, "many", "2.0", many)
    debwright = HERE + "/../../debwright"
    for name, epoch in (("older", "1790000000"), ("newer", "1790100000")):
        place = "%s/%s" % (made, name)
        subprocess.run([debwright, "transition", "package", "--python2", "-o", place], check=True, stdout=subprocess.DEVNULL, env=dict(os.environ, SOURCE_DATE_EPOCH=epoch))
    subprocess.run(
        [debwright, "build", "alpha", "many", "--no-index", "--find-links", wheels, "--suite", suite, "--policy", "exact", "--metapackage", META]
        + ["--transition", *glob.glob(made + "/older/*.deb"), "--url", "file:/repo", "-o", made + "/repo", "-q"],
        check=True, stdout=subprocess.DEVNULL)


def outside(suites, inside="--inside"):
    bad = 0
    for suite in suites or ["bullseye", "bookworm", "trixie"]:
        made = "/tmp/debwright-device-%d" % os.getpid()
        os.mkdir(made, 0o755)
        try:
            build(suite, made)
            print(suite, flush=True)
            command = [HERE + "/../chroot", "run", suite, "-n", "-b", made + "/repo:/repo", "-b", made + "/newer:/newer", "-b", HERE + ":/scenarios"]
            bad += subprocess.run(command + ["python3", "-B", "/scenarios/transition-device.py", inside]).returncode
        finally:
            shutil.rmtree(made)
    return bad


if __name__ == "__main__":
    if sys.argv[1:] in (["--inside"], ["--inside-control"]):
        # Filling puts a line beside packaged modules, which is the package's business here.
        LINE.write("/line.pth", "")
        device = Device()
        sys.exit(1 if (device.all() if sys.argv[1] == "--inside" else device.control()) else 0)
    if sys.argv[1:2] == ["--control"]:
        sys.exit(1 if outside(sys.argv[2:], "--inside-control") else 0)
    sys.exit(1 if outside(sys.argv[1:]) else 0)
