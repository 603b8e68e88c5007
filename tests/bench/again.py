#!/usr/bin/env python3
"""again.py [--rounds N] ARGUMENT...

What a second `debwright build` with nothing new costs: `again.py -r requirements.txt --suite bookworm`. The first
build, into an empty repository, is timed for comparison; it uses the user's cache of index, suite and files.
"""
import argparse
import tempfile

import process


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    asked, arguments = options.parse_known_args()
    with tempfile.TemporaryDirectory() as directory:
        command = [process.DEBWRIGHT, "build", "-o", directory + "/repo", *arguments]
        data = {"XDG_DATA_HOME": directory + "/data"}
        first, _ = process.run(command, env=data)
        again = []
        for _ in range(asked.rounds):
            cost, said = process.run(command, env=data)
            again.append(cost)
            if "nothing new" not in said or "converting" in said:
                raise SystemExit("the second build was not empty:\n" + said)
        cost = process.medians(again)
        print(f"first build   cpu {first.cpu:6.2f}   wall {first.wall:6.2f}   peak {first.peak_mib:4.0f} MiB")
        print(f"nothing new   cpu {cost.cpu:6.2f}   wall {cost.wall:6.2f}   peak {cost.peak_mib:4.0f} MiB"
              f"   wall least {min(c.wall for c in again):.2f}")


if __name__ == "__main__":
    main()
