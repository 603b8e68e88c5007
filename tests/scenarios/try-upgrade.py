#!/usr/bin/env python3
"""Run inside a clean root: upgrades of the packages of `upgrade`. Prints a list of [step, problems].

  try-upgrade.py states|kills|links|release
"""

import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import root_state
from root_state import Root, apt, installed, run, tail, update

steps = []
ALPHA, BETA, MANY = "python3-up-alpha", "python3-up-beta", "python3-up-many"
MAIN = "/etc/up-alpha/main.conf"


def use(state):
    updated = update(f"/repo{state}")
    return [tail(updated)] if updated.returncode else []


def python(code):
    tried = run("python3", "-W", "ignore", "-c", code)
    return [f"python3 -c '{code}': " + tail(tried, 1)] if tried.returncode else []


def alpha(state):
    wrong = python(f"import up_alpha, up_shape, up_kind, up_moved.thing as t; assert up_alpha.version == up_shape.shape == up_kind.kind == {state}; t.who")
    shape = os.path.isdir(root_state.DIST + "/up_shape"), os.path.isdir(root_state.DIST + "/up_kind")
    if shape != (state == 2, state == 1):
        wrong.append(f"directories stay: up_shape {shape[0]}, up_kind {shape[1]}")
    moved = run("sh", "-c", "up-moved")
    return wrong + ([tail(moved)] if moved.returncode else [])


def tell(name, wrong):
    steps.append([name, [w for w in wrong if w]])
    print(name + ": " + ("; ".join(steps[-1][1]) or "in order"), file=sys.stderr, flush=True)


def step(name, wrong):
    tell(name, wrong + root.disorder())


def conf(text, wanted):
    found = open(text).read() if os.path.exists(text) else None
    return [] if found == wanted else [f"{text} holds {found!r}, not {wanted!r}"]


def processes():
    """Process ids of this namespace and their names, without those that ended and that nobody waits for."""
    found = {}
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit():
                with open(f"/proc/{entry}/stat") as stat:
                    name, state = re.fullmatch(r"\d+ \((.*)\) (\S).*\n", stat.read(), re.S).groups()
                if state != "Z":
                    found[int(entry)] = name
        except OSError:
            pass
    return found


def killed(words, after, everything):
    """Starts apt and kills dpkg, or all that apt started, hard, at that moment; waits until all are gone."""
    others = set(processes())
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < deadline and not after():
        time.sleep(0.002)
    # apt has dpkg in a session of its own.
    victims = [p for p, name in processes().items() if p not in others and (everything or name == "dpkg")]
    for victim in victims:
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.wait()
    while set(processes()) - others and time.monotonic() < deadline:
        time.sleep(0.05)
    return [] if run("dpkg", "--audit").stdout.strip() else ["it was done before it could be killed"]


def states():
    wrong = use(1) + [apt("install", ALPHA, BETA)]
    step("1 installed", wrong + alpha(1))
    wrong = use(2) + [apt("upgrade")]
    step("2 over 1, all at once", wrong + alpha(2) + conf(MAIN, "level = 2\n"))
    step("2 again (reinstall)", [apt("install", "--reinstall", ALPHA, BETA)] + alpha(2))
    wrong = use(1) + [apt("install", f"{ALPHA}=1.0.0-1+dw1+deb12", f"{BETA}=1.0.0-1+dw1+deb12")]
    step("1 back over 2 (downgrade)", wrong + alpha(1))
    step("2, the new owner alone", use(2) + [apt("install", BETA)] + alpha(2))
    tell("purged", root.purge())

    use(1)
    apt("install", ALPHA, BETA)
    use(2)
    debs = ["/repo2/pool/main/p/%s/%s_2.0.0-1+dw1+deb12_all.deb" % (p, p) for p in (BETA, ALPHA)]
    first = run("dpkg", "-i", debs[0])
    refused = [] if "breaks" in first.stdout + first.stderr else ["dpkg -i: " + tail(first)]
    step("dpkg alone: the new owner first is refused, with a reason", [*refused, apt("install", "-f")])
    together = run("dpkg", "-i", "--auto-deconfigure", *debs)
    step("dpkg alone: both in one call", ([tail(together)] if together.returncode else []) + alpha(2))
    tell("purged", root.purge())

    use(1)
    apt("install", ALPHA, BETA)
    with open(MAIN, "w") as file:
        file.write("level = mine\n")
    os.remove("/etc/up-alpha/kept.conf")
    use(2)
    step("conffiles changed and removed by hand, upgrade", [apt("upgrade")] + conf(MAIN, "level = mine\n") + conf(MAIN + ".dpkg-dist", "level = 2\n") + conf("/etc/up-alpha/kept.conf", None))
    wrong = [apt("remove", ALPHA)]
    tell("removed: changed conffile stays", wrong + conf(MAIN, "level = mine\n"))
    wrong = [apt("purge", ALPHA)]
    tell("purged: /etc/up-alpha is gone", wrong + (["it is there"] if os.path.exists("/etc/up-alpha") else []))
    tell("purged", root.purge())


def kills():
    for everything in (False, True):
        interrupted("unpack", unpacking, everything)
        interrupted("configure", configuring, everything)


MANY_FILES = root_state.DIST + "/up_many"


def unpacking(_):
    return os.path.exists(MANY_FILES + "/m1500.py.dpkg-new")


def configuring(version):
    module = MANY_FILES + "/m1500.py"
    return bool(glob.glob(MANY_FILES + "/__pycache__/m1500.*")) and os.path.exists(module) and f"version = {version}\n" in open(module).read()


def interrupted(moment, after, everything):
    who = "apt and dpkg" if everything else "dpkg"
    use(1)
    new = ["apt-get", "-y", "-q", "install", MANY]
    wrong = killed(new, lambda: after(1), everything)
    run("dpkg", "--configure", "-a")
    wrong += [apt("install", "-f"), apt("install", MANY)]
    step(f"{who} killed in the first {moment}, then repaired", wrong + python("import up_many.m2999"))
    apt("install", ALPHA, BETA)
    use(2)
    wrong = killed(["apt-get", "-y", "-q", "dist-upgrade"], lambda: after(2), everything)
    run("dpkg", "--configure", "-a")
    wrong += [apt("install", "-f"), apt("dist-upgrade")]
    step(f"{who} killed in {moment}, then --configure -a, -f install, dist-upgrade", wrong + alpha(2) + python("import up_many, up_many.m2999 as m; assert m.version == up_many.version == 2"))
    tell("purged", root.purge())


LINK = root_state.DIST + "/babel/locale-data"


def repacked(deb, version, change):
    """A copy of a package with that version and its tree changed."""
    tree, out = "/tmp/tree", f"/tmp/{os.path.basename(deb).split('_')[0]}_{version}.deb"
    shutil.rmtree(tree, ignore_errors=True)
    run("dpkg-deb", "-R", deb, tree)
    control = open(tree + "/DEBIAN/control").read()
    with open(tree + "/DEBIAN/control", "w") as file:
        file.write(re.sub("^Version:.*", "Version: " + version, control, flags=re.M))
    change(tree)
    built = run("dpkg-deb", "-b", tree, out)
    assert built.returncode == 0, tail(built)
    return out


def unlinked(tree):
    """As the package is where the suite has no link: the directory, and scripts that know of none."""
    target = os.path.join(os.path.dirname(tree + LINK), os.readlink(tree + LINK))
    os.remove(tree + LINK)
    shutil.move(target, tree + LINK)
    shutil.rmtree(tree + "/usr/share/python3-babel")
    os.remove(tree + "/DEBIAN/preinst")
    os.remove(tree + "/DEBIAN/postrm")
    for name in ("postinst", "prerm"):
        text = open(f"{tree}/DEBIAN/{name}").read()
        with open(f"{tree}/DEBIAN/{name}", "w") as file:
            file.write("#!/bin/sh\nset -e\n" + text[text.index("if command -v py3") :])
    sums = open(tree + "/DEBIAN/md5sums").read()
    with open(tree + "/DEBIAN/md5sums", "w") as file:
        file.write(sums.replace("usr/share/python3-babel/dist-packages/babel", LINK[1:-12]))


def clashing(tree):
    """With a file of another package's at the end: dpkg gives up after unpacking all others."""
    os.makedirs(tree + "/usr/share/zz", exist_ok=True)
    shutil.copy("/bin/true", tree + "/usr/share/zz/taken")


def failing(tree):
    """preinst fails after the work."""
    path = tree + "/DEBIAN/preinst"
    text = open(path).read() if os.path.exists(path) else "#!/bin/sh\n"
    with open(path, "w") as file:
        file.write(text + "exit 1\n")
    os.chmod(path, 0o755)


def babel(linked, version):
    wrong = python(f"import babel, os; assert babel.version == {version}; p = os.path.join(os.path.dirname(babel.__file__), 'locale-data'); assert open(p + '/table.txt').read() == '{version}\\n'; assert os.path.exists(p + '/more.py')")
    if os.path.islink(LINK) != linked:
        wrong.append("it is no link" if linked else "it is a link")
    wrong += [f"there is {p}" for p in glob.glob(LINK + ".*")]
    if not linked and os.path.exists("/usr/share/python3-babel"):
        wrong.append("/usr/share/python3-babel stays")
    return wrong


def dpkg(*words):
    done = run("dpkg", "--force-downgrade", *words)
    return [tail(done)] if done.returncode else []


def links():
    old, new = (glob.glob(f"/repo{n}/pool/main/*/*/python3-babel_*.deb")[0] for n in (1, 2))
    before, after = repacked(old, "8.0", unlinked), repacked(new, "99.0", unlinked)
    os.mkdir("/tmp/other")
    os.mkdir("/tmp/other/DEBIAN")
    with open("/tmp/other/DEBIAN/control", "w") as file:
        file.write("Package: up-other\nVersion: 1\nArchitecture: all\nMaintainer: Jo <jo@example.org>\nDescription: other\n")
    clashing("/tmp/other")
    run("dpkg-deb", "-b", "/tmp/other", "/tmp/up-other.deb")
    run("apt-get", "-y", "install", "python3-pkg-resources")
    step("a directory", dpkg("-i", before, "/tmp/up-other.deb") + babel(False, 1))
    step("a link over the directory", dpkg("-i", new) + babel(True, 2))
    step("the link again", dpkg("-i", new) + babel(True, 2))
    step("an older link over it", dpkg("-i", old) + babel(True, 1))
    step("a directory over the link", dpkg("-i", after) + babel(False, 2))
    step("back to the link (downgrade)", dpkg("-i", old) + babel(True, 1))
    step("back to the directory (downgrade)", dpkg("-i", before) + babel(False, 1))
    for how in (failing, clashing):
        bad = repacked(new, "9.9", how)
        refused = [] if dpkg("-i", bad) else ["it was installed"]
        step(f"a link over the directory, {how.__name__}", refused + babel(False, 1))
    dpkg("-i", new)
    for how in (failing, clashing):
        bad = repacked(after, "99.9", how)
        refused = [] if dpkg("-i", bad) else ["it was installed"]
        step(f"a directory over the link, {how.__name__}", refused + babel(True, 2))
    dpkg("-r", "python3-babel")
    step("a directory where the link's package is removed", dpkg("-i", before) + babel(False, 1))
    wrong = dpkg("--unpack", new) + dpkg("--unpack", old) + dpkg("--configure", "-a")
    step("unpacked twice before it is configured", wrong + babel(True, 1))
    wrong = dpkg("-i", before) + dpkg("--unpack", new) + dpkg("--purge", "python3-babel")
    tell("purged while unpacked over the directory", wrong + [f"left {p}" for p in [LINK, *glob.glob(LINK + ".*"), *glob.glob("/usr/share/python3-babel")] if os.path.lexists(p)])
    tell("purged", root.purge())


def release():
    names = [ALPHA, BETA, "python3-markupsafe", "python3-yaml"]
    update("/release", "bookworm")
    step("installed on bookworm", [apt("install", *names)] + alpha(2) + python("import markupsafe._speedups, yaml"))
    before = installed()
    for place in ["/etc/apt/sources.list", *("/etc/apt/sources.list.d/" + n for n in os.listdir("/etc/apt/sources.list.d"))]:
        if os.path.exists(place):
            text = open(place).read().replace("bookworm", "trixie")
            with open(place, "w") as file:
                file.write(text)
    updated = run("apt-get", "update")
    wrong = [tail(updated)] if updated.returncode else []
    wrong.append(apt("full-upgrade"))
    after = installed()
    wrong += [f"{n} {before.get(n)} -> {after.get(n)}" for n in names if not after.get(n, "").endswith("+deb13")]
    wrong += alpha(2) + python("import sys, markupsafe._speedups, yaml._yaml; assert sys.version_info[:2] == (3, 13)")
    checked = run("apt-get", "check")
    wrong += [tail(checked)] if checked.returncode else []
    audit = run("dpkg", "--audit").stdout.strip()
    wrong += [audit.splitlines()[0]] if audit else []
    old = [p for p in root_state.files() if p.startswith(root_state.DIST) and ("cpython-311" in p or ".dpkg-" in p)]
    wrong += [f"{len(old)} left of 3.11: {old[0]}"] if old else []
    mine = root_state.owned()
    lost = [p for p in root_state.files() if p.startswith(root_state.DIST + "/") and p not in mine and not root_state.cached(p) and not p.endswith("__pycache__")]
    wrong += [f"nobody's: {lost[:3]}"] if lost else []
    tell("full-upgrade to trixie", wrong)
    wrong = [apt("purge", *names)]
    left = [p for p in root_state.files() if "up_" in p or "up-alpha" in p or "python3-babel" in p or p.startswith(root_state.DIST + "/") and ("yaml" in p or "markupsafe" in p)]
    tell("purged there", wrong + ([f"left {left[:3]}"] if left else []))


root = Root()
update("/release", "bookworm") if sys.argv[1] == "release" else use(1)
root = Root()
{"states": states, "kills": kills, "links": links, "release": release}[sys.argv[1]]()
print(json.dumps(steps))
