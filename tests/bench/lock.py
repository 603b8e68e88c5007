#!/usr/bin/env python3
"""Locks the same requirements with debwright, and with uv and pip where they are there, on a generated index.

  lock.py [--latency 25] [--runs 3] [--shape wide] [--debwright ../../debwright]

cold: nothing cached. warm: the same question again. Seconds of wall clock and CPU of the process and
its children, start included; requests, megabytes and release files looked into as the index counts
them. Ends with ratios, and with status 1 where solutions differ. Shapes: see index.py; on lockstep,
mutual and sliding debwright may look into 20 files at most.
"""
import argparse, json, os, re, resource, shutil, statistics, subprocess, sys, tempfile, time, tomllib, urllib.request

here = os.path.dirname(os.path.abspath(__file__))
parser = argparse.ArgumentParser()
parser.add_argument("--latency", default="25")
parser.add_argument("--runs", type=int, default=3)
parser.add_argument("--shape", default="wide")
parser.add_argument("--debwright", default=os.path.join(here, "../../debwright"))
options = parser.parse_args()
ASK = {"wide": ["p000"], "lockstep": ["alpha", "gamma<2"], "mutual": ["alpha", "gamma<2"], "sliding": ["alpha", "gamma<200"]}
MOST_METADATA = 20

work = tempfile.mkdtemp(prefix="bench-lock-")
index = subprocess.Popen([sys.executable, os.path.join(here, "index.py"), "--shape", options.shape, "--latency", options.latency],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
url = index.stdout.readline().split()[1]
asked, out, cache = os.path.join(work, "asked.in"), os.path.join(work, "out"), os.path.join(work, "cache")
with open(asked, "w") as file:
    file.write("\n".join(ASK[options.shape]) + "\n")

COMMANDS = {
    "debwright": ([options.debwright, "lock", "-r", asked, "--index-url", url, "--suite", "bookworm", "--python", "3.11", "--only-binary", ":all:", "-o", out],
                  {"XDG_CACHE_HOME": cache}),
    "uv": (["uv", "pip", "compile", "-q", "--no-config", "--only-binary", ":all:", "--python-version", "3.11", asked, "-o", out, "--no-header", "--no-annotate"],
           {"UV_CACHE_DIR": cache, "UV_DEFAULT_INDEX": url, "UV_PYTHON_DOWNLOADS": "never"}),
    "pip": ([sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed", "--only-binary", ":all:", "--report", out, "-r", asked],
            {"PIP_INDEX_URL": url, "PIP_FIND_LINKS": "", "PIP_CACHE_DIR": cache}),
}


def solution(tool):
    if tool == "debwright":
        with open(out, "rb") as file:
            return {package["name"]: package["version"] for package in tomllib.load(file)["packages"]}
    with open(out) as file:
        if tool == "uv":
            return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", file.read(), re.M))
        return {item["metadata"]["name"]: item["metadata"]["version"] for item in json.load(file)["install"]}


def run(tool):
    command, environment = COMMANDS[tool]
    if os.path.exists(out):
        os.remove(out)
    urllib.request.urlopen(url.replace("/simple/", "/-/reset")).read()
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PIP_FIND_LINKS": "", **environment})
    wall, after = time.time() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{tool} failed:\n{done.stderr[-2000:]}")
    with urllib.request.urlopen(url.replace("/simple/", "/-/count")) as answer:
        count = json.load(answer)
    return {"wall": wall, "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, **count}, solution(tool)


def there(tool):
    # pip fetches whole files, whose digests only `wide` has right.
    return tool == "debwright" or (shutil.which("uv") if tool == "uv" else options.shape == "wide")


results, solutions = {}, {}
try:
    for tool in filter(there, COMMANDS):
        for kind in ("cold", "warm"):
            rows = []
            for _ in range(options.runs):
                if kind == "cold":
                    shutil.rmtree(cache, ignore_errors=True)
                row, solutions[tool] = run(tool)
                rows.append(row)
            one = results[tool, kind] = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
            print(f"{options.shape:9} {tool:10} {kind}  {len(solutions[tool]):4} distributions  wall {one['wall']:6.2f}  cpu {one['cpu']:6.2f}"
                  f"  requests {one['requests']:5.0f}  metadata {one['metadata']:4.0f}  MB {one['bytes'] / 1e6:6.1f}", flush=True)
finally:
    index.stdin.close()
    shutil.rmtree(work)

wrong = False
for tool in list(solutions)[1:]:
    differ = sum(solutions[tool].get(name) != version for name, version in solutions["debwright"].items()) + len(set(solutions[tool]) - set(solutions["debwright"]))
    wrong |= differ > 0
    print(f"{options.shape:9} debwright/{tool}: " + ", ".join(f"{kind} wall {results['debwright', kind]['wall'] / results[tool, kind]['wall']:.2f}" for kind in ("cold", "warm"))
          + f", cold requests {results['debwright', 'cold']['requests'] / results[tool, 'cold']['requests']:.2f}; {differ} projects differ")
if options.shape != "wide" and results["debwright", "cold"]["metadata"] > MOST_METADATA:
    wrong = True
    print(f"{options.shape:9} debwright looked into more than {MOST_METADATA} files")
sys.exit(1 if wrong else 0)
