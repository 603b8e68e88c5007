#!/usr/bin/env python3
"""Run inside a clean root: upgrades of the packages of `upgrade`. Prints a list of [step, problems].

  try-upgrade.py states|release [STEP…]
"""

import json
import os
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


def killed(words, after):
    """Starts it and kills dpkg and it, hard, when a file of the package begins to appear."""
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline and not after():
        pass
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return ["it was done before it could be killed"]
    process.wait()
    return []


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
    step("conffiles changed and removed by hand, upgrade", [apt("upgrade")] + conf(MAIN, "level = mine\n") + conf("/etc/up-alpha/kept.conf", None))
    wrong = [apt("remove", ALPHA)]
    tell("removed: changed conffile stays", wrong + conf(MAIN, "level = mine\n"))
    wrong = [apt("purge", ALPHA)]
    tell("purged: /etc/up-alpha is gone", wrong + (["it is there"] if os.path.exists("/etc/up-alpha") else []))
    tell("purged", root.purge())

    use(1)
    apt("install", MANY, ALPHA, BETA)
    use(2)
    new = root_state.DIST + "/up_many/m1500.py.dpkg-new"
    wrong = killed(["apt-get", "-y", "-q", "dist-upgrade"], lambda: os.path.exists(new))
    run("dpkg", "--configure", "-a")
    wrong += [apt("install", "-f"), apt("dist-upgrade")]
    step("killed in unpack, then --configure -a, -f install, dist-upgrade", wrong + alpha(2) + python("import up_many, up_many.m2999 as m; assert m.version == up_many.version == 2"))
    tell("purged", root.purge())
    wrong = killed(["apt-get", "-y", "-q", "install", MANY], lambda: os.path.exists(new))
    run("dpkg", "--configure", "-a")
    wrong += [apt("install", "-f"), apt("install", MANY)]
    step("killed in the first unpack, then repaired", wrong + python("import up_many.m2999"))
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
    left = [p for p in root_state.files() if "up_" in p or "up-alpha" in p or "/yaml" in p or "markupsafe" in p]
    tell("purged there", wrong + ([f"left {left[:3]}"] if left else []))


root = Root()
use(1) if sys.argv[1] == "states" else update("/release", "bookworm")
root = Root()
{"states": states, "release": release}[sys.argv[1]]()
print(json.dumps(steps))
