#!/usr/bin/env python3
"""Run inside a clean root: installs all packages of the repository at /repo in one go and tells what came of each.

  try-together.py LIST

LIST has a line `PACKAGE PROJECT VERSION` for each. Prints one JSON object: what could not be installed, per package
what could not be imported, what importlib.metadata finds, commands that do not answer --help; pip check; what a purge
of all leaves behind. pip is taken from a wheel at /pip.whl, which is never installed. What packages need beside each
other is not seen here, since all are there: try-package.py tries each alone.
"""

import concurrent.futures
import json
import os
import subprocess
import sys

from tried_root import files, installed, modules

# Each module in a process of its own, so that none helps the next.
IMPORT = "import importlib; importlib.import_module({module!r})"
METADATA = "import importlib.metadata as m, sys\nfor p in sys.argv[1:]:\n try: print(p, m.version(p))\n except Exception as e: print(p, type(e).__name__)"


def run(*command, timeout=1800):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=timeout, cwd="/tmp")
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -1, "", f"no answer in {timeout} s")
    except OSError as e:
        return subprocess.CompletedProcess(command, -2, "", str(e))


def last_line(text):
    return (text.strip().splitlines() or ["?"])[-1][:300]


def imports(owned):
    failed = {}
    for module in modules(owned):
        tried = run("python3", "-W", "ignore", "-c", IMPORT.format(module=module), timeout=120)
        if tried.returncode:
            failed[module] = last_line(tried.stderr)
    return failed


def scripts(owned):
    said = {}
    for script in sorted(p for p in owned if p.startswith(("/usr/bin/", "/usr/local/bin/")) and os.path.isfile(p)):
        tried = run(script, "--help", timeout=60)
        said[script] = [tried.returncode, "" if tried.returncode == 0 else last_line(tried.stderr)]
    return said


def install(*names):
    return run("apt-get", "install", "-y", "--no-install-recommends", *names)


def exactly(names):
    """The version of /repo, which the suite's may be above of where nothing gives ours preference."""
    exact = []
    for name in names:
        versions = [line.split("|")[1].strip() for line in run("apt-cache", "madison", name).stdout.splitlines() if "file:/repo" in line]
        exact.append(name + "=" + versions[0] if versions else name)
    return exact


def package(name):
    owned = run("dpkg", "-L", name).stdout.splitlines()
    return {"modules": modules(owned), "import_failures": imports(owned), "scripts": scripts(owned)}


def main():
    with open(sys.argv[1]) as lines:
        wanted = [line.split() for line in lines if line.strip()]
    suite = os.environ["SUITE"]
    keys = [f for f in os.listdir("/repo") if f.endswith(".gpg")]
    with open("/etc/apt/sources.list.d/tried.list", "w") as sources:
        sources.write(f"deb [signed-by=/repo/{keys[0]}] file:/repo {suite} main\n" if keys else "deb [trusted=yes] file:/repo ./\n")
    run("apt-get", "update", "-o", "Dir::Etc::sourcelist=/etc/apt/sources.list.d/tried.list", "-o", "Dir::Etc::sourceparts=-", "-o", "APT::Get::List-Cleanup=0")
    before, had = files(), installed()
    names = [name for name, _, _ in wanted]
    # Preferences come with the keyring package and count from then on.
    keyring = [f.rsplit(".", 1)[0] for f in keys]
    if keyring:
        install(*keyring)
    done = install(*exactly(names))
    result = {"installed": done.returncode == 0, "why": "" if done.returncode == 0 else (done.stdout + done.stderr)[-4000:]}
    if done.returncode:
        # One that cannot be installed keeps no other out.
        result["each"] = {n: last_line(d.stderr) for n in names for d in [install(*exactly([n]))] if d.returncode}
    there = installed()
    result["missing"] = [name for name in names if name not in there]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        result["packages"] = dict(zip(names, pool.map(package, names)))
    found = dict(line.split(" ", 1) for line in run("python3", "-c", METADATA, *(p for _, p, _ in wanted)).stdout.splitlines())
    result["versions_wrong"] = {p: [found.get(p), v] for _, p, v in wanted if found.get(p) != v}
    checked = run("python3", "/pip.whl/pip", "--disable-pip-version-check", "check")
    result["pip_check"] = checked.returncode == 0 or (checked.stdout + checked.stderr)[-4000:]
    purged = run("apt-get", "remove", "-y", "--purge", *sorted(installed() - had))
    result["purged"] = purged.returncode == 0 or (purged.stdout + purged.stderr)[-4000:]
    result["left"] = sorted(files() - before)
    print(json.dumps(result))


main()
