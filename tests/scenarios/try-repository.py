#!/usr/bin/env python3
"""Tries every package of a repository that debwright built, each alone in a fresh clean root, and prints the table.

  try-repository.py REPOSITORY RESULT.json [--suite SUITE] [--only PROJECT…] [--jobs N] [--out FILE]

RESULT.json is what `debwright build --json` printed. Each package is installed with apt from the repository,
imported, asked for its version, its scripts run with --help, `pip check` run, and removed again (try-package.py).
Exit status 1 if any fails. Needs root, mmdebstrap, and the network for apt and for pip's own wheel.
"""

import argparse
import concurrent.futures
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

# What a package needs beside itself that its metadata do not say (upstream declares nothing).
BESIDE = {"soupsieve": "python3-bs4", "python-pam": "python3-six"}


def pip_wheel(directory):
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", directory, "pip"], check=True)
    return glob.glob(directory + "/pip-*.whl")[0]


def attempt(arguments, pip, package, beside):
    command = [
        HERE + "/../chroot", "run", arguments.suite,
        "-b", os.path.abspath(arguments.repository) + ":/repo",
        "-b", HERE + "/try-package.py:/try/try-package.py", "-b", HERE + "/tried_root.py:/try/tried_root.py",
        "-b", pip + ":/pip.whl",
        "env", "SUITE=" + arguments.suite, "python3", "-B", "/try/try-package.py",
        package["package"], package["project"], package["version"], *beside,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        return json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return {"package": package["package"], "project": package["project"], "installed": False, "why": done.stderr[-2000:]}


def verdicts(result):
    scripts = result.get("scripts", {})
    return {
        "installed": result["installed"],
        "imported": result["installed"] and not result["import_failures"],
        "version": result["installed"] and result["found_version"] == result["version"],
        "pip check": result["installed"] and result["pip_check"] is True,
        "scripts": result["installed"] and all(code == 0 for code, _ in scripts.values()),
        "purged": result["installed"] and result["purged"] and not result["left"],
    }


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("repository")
    parser.add_argument("result")
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out")
    arguments = parser.parse_args()
    with open(arguments.result) as file:
        packages = [p for p in json.load(file)["packages"] if p.get("project")]
    chosen = [p for p in packages if not arguments.only or p["project"] in arguments.only]
    subprocess.run([HERE + "/../chroot", "make", arguments.suite], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        pip = pip_wheel(scratch)
        beside = [[BESIDE[p["project"]]] if p["project"] in BESIDE else [] for p in chosen]
        results = list(pool.map(lambda pair: attempt(arguments, pip, *pair), zip(chosen, beside)))
    if arguments.out:
        with open(arguments.out, "w") as file:
            json.dump(results, file, indent=1)
    totals = {}
    for result in results:
        said = verdicts(result)
        for what, good in said.items():
            totals[what] = totals.get(what, 0) + good
        if not all(said.values()):
            print(f"{result['project']}: " + json.dumps({k: v for k, v in result.items() if k not in ("package", "project", "modules")}))
    count = len(results)
    scripts = [code for r in results for code, _ in r.get("scripts", {}).values()]
    print(f"{count} packages: " + ", ".join(f"{what} {good}" for what, good in totals.items()) + f"; scripts that answer --help {sum(c == 0 for c in scripts)} of {len(scripts)}")
    sys.exit(0 if all(good == count for good in totals.values()) else 1)


main()
