"""The transition killed at every call that changes a file, and every such call made to fail.

    transition-faults.py [-e ENGINE-OPTION]... SUITE...     bookworm, bullseye, trixie
    transition-faults.py --dpkg STEP SUITE...               the packages: dpkg killed at every STEPth call

In an overlay of a clean root (tests/chroot) pip's directory is filled with distributions of every awkward kind, then
apply and rollback run under file_calls.py: killed before and after each call; then with ENOSPC, EIO, EROFS and EACCES
from each call on. After each: every module that imported before still does, in a fresh interpreter; resume completes;
rollback gives the manifest back: type, mode, owner, mtime, extended attributes, link targets, SHA-256.
"""

import argparse
import ctypes
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import file_calls  # noqa: E402
import importlib.util  # noqa: E402

SPEC = importlib.util.spec_from_file_location("transition_line", HERE + "/transition-line.py")
LINE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(LINE)
ENGINE = "/usr/lib/debwright-transition/transition"
LIBC = ctypes.CDLL(None, use_errno=True)


def sh(*command):
    return subprocess.run(command, check=True)


class Root:
    """An overlay of a clean root whose upper layer can be set back."""

    def __init__(self, lower, place):
        self.lower, self.place, self.path = lower, place, place + "/root"
        for name in ("upper", "work", "root", "saved"):
            os.makedirs(place + "/" + name, exist_ok=True)
        self.mount()

    def mount(self):
        options = "lowerdir=%s,upperdir=%s/upper,workdir=%s/work" % (self.lower, self.place, self.place)
        sh("mount", "-t", "overlay", "-o", options, "overlay", self.path)
        sh("mount", "-t", "proc", "proc", self.path + "/proc")

    def unmount(self):
        sh("umount", self.path + "/proc")
        sh("umount", self.path)

    def save(self, name):
        self.unmount()
        shutil.rmtree(self.place + "/saved/" + name, ignore_errors=True)
        sh("cp", "-a", self.place + "/upper", self.place + "/saved/" + name)
        self.mount()

    def restore(self, name):
        self.unmount()
        for old in ("upper", "work"):
            shutil.rmtree(self.place + "/" + old)
        os.mkdir(self.place + "/work")
        sh("cp", "-a", self.place + "/saved/" + name, self.place + "/upper")
        self.mount()

    def run(self, *command):
        return subprocess.run(["chroot", self.path, *command], stdin=subprocess.DEVNULL, capture_output=True, text=True)


def fill_inside():
    """Runs in the root: what LINE has, and what a file system may hold beside."""
    for version, command in LINE.pythons().items():
        place = LINE.Place(version, command)
        place.empty()
        place.fill()
        for name in ("beta\udcff.dat", "new\nline.txt", " blank", "quo'te\"$(x)`y`"):
            LINE.write(place.pip + "/data/" + name, name.encode("utf-8", "surrogateescape").decode("latin-1"))
        os.chmod(place.pip + "/data/ blank", 0o4750)
        os.chown(place.pip + "/data/ blank", 33, 44)
        os.symlink("nowhere at all", place.pip + "/data/dangling")
        os.utime(place.pip + "/data/ blank", ns=(1, 987654321987654321))
        try:
            os.setxattr(place.pip + "/data", b"trusted.debwright", b"kept\0so")
        except OSError as problem:
            print("no extended attributes here:", problem)
        info = place.pip + "/only-1.0.dist-info/"
        LINE.write(info + "RECORD", "only.py,,\n../../../bin/only,,\n../../../bin/alone,,\n")
        os.remove(place.deb + "/" + LINE.LINE)
        if not place.two:
            # A namespace that pip's portion declares, and the packaged one does not.
            LINE.write(place.pip + "/declared/__init__.py", "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n")
            LINE.write(place.pip + "/declared/mine.py", "FROM = 'pip'\n")
            for each, version in ((place.pip, "pip"), (place.deb, "deb")):
                LINE.write(each + "/declared/both.py", "FROM = %r\n" % version)
    for directory, names in (("/usr/local/bin", ("only", "alone")), ("/usr/bin", ("only",))):
        for name in names:
            LINE.write(directory + "/" + name, "#!/bin/sh\necho %s\n" % directory)
            os.chmod(directory + "/" + name, 0o755)
    LINE.write("/var/lib/dpkg/info/only.list", "/usr/bin/only\n")
    print(json.dumps(sorted(LINE.pythons().items())))


def manifest(root):
    found = {}
    for top in ("/usr/local", "/usr/lib/python3/dist-packages", "/usr/lib/python2.7/dist-packages"):
        for directory, directories, names in os.walk(os.fsencode(root + top)):
            for each in [directory] + [os.path.join(directory, n) for n in names + directories]:
                state = os.lstat(each)
                link = os.readlink(each) if os.path.islink(each) else None
                content = None
                if os.path.isfile(each) and not link:
                    with open(each, "rb") as file:
                        content = hashlib.sha256(file.read()).hexdigest()
                xattrs = {a: os.getxattr(each, a, follow_symlinks=False) for a in os.listxattr(each, follow_symlinks=False) if "overlay" not in a}
                found[each[len(root):]] = (state.st_mode, state.st_uid, state.st_gid, state.st_mtime_ns, str(xattrs), link, content)
    return {path: fact for path, fact in found.items() if b"__pycache__" not in path and not path.endswith(b".pyc")}


class Trials:
    def __init__(self, root, pythons, options):
        self.root, self.pythons, self.options = root, pythons, options
        self.before = manifest(root.path)
        self.count = self.failures = 0

    def engine(self, command):
        return ["sh", ENGINE, command, "--no-lock", *self.options]

    def wrong(self, where, what):
        self.failures += 1
        print("WRONG", where, what, flush=True)

    def imports(self, where):
        for version, command in self.pythons:
            names = ",".join(LINE.BOTH + LINE.PIP + ([] if version.startswith("2") else ["declared.both", "declared.mine"]))
            got = self.root.run(command, "-B", "-c", LINE.TRY, names)
            told = json.loads(got.stdout) if got.returncode == 0 else {}
            bad = {name: told.get(name) for name in names.split(",") if told.get(name) not in ("pip", "deb")}
            if bad or got.stderr:
                self.wrong(where, "%s: %s %s" % (version, bad, got.stderr.strip()[-300:]))
            for command in ("only", "alone"):
                if not self.root.run("/usr/local/bin/" + command).stdout.startswith("/usr/"):
                    self.wrong(where, "/usr/local/bin/%s does not run" % command)

    def back(self, where):
        done = self.root.run(*self.engine("rollback"))
        if done.returncode:
            self.wrong(where, "rollback: " + done.stderr.strip())
        now = manifest(self.root.path)
        if now != self.before:
            changed = {p: (self.before.get(p), now.get(p)) for p in set(now) | set(self.before) if now.get(p) != self.before.get(p)}
            self.wrong(where, "the manifest differs: %s" % str(changed)[:600])

    def aftermath(self, where):
        self.count += 1
        self.imports(where)
        self.root.save("killed")
        done = self.root.run(*self.engine("resume"))
        if done.returncode:
            self.wrong(where, "resume: " + done.stderr.strip())
        self.imports(where + " resumed")
        again = self.root.run(*self.engine("resume"))
        if again.returncode or "nothing to do" not in again.stdout:
            self.wrong(where, "resume again: %s %s" % (again.stdout, again.stderr))
        self.back(where + " resumed")
        self.imports(where + " resumed and rolled back")
        self.root.restore("killed")
        self.back(where)
        self.imports(where + " rolled back")

    def kills(self, state, command):
        """Each call of a clean run, before and after it."""
        number, verdict, finished = 0, "kill", False
        calls = []
        while not finished:
            self.root.restore(state)

            def act(index, name, wanted=number, how=verdict):
                if index == wanted:
                    calls.append(name)
                    return how
                return None

            _, ended = file_calls.run(self.engine(command), act, self.root.path)
            finished = ended is not None
            if not finished:
                self.aftermath("%s %s %s %d %s" % (command, state, verdict, number, calls[-1]))
            number, verdict = (number, "kill-after") if verdict == "kill" else (number + 1, "kill")
        return len(calls) // 2

    def errors(self, state, command, code):
        """From each call on, all fail alike."""
        number = 0
        while True:
            self.root.restore(state)
            total, ended = file_calls.run(self.engine(command), lambda i, n, from_here=number: getattr(errno, code) if i >= from_here else None, self.root.path)
            self.aftermath("%s %s %s from %d, ended %s" % (command, state, code, number, ended))
            if total <= number:
                return number
            number += 1

    def all(self):
        self.imports("before")
        self.root.save("plain")
        done = self.root.run(*self.engine("apply"))
        if done.returncode:
            self.wrong("apply", done.stderr)
        with open(self.root.path + "/var/lib/debwright-transition/journal") as journal:
            print("exchanged by", sorted({line.split(" ", 2)[2].strip() for line in journal if line.startswith("end") and line.count(" ") == 3}))
        self.imports("applied")
        self.root.save("applied")
        for state, command in (("plain", "apply"), ("applied", "rollback")):
            points = self.kills(state, command)
            print("%s: %d calls, each killed before and after" % (command, points), flush=True)
            for code in ("ENOSPC", "EIO", "EROFS", "EACCES"):
                print("%s: %s from each of %d calls on" % (command, code, self.errors(state, command, code)), flush=True)


class PackageTrials(Trials):
    """dpkg itself killed while it installs and removes the packages; then what Debian's manual says helps."""

    def __init__(self, root, pythons, step):
        super().__init__(root, pythons, [])
        self.step = step
        self.again = 0

    def packages(self):
        return sorted("/debs/" + name for name in os.listdir(self.root.path + "/debs"))

    def installed(self):
        lines = self.root.run("dpkg-query", "-W", "-f", "${Package} ${db:Status-Abbrev}\n").stdout.splitlines()
        ours = [line.split(" ", 1) for line in lines if line.startswith(("debwright-t", "sample-", "python3-alpha", "python3-many"))]
        return ours and all(state.strip() == "ii" for _, state in ours) and len(ours) == len(self.packages())

    def back(self, where):
        done = self.root.run("dpkg", "-P", "sample-transition-depends", "debwright-transition", "python3-alpha", "python3-many")
        if done.returncode:
            self.wrong(where, "purge: " + done.stderr.strip()[-600:])
        now = {p: f for p, f in manifest(self.root.path).items() if p.startswith(b"/usr/local")}
        kept = {p: f for p, f in self.before.items() if p.startswith(b"/usr/local")}
        if now != kept:
            self.wrong(where, "the manifest differs: %s" % sorted(p for p in set(now) | set(kept) if now.get(p) != kept.get(p))[:6])

    def aftermath(self, where):
        self.count += 1
        self.imports(where)
        self.root.run("dpkg", "--configure", "-a")
        if not self.installed():
            # Half installed or half removed: the same packages once more.
            self.again += 1
            done = self.root.run("dpkg", "-i", *self.packages())
            if done.returncode or not self.installed():
                self.wrong(where, "dpkg -i: " + done.stderr.strip()[-600:])
        with open(self.root.path + "/var/lib/debwright-transition/journal") as journal:
            last = journal.read().splitlines()[-1]
        if not last.startswith("applied"):
            self.wrong(where, "the journal ends with " + last)
        self.imports(where + " resumed")
        self.back(where)
        self.imports(where + " purged")

    def kills_of(self, state, name, command):
        number, finished, points = 0, False, 0
        while not finished:
            self.root.restore(state)
            calls = []
            verdict = "kill" if points % 2 else "kill-after"

            def act(index, call, wanted=number, how=verdict):
                if index == wanted:
                    calls.append(call)
                    return how
                return None

            total, ended = file_calls.run(command, act, self.root.path)
            finished = ended is not None
            if not finished:
                points += 1
                self.aftermath("%s %s %d %s" % (name, verdict, number, calls[-1]))
                number += self.step
        print("%s: %d calls, %d points tried, %d needed the packages again" % (name, total, points, self.again), flush=True)

    def all(self):
        self.imports("before")
        self.root.save("plain")
        self.kills_of("plain", "install", ["dpkg", "-i", *self.packages()])
        self.root.restore("plain")
        done = self.root.run("dpkg", "-i", *self.packages())
        if done.returncode:
            self.wrong("install", done.stderr)
        self.imports("installed")
        self.root.save("installed")
        self.again = 0
        self.kills_of("installed", "removal", ["dpkg", "-P", "sample-transition-depends", "debwright-transition"])


def inside(suite, lower, package, step, options):
    LIBC.unshare(0)
    sh("mount", "--make-rprivate", "/")
    sh("mount", "-t", "proc", "proc", "/proc")
    place = "/tmp/debwright-faults-root"
    os.makedirs(place, exist_ok=True)
    sh("mount", "-t", "tmpfs", "tmpfs", place)
    root = Root(lower, place)
    for number, name in ((3, "null"), (5, "zero"), (9, "urandom")):
        node = root.path + "/dev/" + name
        if os.path.lexists(node):
            os.unlink(node)
        os.mknod(node, 0o20666, os.makedev(1, number))
    if not step:
        shutil.copytree(package, root.path + os.path.dirname(ENGINE))
    for name in ("transition-line.py", "transition-faults.py", "file_calls.py"):
        shutil.copy(HERE + "/" + name, root.path + "/tmp/" + name)
    # The line stands where the scenario copies it from.
    LINE.write(root.path + "/line.pth", "")
    made = root.run("python3", "/tmp/transition-faults.py", "--fill")
    if made.returncode:
        sys.exit(made.stderr)
    print(suite, made.stdout.strip(), flush=True)
    pythons = json.loads(made.stdout.splitlines()[-1])
    if step:
        shutil.copytree(package, root.path + "/debs")
        os.unlink(root.path + "/usr/lib/python3/dist-packages/alpha.py")
        os.unlink(root.path + "/usr/bin/only")
        trials = PackageTrials(root, pythons, step)
    else:
        trials = Trials(root, pythons, options)
    trials.all()
    print("%s: %d trials, %d wrong" % (suite, trials.count, trials.failures), flush=True)
    root.unmount()
    sys.exit(1 if trials.failures else 0)


def packages(suite, made):
    spec = importlib.util.spec_from_file_location("device", HERE + "/transition-device.py")
    device = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(device)
    device.MODULES = 20
    device.build(suite, made + "/" + suite)
    place = made + "/" + suite + "/debs"
    os.mkdir(place)
    for directory, _, names in os.walk(made + "/" + suite + "/repo/pool"):
        for name in names:
            if name.endswith(".deb") and "keyring" not in name:
                shutil.copy(os.path.join(directory, name), place)
    return place


def outside(arguments):
    made = "/tmp/debwright-faults-%d" % os.getpid()
    os.mkdir(made)
    bad = 0
    try:
        command = [HERE + "/../../debwright", "transition", "package", "--json", "--python2", "-o", made]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        sh("dpkg-deb", "-x", json.loads(run.stdout)["file"], made + "/x")
        for suite in arguments.suites:
            package = made + "/x" + os.path.dirname(ENGINE)
            if arguments.dpkg:
                package = packages(suite, made)
            lower = subprocess.run([HERE + "/../chroot", "make", suite], capture_output=True, text=True, check=True).stdout.strip()
            again = ["unshare", "-mpf", "--kill-child", sys.executable, os.path.abspath(__file__), "--inside", suite, lower, package, str(arguments.dpkg)]
            bad += subprocess.run(again + arguments.e).returncode
    finally:
        shutil.rmtree(made)
    return bad


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fill"]:
        fill_inside()
    elif sys.argv[1:2] == ["--inside"]:
        inside(*sys.argv[2:5], int(sys.argv[5]), sys.argv[6:])
    else:
        parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("-e", action="append", default=[], help="option of the engine, as --method=reorder in two words")
        parser.add_argument("--dpkg", type=int, default=0, metavar="STEP", help="kill dpkg at every STEPth call instead")
        parser.add_argument("suites", nargs="+")
        sys.exit(1 if outside(parser.parse_args()) else 0)
