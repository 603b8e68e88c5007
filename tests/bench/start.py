#!/usr/bin/env python3
"""start.py [--rounds N]: what the start of the command costs, medians."""
import argparse

import process


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=20)
    rounds = options.parse_args().rounds
    process.run([process.DEBWRIGHT, "--version"])
    for arguments in (["--version"], ["--help"], ["build", "--help"], ["convert", "--help"]):
        costs = [process.run([process.DEBWRIGHT, *arguments])[0] for _ in range(rounds)]
        cost = process.medians(costs)
        print(f"{' '.join(arguments):15} cpu {cost.cpu:5.3f} (least {min(c.cpu for c in costs):5.3f})"
              f"   wall {cost.wall:5.3f}   peak {cost.peak_mib:3.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
