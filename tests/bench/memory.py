#!/usr/bin/env python3
"""memory.py [--heap 256m]... [--megabytes 500] [--files 6000] [--compression zstd]

Generates wheels that are large in two ways, one member and many, deflated and stored, and converts each in a heap of
the given size: memory must not grow with the wheel. A small one beside shows what every run needs.
"""
import argparse
import base64
import hashlib
import pathlib
import random
import tempfile
import zipfile

import process


def wheel(directory, name, members, method):
    """A wheel whose members are given as (name, list of chunks)."""
    file = pathlib.Path(directory, f"{name}-1.0-py3-none-any.whl")
    info = f"{name}-1.0.dist-info/"
    rows = []
    with zipfile.ZipFile(file, "w", method, compresslevel=1) as archive:
        def add(member, chunks):
            digest, length = hashlib.sha256(), 0
            with archive.open(zipfile.ZipInfo(member) if method == zipfile.ZIP_STORED else member, "w",
                              force_zip64=True) as out:
                for chunk in chunks:
                    out.write(chunk)
                    digest.update(chunk)
                    length += len(chunk)
            rows.append(f"{member},sha256={base64.urlsafe_b64encode(digest.digest()).decode().rstrip('=')},{length}\n")
        for member, chunks in members:
            add(member, chunks)
        add(info + "METADATA", [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nSummary: large\n".encode()])
        add(info + "WHEEL", [b"Wheel-Version: 1.0\nGenerator: bench\nRoot-Is-Purelib: true\nTag: py3-none-any\n"])
        archive.writestr(info + "RECORD", "".join(rows) + info + "RECORD,,\n")
    return file


def chunks(length, seed):
    """Bytes that a compressor halves, a MiB at a time."""
    source = random.Random(seed)
    while length > 0:
        part = min(length, 1 << 20)
        yield (source.randbytes(part // 2) + bytes(part))[:part]
        length -= part


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--heap", action="append")
    options.add_argument("--megabytes", type=int, default=500)
    options.add_argument("--files", type=int, default=6000)
    options.add_argument("--compression", default="zstd")
    options.add_argument("--suite", default="bookworm")
    asked = options.parse_args()
    total = asked.megabytes * 1_000_000
    with tempfile.TemporaryDirectory() as directory:
        cases = {
            "small": [("small/__init__.py", [b"x = 1\n"])],
            "single": [("single/data.bin", chunks(total, 1))],
            "many": [(f"many/d{i % 97}/f{i}.bin", chunks(total // asked.files, i)) for i in range(asked.files)],
        }
        files = {f"{name}, deflated": wheel(directory, name, members, zipfile.ZIP_DEFLATED)
                 for name, members in cases.items()}
        files["single, stored"] = wheel(directory, "plain", [("plain/data.bin", chunks(total, 1))], zipfile.ZIP_STORED)
        cache = pathlib.Path(directory, "cache")
        command = [process.DEBWRIGHT, "convert", "-q", "--cache-dir", str(cache / "debwright"), "--suite", asked.suite,
                   "--compression", asked.compression, "-o", str(pathlib.Path(directory, "debs"))]
        process.run(command + [str(files["small, deflated"])])
        for heap in asked.heap or ["256m"]:
            for name, file in files.items():
                process.forget(cache)
                cost, _ = process.run(command + [str(file)], env={"DEBWRIGHT_JAVA_OPTS": f"-Xmx{heap}"})
                print(f"heap {heap:>5}  {name:17} {file.stat().st_size / 1e6:6.1f} MB wheel   "
                      f"peak {cost.peak_mib:4.0f} MiB   cpu {cost.cpu:6.2f}   wall {cost.wall:6.2f}", flush=True)


if __name__ == "__main__":
    main()
