#!/usr/bin/env python3
"""Run inside a clean root: installs one package from the repository at /repo as a user would, and tells what came of it.

  try-package.py PACKAGE PROJECT VERSION [ALSO…]

Prints one JSON object: installed, imported (top-level modules), version (importlib.metadata), pip check, scripts
(--help), purged (files left after removal of all that came with it). ALSO are packages installed beside it.
pip is taken from a wheel at /pip.whl, which is never installed.
"""

import glob
import json
import os
import subprocess
import sys

from tried_root import files, installed, modules


def run(*command, timeout=300):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout)


def update():
    key = glob.glob("/repo/*.gpg")[0]
    suite = os.listdir("/repo/dists")[0] if len(os.listdir("/repo/dists")) == 1 else os.environ["SUITE"]
    with open("/etc/apt/sources.list.d/tried.list", "w") as sources:
        sources.write(f"deb [signed-by={key}] file:/repo {suite} main\n")
    return run("apt-get", "update", "-o", "Dir::Etc::sourcelist=/etc/apt/sources.list.d/tried.list", "-o", "Dir::Etc::sourceparts=-", "-o", "APT::Get::List-Cleanup=0")


def main():
    package, project, version, *also = sys.argv[1:]
    result = {"package": package, "project": project, "version": version}
    updated = update()
    if updated.returncode or "W:" in updated.stderr:
        result["update"] = updated.stderr[-2000:]
    before, had = files(), installed()
    # Preferences come with the keyring package, as for a user.
    run("apt-get", "install", "-y", "--no-install-recommends", os.path.basename(glob.glob("/repo/*.gpg")[0]).removesuffix(".gpg"))
    outcome = run("apt-get", "install", "-y", "--no-install-recommends", package, *also, timeout=900)
    result["installed"] = outcome.returncode == 0
    if outcome.returncode:
        result["why"] = (outcome.stdout + outcome.stderr)[-2000:]
        print(json.dumps(result))
        return
    owned = run("dpkg", "-L", package).stdout.splitlines()
    failed = {}
    for module in modules(owned):
        tried = run("python3", "-W", "ignore", "-c", f"import importlib; importlib.import_module({module!r})")
        if tried.returncode:
            failed[module] = (tried.stderr.strip().splitlines() or ["?"])[-1]
    result["modules"], result["import_failures"] = modules(owned), failed
    found = run("python3", "-c", f"import importlib.metadata as m; print(m.version({project!r}))")
    result["found_version"] = found.stdout.strip()
    checked = run("python3", "/pip.whl/pip", "--disable-pip-version-check", "check")
    result["pip_check"] = checked.returncode == 0 or checked.stdout.strip() + checked.stderr.strip()[-500:]
    result["scripts"] = {}
    for script in sorted(p for p in owned if p.startswith("/usr/bin/") and os.path.isfile(p)):
        try:
            tried = run(script, "--help", timeout=60)
            said = (tried.stderr.strip().splitlines() or [""])[-1]
            result["scripts"][script] = [tried.returncode, "" if tried.returncode == 0 else said]
        except subprocess.TimeoutExpired:
            result["scripts"][script] = [-1, "no answer in 60 s"]
    purged = run("apt-get", "remove", "-y", "--purge", *sorted(installed() - had))
    left = sorted(files() - before)
    result["purged"] = purged.returncode == 0
    result["left"] = left[:20]
    print(json.dumps(result))


main()
