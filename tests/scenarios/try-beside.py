#!/usr/bin/env python3
"""Run inside a clean root: installs Debian's package and ours of the same project in every order.

  try-beside.py CASE.json

The case names ours, ours_version, debian, project, module, also (companions of Debian's, installed with it), user (a
reverse dependency of Debian's) and try (what shows that the user works). Prints a list of [step, problems].
"""

import json
import os
import sys

from root_state import Root, apt, installed, run, tail, update

case = json.load(open(sys.argv[1]))
steps = []
updated = update(suite=case["suite"])
if updated.returncode:
    steps.append(["update", [tail(updated)]])
root = Root()
OURS = f"{case['ours']}={case['ours_version']}"


def expect(which):
    """Problems with what Python finds."""
    there = installed()
    name, version = (case["ours"], case["ours_version"]) if which == "ours" else (case["debian"], debian_version)
    wrong = []
    if there.get(name) != version:
        wrong.append(f"{name} is {there.get(name)}, not {version}")
    tried = run("python3", "-W", "ignore", "-c", f"import {case['module']} as m; print(m.__file__)")
    if tried.returncode:
        wrong.append("import: " + tail(tried, 1))
    metadata = (
        "import importlib.metadata as m, re, sys; n=re.compile('[-_.]+');"
        "print(*sorted({d.version for d in m.distributions() if n.sub('-', d.metadata['Name'] or '').lower() == sys.argv[1]}))"
    )
    found = run("python3", "-W", "ignore", "-c", metadata, case["project"]).stdout.split()
    if len(found) != 1 or (which == "ours" and found != [case["version"]]):
        wrong.append(f"importlib.metadata finds {found or 'nothing'}")
    return wrong + root.disorder()


def step(name, words, which):
    failed = apt("install", *words)
    steps.append([name, [failed] if failed else expect(which)])


def clean(name):
    steps.append([name, root.purge()])


def version_of(name, ours):
    lines = run("apt-cache", "madison", name).stdout.splitlines()
    found = [l.split("|")[1].strip() for l in lines if ("file:/repo" in l) == ours]
    return found[0] if found else ""


debian_version = version_of(case["debian"], False)
if not debian_version:
    print(json.dumps([["search", [f"{case['suite']} has no {case['debian']}"]]]))
    sys.exit()
DEBIAN = [f"{name}={version_of(name, False)}" for name in [case["debian"], *case.get("also", [])]]
step("Debian's", DEBIAN, "debian")
step("then ours", [OURS], "ours")
step("then Debian's back", DEBIAN, "debian")
step("then ours again", [OURS], "ours")
clean("purged")
if not case["brief"]:
    step("ours", [OURS], "ours")
    step("then Debian's over it", DEBIAN, "debian")
    clean("purged")
    if case["ours"] != case["debian"]:
        step("both in one call", [case["ours"], case["debian"]], "ours")
        clean("purged")
    if case.get("also"):
        # What needs exactly Debian's version apt may refuse beside ours, but dpkg must not stumble over it.
        refused = apt("install", OURS, *case["also"])
        wrong = [refused] if "dpkg" in refused else root.disorder() if refused else expect("ours")
        steps.append(["ours with companions", wrong])
        clean("purged")
    if case.get("user"):
        for order in (["user", "ours"], ["ours", "user"]):
            for each in order:
                failed = apt("install", OURS if each == "ours" else case["user"])
                if failed:
                    steps.append([each, [failed]])
            tried = run("sh", "-c", case["try"])
            wrong = [f"{case['user']}: " + tail(tried)] if tried.returncode else []
            if case["user"] not in installed():
                wrong.append(case["user"] + " is gone")
            steps.append([" then ".join(order).replace("user", case["user"]), wrong + expect("ours")])
            clean("purged")
failed = apt("install", OURS) or apt("remove", case["ours"])
steps.append(["ours removed", ([failed] if failed else []) + root.disorder()])
clean("purged")
print(json.dumps(steps))
