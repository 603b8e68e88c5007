"""Runs on the machine of transition-story.py, in each interpreter: imports modules, each top-level name in a process of its own.

    story_imports.py list DIRECTORY...     the names of the modules below these directories
    story_imports.py try <NAMES          a line for each: name, and the file, or `!` and what went wrong
"""

import os
import sys


def listed(directory, name=""):
    for entry in sorted(os.listdir(directory)):
        path = directory + "/" + entry
        stem = entry.split(".")[0]
        if stem.replace("_", "a").isalnum() and not stem[0].isdigit():
            if os.path.isdir(path) and "." not in entry and entry != "__pycache__":
                for each in listed(path, name + entry + "."):
                    yield each
            elif stem == "__init__" and name:
                yield name[:-1]
            elif entry.endswith((".py", ".so")) and stem not in ("__init__", "__main__", "setup"):
                yield name + stem


def tried(names):
    for top in sorted(set(name.split(".")[0] for name in names)):
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            real, null = os.dup(1), os.open(os.devnull, os.O_RDWR)
            for each in (0, 1, 2):
                os.dup2(null, each)
            for name in names:
                if name.split(".")[0] == top:
                    try:
                        told = getattr(__import__(name, fromlist=["x"]), "__file__", None) or "-"
                    except BaseException:
                        told = "! " + repr(sys.exc_info()[1]).replace("\n", " ")[:150]
                    os.write(real, ("%s %s\n" % (name, told)).encode("utf-8"))
            os._exit(0)
        os.waitpid(child, 0)


if sys.argv[1] == "list":
    print("\n".join(sorted(set(name for directory in sys.argv[2:] for name in listed(directory)))))
else:
    tried(sys.stdin.read().split())
