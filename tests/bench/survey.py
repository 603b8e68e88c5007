#!/usr/bin/env python3
"""survey.py [--rounds N] [--root DIR]: what a survey of a system costs on which pip installed 200 distributions.

The root has 40,000 files: pip's distributions with sources of the standard library, compiled ones beside them; 40 packages
with modules and their records of dpkg; scripts, units and data. With --root it is made there, or used if it is there
already. CPU is user and system time of the whole process.
"""
import argparse
import itertools
import os
import random
import shutil
import sysconfig
import tempfile

import process

DISTRIBUTIONS = 200
PACKAGES = 40
FILES = 40_000
PIPS = "usr/local/lib/python3.11/dist-packages"
DEBS = "usr/lib/python3/dist-packages"
SCRIPTS = ["#!/bin/sh\nset -e\n# pip install six\nfor each in a b c; do\n  echo \"$each\"\ndone\n", "#!/usr/bin/python3\nimport sys\n\nsys.exit(0)\n", "\x7fELF" + "\0" * 4000]


def sources():
    library = sysconfig.get_path("stdlib")
    found = []
    for directory, below, names in os.walk(library):
        below[:] = sorted(name for name in below if name not in ("test", "tests", "dist-packages", "site-packages", "__pycache__", "idlelib", "lib2to3"))
        for name in sorted(names):
            if name.endswith(".py"):
                with open(os.path.join(directory, name), "rb") as file:
                    content = file.read()
                if len(content) < 60_000:
                    found.append(content)
    return found


class Maker:
    def __init__(self, root):
        self.root = root
        self.count = 0
        self.sources = sources()
        random.Random(6).shuffle(self.sources)
        self.next = itertools.cycle(self.sources)

    def write(self, path, content):
        whole = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        self.count += 1

    def distribution(self, n):
        name = "project%03d" % n
        record = []

        def put(path, content):
            self.write(PIPS + "/" + path, content)
            record.append("%s,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,%d" % (path, len(content)))

        for k in range(80):
            part = name + "/" + ("" if k < 20 else "part%d/" % (k // 10)) + ("__init__" if k % 10 == 0 and k != 10 else "module%d" % k)
            put(part + ".py", next(self.next) + b"\nimport project%03d\n" % (n * 7 % DISTRIBUTIONS))
            directory, stem = part.rsplit("/", 1)
            put("%s/__pycache__/%s.cpython-311.pyc" % (directory, stem), bytes(3000))
        for k in range(8):
            put("%s/data/table%d.json" % (name, k), '{"a": [%s]}' % ("1, " * 400 + "1"))
        put(name + "/native.cpython-311-x86_64-linux-gnu.so", bytes(20_000))
        info = name + "-1.%d.dist-info/" % n
        headers = "Metadata-Version: 2.1\nName: %s\nVersion: 1.%d\nRequires-Dist: project%03d (>=1.0)\n" % (name, n, n * 7 % DISTRIBUTIONS)
        put(info + "METADATA", headers + "\n" + "A description of many lines.\n" * 200)
        put(info + "INSTALLER", "pip\n")
        put(info + "WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        put(info + "top_level.txt", name + "\n")
        put(info + "entry_points.txt", "[console_scripts]\n%s-run = %s:main\n" % (name, name))
        self.write("usr/local/bin/%s-run" % name, "#!/usr/bin/python3\nimport sys\nfrom %s import main\n" % name)
        record += ["../../../bin/%s-run,," % name, info + "RECORD,,"]
        self.write(PIPS + "/" + info + "RECORD", "\n".join(record) + "\n")

    def package(self, n):
        name = "packed%02d" % n
        paths = ["/.", "/usr", "/usr/lib/python3/dist-packages"]
        for k in range(50):
            path = "%s/%s/module%d.py" % (DEBS, name, k)
            self.write(path, next(self.next))
            paths.append("/" + path)
        path = "%s/%s-2.0.egg-info" % (DEBS, name)
        self.write(path, "Metadata-Version: 1.1\nName: %s\nVersion: 2.0\n" % name)
        self.write("var/lib/dpkg/info/python3-%s.list" % name, "\n".join(paths + ["/" + path]) + "\n")
        self.write("var/lib/dpkg/info/python3-%s.postinst" % name, "#!/bin/sh\nset -e\npy3compile -p python3-%s\n" % name)

    def all(self):
        self.write("usr/bin/python3.11", "\x7fELF")
        for n in range(DISTRIBUTIONS):
            self.distribution(n)
        for n in range(PACKAGES):
            self.package(n)
        status = "".join("Package: python3-packed%02d\nStatus: install ok installed\nVersion: 2.0-1\n\n" % n for n in range(PACKAGES))
        self.write("var/lib/dpkg/status", status)
        self.write("var/lib/dpkg/info/libc6:amd64.list", "/.\n")
        for n in range(300):
            self.write("usr/bin/command%d" % n, SCRIPTS[n % 3])
            os.chmod(os.path.join(self.root, "usr/bin/command%d" % n), 0o755)
            self.write("usr/lib/systemd/system/unit%d.service" % n, "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/bin/command%d\n" % n)
            self.write("etc/kit/option%d.conf" % n, "a = b\n")
        self.write("etc/cron.d/kit", "7 4 * * 1 root pip install six\n")
        for n in itertools.count():
            if self.count >= FILES:
                break
            self.write("usr/share/kit/%d/file%d.%s" % (n // 100, n, ("png", "json", "ui", "txt")[n % 4]), bytes(2000))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--root")
    options = options.parse_args()
    root = options.root or tempfile.mkdtemp(prefix="debwright-survey")
    try:
        if not os.path.exists(os.path.join(root, "var/lib/dpkg/status")):
            Maker(root).all()
        files = sum(len(names) for _, _, names in os.walk(root))
        survey = [process.DEBWRIGHT, "transition", "survey", "--root", root]
        said = process.run(survey)[1]
        costs = [process.run(survey)[0] for _ in range(options.rounds)]
        cost = process.medians(costs)
        print(said.strip().splitlines()[-1])
        print(f"{files} files: cpu {cost.cpu:5.2f} s (least {min(c.cpu for c in costs):5.2f}, most {max(c.cpu for c in costs):5.2f})"
              f"   wall {cost.wall:5.2f}   peak {cost.peak_mib:3.0f} MiB", flush=True)
    finally:
        if not options.root:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
