#!/usr/bin/env python3
"""convert.py [--rounds N] [--suite S] [--compression C]... WHEEL...

What `debwright convert` costs beside `unzip` and `dpkg-deb --build` of the wheels' files (`dpkg-deb`), and beside fpm
where it is on PATH: same compressor, same level, both in turn, as ratios of the pairs. One process and one JVM start
for all wheels.

We leave things out of a wheel and strip its libraries, so the sizes of those two say nothing. What they are compared
with is the very tree that we packed, taken out of our packages and built again by `dpkg-deb` (`same tree`); its cost
is that of packing alone. Sizes that differ by more than 2 % are marked: then we compress less, and the rows are void.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import tempfile

import process

LEVELS = {"xz": "6", "gzip": "9", "zstd": "3"}  # dpkg-deb's own, and debwright's


def by_dpkg(wheels, compression, scratch):
    script = ["set -e"]
    for number, wheel in enumerate(wheels):
        tree = scratch / str(number)
        control = f"Package: p{number}\\nVersion: 1\\nArchitecture: all\\nMaintainer: A <a@example.org>\\nDescription: d\\n"
        script += [
            f"mkdir -p {tree}/DEBIAN {tree}/usr/lib/python3/dist-packages",
            f"unzip -q '{wheel}' -d {tree}/usr/lib/python3/dist-packages",
            f"printf '{control}' > {tree}/DEBIAN/control",
            f"dpkg-deb --root-owner-group -Z{compression} -z{LEVELS[compression]} -b {tree} {tree}.deb",
        ]
    return process.run(["sh", "-c", "\n".join(script)])[0]


def by_repacking(packages, compression, scratch):
    script = ["set -e"]
    for package in sorted(packages.glob("*.deb")):
        tree = scratch / package.stem
        subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
        script.append(f"dpkg-deb --root-owner-group -Z{compression} -z{LEVELS[compression]} -b '{tree}' '{tree}.deb'")
    return process.run(["sh", "-c", "\n".join(script)])[0]


def by_fpm(wheels, scratch):
    script = "\n".join(["set -e"] + [f"fpm -s python -t deb --no-python-dependencies '{w}'" for w in wheels])
    return process.run(["sh", "-c", script], cwd=scratch)[0]


def by_debwright(wheels, compression, scratch, arguments):
    command = [process.DEBWRIGHT, "convert", "-q", "-o", str(scratch), "--compression",
               compression + ":" + LEVELS[compression], *arguments, *wheels]
    return process.run(command)[0]


def row(compression, name, ours, theirs, sizes=None):
    pairs = [(a.cpu / b.cpu, a.wall / b.wall) for a, b in zip(ours, theirs)]
    a, b = process.medians(ours), process.medians(theirs)
    size = ""
    if sizes:
        difference = sizes[0] / sizes[1] - 1
        size = f"   size {difference:+6.2%}{'  VOID' if abs(difference) > 0.02 else ''}"
    print(f"{compression:5} {name:9} cpu {a.cpu:7.2f} / {b.cpu:7.2f} = {statistics.median(p[0] for p in pairs):5.2f}"
          f"   wall {a.wall:7.2f} / {b.wall:7.2f} = {statistics.median(p[1] for p in pairs):5.2f}"
          f"   peak {a.peak_mib:4.0f} MiB{size}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("wheels", nargs="+", metavar="WHEEL")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--suite", default="bookworm")
    options.add_argument("--compression", action="append", choices=sorted(LEVELS))
    options.add_argument("--fpm", action="store_true", help="time fpm too, which has gzip alone")
    asked = options.parse_args()
    wheels = [str(pathlib.Path(w).resolve()) for w in asked.wheels]
    with tempfile.TemporaryDirectory() as directory:
        scratch = pathlib.Path(directory)
        cache = ["--cache-dir", str(scratch / "cache" / "debwright"), "--suite", asked.suite]
        by_debwright(wheels[:1], "gzip", scratch / "warm", cache)
        print(f"{len(wheels)} wheels, {asked.rounds} rounds: debwright / other, medians; ratios are medians of pairs")
        ours, theirs = scratch / "ours", scratch / "theirs"
        for compression in asked.compression or ["zstd", "gzip", "xz"]:
            others = {"dpkg-deb": lambda: by_dpkg(wheels, compression, theirs)}
            if asked.fpm and compression == "gzip" and shutil.which("fpm"):
                others["fpm"] = lambda: by_fpm(wheels, theirs)
            others["same tree"] = lambda: by_repacking(ours, compression, theirs)
            for name, other in others.items():
                pairs = []
                for _ in range(asked.rounds):
                    process.forget(scratch / "cache")
                    for directory in (ours, theirs):
                        shutil.rmtree(directory, ignore_errors=True)
                        directory.mkdir()
                    pairs.append((by_debwright(wheels, compression, ours, cache), other()))
                sizes = [process.size(ours), process.size(theirs)] if name == "same tree" else None
                row(compression, name, *map(list, zip(*pairs)), sizes)


if __name__ == "__main__":
    main()
