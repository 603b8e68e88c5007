"""The line of the transition in real interpreters: in every state of pip's directory, what was importable stays so.

    transition-line.py [SUITE...]      bullseye (python2.7 and 3.9), bookworm and trixie where none is named

Run in clean roots (tests/chroot). In the root it puts pip's distributions below /usr/local, among them an editable one of
each kind and a namespace of each kind, and packaged ones beside; then it goes through the states and says for each module
which copy is imported.
"""

import json
import os
import shutil
import subprocess
import sys

LINE = "zz-debwright-transition.pth"
STATE = "/var/lib/debwright-transition"
SUFFIX = ".pip-fallback"
# pkg_resources-style, as setuptools writes it.
NSPKG = (
    "import sys, types, os;has_mfs = sys.version_info > (3, 5);p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('nsold',));"
    "importlib = has_mfs and __import__('importlib.util');has_mfs and __import__('importlib.machinery');"
    "m = has_mfs and sys.modules.setdefault('nsold', importlib.util.module_from_spec(importlib.machinery.PathFinder.find_spec('nsold', [os.path.dirname(p)])));"
    "m = m or sys.modules.setdefault('nsold', types.ModuleType('nsold'));mp = (m or []) and m.__dict__.setdefault('__path__',[]);(p not in mp) and mp.append(p)\n"
)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def pythons():
    found = {}
    for name in ("python2.7", "python3"):
        if shutil.which(name):
            got = subprocess.run([name, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True, check=True)
            found[got.stdout.strip()] = name
    return found


class Place:
    """Pip's directory, the fallback and that of packages, for one interpreter."""

    def __init__(self, version, command):
        self.command = command
        self.two = version.startswith("2")
        self.pip = "/usr/local/lib/python%s/dist-packages" % version
        self.fallback = self.pip + SUFFIX
        self.deb = "/usr/lib/python2.7/dist-packages" if self.two else "/usr/lib/python3/dist-packages"
        self.user = "/root/.local/lib/python%s/site-packages" % version

    def fill(self):
        for place, version in ((self.pip, "pip"), (self.deb, "deb")):
            for name in ("alpha", "pack/__init__", "pack/sub", "nsnew/both", "nsold/both"):
                write("%s/%s.py" % (place, name), "FROM = %r\n" % version)
        if self.two:
            # Python 2 has no namespaces of its own: each portion declares them.
            for place in (self.pip, self.deb):
                write(place + "/nsnew/__init__.py", "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n")
        write(self.deb + "/nsold-nspkg.pth", NSPKG)
        write(self.pip + "/nsold-nspkg.pth", NSPKG)
        for name in ("only", "nsold/mine", "nsnew/mine", "grown/__init__", "grown/sub"):
            write("%s/%s.py" % (self.pip, name), "FROM = 'pip'\n")
        for name in ("edione", "editwo"):
            write("/srv/%s-%s/%s.py" % (name, self.command, name), "FROM = 'pip'\n")
        write("/srv/both-%s/shadow.py" % self.command, "FROM = 'pip'\n")
        write(self.deb + "/shadow.py", "FROM = 'deb'\n")
        write(self.pip + "/easy-install.pth", "/srv/edione-%s\n/srv/both-%s\n" % (self.command, self.command))
        write(self.pip + "/__editable__.editwo-1.0.pth", "/srv/editwo-%s\n" % self.command)
        shutil.copy("/line.pth", self.deb + "/" + LINE)

    def empty(self):
        for path in (self.pip, self.fallback):
            if os.path.islink(path):
                os.unlink(path)
            elif os.path.isdir(path):
                shutil.rmtree(path)

    def fill_user(self):
        for name in ("alpha", "pack/__init__", "pack/sub", "only", "usermine", "nsold/usermine"):
            write("%s/%s.py" % (self.user, name), "FROM = 'user'\n")
        for name in ("ediuser", "shadow"):
            write("/srv/user-%s/%s.py" % (self.command, name), "FROM = 'user'\n")
        write(self.user + "/easy-install.pth", "/srv/user-%s\n" % self.command)
        write(self.user + "/nsold-nspkg.pth", NSPKG)

    def empty_user(self):
        shutil.rmtree("/root/.local", ignore_errors=True)

    def state(self, name):
        self.empty()
        if name == "absent":
            return
        self.fill()
        if name in ("exchanged", "unlinked", "later", "elsewhere", "loop"):
            os.rename(self.pip, self.fallback)
        if name == "exchanged":
            os.symlink(os.path.basename(self.fallback), self.pip)
        if name == "loop":
            os.rename(self.fallback, self.pip)
            os.symlink(os.path.basename(self.fallback), self.fallback)
        if name == "later":
            write(self.pip + "/fresh.py", "FROM = 'pip'\n")
        if name == "elsewhere":
            os.symlink(self.fallback, self.pip)
        if name == "single":
            os.mkdir(self.fallback)
            for top in ("alpha.py", "pack"):
                os.rename(self.pip + "/" + top, self.fallback + "/" + top)
                os.symlink("../" + os.path.basename(self.fallback) + "/" + top, self.pip + "/" + top)
        if name == "finished-single":
            os.mkdir(self.fallback)
            for top in ("alpha.py", "pack"):
                os.rename(self.pip + "/" + top, self.fallback + "/" + top)


TRY = """
import sys, json
out = {}
for name in sys.argv[1].split(','):
    try:
        m = __import__(name, fromlist=['x'])
        out[name] = m.FROM
    except Exception as e:
        out[name] = repr(e)
print(json.dumps(out))
"""
# both places have it / pip alone has it
BOTH = ["alpha", "pack", "pack.sub", "nsnew.both", "nsold.both", "shadow"]
USER = ["usermine", "nsold.usermine", "ediuser"]
PIP = ["only", "nsold.mine", "nsnew.mine", "grown", "grown.sub", "edione", "editwo"]
ACTIVE = ["plain", "exchanged", "unlinked", "later", "elsewhere", "single", "finished-single", "loop", "absent"]
INACTIVE = ["plain", "exchanged", "unlinked", "single", "loop", "absent"]


def expected(place, state, active):
    if state == "absent":
        return dict.fromkeys(BOTH, "deb")
    told = {}
    # Without the flag pip's copies shadow, as far as their directory has its name.
    shadows = not active and state != "unlinked"
    told.update(dict.fromkeys(BOTH, "pip" if shadows else "deb"))
    told.update(dict.fromkeys(PIP, "pip"))
    if state == "later":
        told["fresh"] = "pip"
    return told


def expected_of_user(place, state, behind):
    told = expected(place, state, True)
    told.update(dict.fromkeys(USER, "user"))
    # The user's copy is before pip's as ever.
    told["only"] = "user"
    if not behind:
        told.update(dict.fromkeys(["alpha", "pack", "pack.sub", "shadow"], "user"))
    return told


def tried(command, flags, want, label):
    run = subprocess.run([command, "-B"] + flags + ["-c", TRY, ",".join(want)], capture_output=True, text=True, cwd="/")
    got = json.loads(run.stdout) if run.returncode == 0 else {}
    wrong = {name: got.get(name) for name in want if got.get(name) != want[name]}
    if wrong or run.stderr:
        print("WRONG", command, label, " ".join(flags), wrong, run.stderr.strip())
    return len(wrong) or bool(run.stderr)


def user_sites():
    bad = count = 0
    write(STATE + "/active", "")
    for version, command in pythons().items():
        place = Place(version, command)
        for behind in (False, True):
            if behind:
                write(STATE + "/user-sites", "")
            for state in ACTIVE:
                place.state(state)
                place.fill_user()
                want = expected_of_user(place, state, behind)
                count += len(want)
                bad += tried(command, [], want, state + (" behind" if behind else ""))
                # Without user sites they are not there at all.
                rest = expected(place, state, True)
                count += len(rest)
                bad += tried(command, ["-s"], rest, state)
                place.empty_user()
        os.unlink(STATE + "/user-sites")
        place.empty()
    print("%d imports with user sites, %d wrong" % (count, bad))
    return bad


def inside():
    bad = count = 0
    for version, command in pythons().items():
        place = Place(version, command)
        for active in (False, True):
            if active:
                write(STATE + "/active", "")
            elif os.path.exists(STATE + "/active"):
                os.unlink(STATE + "/active")
            for state in ACTIVE if active else INACTIVE:
                place.state(state)
                want = expected(place, state, active)
                for flags in ([], ["-I"], ["-E", "-s"]) if not place.two else ([], ["-E", "-s"]):
                    count += len(want)
                    bad += tried(command, flags, want, ("active " if active else "inactive ") + state)
        place.empty()
    print("%d imports on %s, %d wrong" % (count, " and ".join(pythons()), bad))
    return bad + user_sites()


def outside(suites):
    here = os.path.dirname(os.path.abspath(__file__))
    made = "/tmp/debwright-line-%d" % os.getpid()
    os.mkdir(made)
    bad = 0
    try:
        run = subprocess.run([here + "/../../debwright", "transition", "package", "--json", "-o", made], capture_output=True, text=True, check=True)
        subprocess.run(["dpkg-deb", "-x", json.loads(run.stdout)["file"], made + "/x"], check=True)
        line = made + "/x/usr/lib/python3/dist-packages/" + LINE
        for suite in suites or ["bullseye", "bookworm", "trixie"]:
            command = [here + "/../chroot", "run", suite, "-n", "-b", line + ":/line.pth", "-b", __file__ + ":/scenario.py"]
            print(suite, flush=True)
            bad += subprocess.run(command + ["python3", "/scenario.py", "--inside"]).returncode
    finally:
        shutil.rmtree(made)
    return bad


if __name__ == "__main__":
    sys.exit(1 if (inside() if sys.argv[1:] == ["--inside"] else outside(sys.argv[1:])) else 0)
