"""What a root holds before and after packages are tried in it; used inside clean roots by try-package.py and try-together.py."""

import os
import re
import subprocess

# Debian's place for packages, and the one where others (fpm) put theirs.
DIST = re.compile(r"/usr/(?:lib/python3|local/lib/python3\.\d+)/dist-packages/")
# Where apt, dpkg and these scripts leave traces whatever is installed.
OUTSIDE = ("/proc", "/dev", "/sys", "/tmp", "/repo", "/run", "/var/lib/apt", "/var/lib/dpkg", "/var/cache", "/var/log", "/pip.whl", "/try", "/root", "/etc/ld.so.cache")


def files():
    found = set()
    for top, directories, names in os.walk("/"):
        directories[:] = [d for d in directories if not os.path.join(top, d).startswith(OUTSIDE)]
        found.update(os.path.join(top, n) for n in names + directories if not os.path.join(top, n).startswith(OUTSIDE))
    return found


def installed():
    lines = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"], capture_output=True, text=True).stdout.splitlines()
    return {line.split()[0] for line in lines if line.endswith(" installed")}


def modules(owned):
    names = set()
    for path in owned:
        if place := DIST.match(path):
            first, _, rest = path[place.end() :].partition("/")
            match = re.fullmatch(r"([A-Za-z_]\w*)(\.py|(\.[\w-]+)?\.so)?", first)
            if match and first != "__pycache__" and (rest == "" and match.group(2) or rest.endswith((".py", ".so"))):
                names.add(match.group(1))
    return sorted(names)
