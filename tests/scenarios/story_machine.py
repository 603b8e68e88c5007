"""A whole machine for transition-story.py: a copy of a clean root on a tmpfs, so that nothing of it is an overlay's.

Has to run in mount and process namespaces of its own (unshare -mpf): what it mounts goes with them.
"""

import hashlib
import os
import shutil
import subprocess

TREES = ("/usr/local", "/usr/lib/python2.7/dist-packages", "/usr/lib/python3/dist-packages", "/home", "/root", "/srv", "/opt")


class Machine:
    def __init__(self, lower, path):
        self.path = path
        self.tried = self.failed = 0
        os.makedirs(path)
        self.host("mount", "--make-rprivate", "/")
        self.host("mount", "-t", "proc", "proc", "/proc")
        self.host("mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", path)
        self.host("cp", "-a", lower + "/.", path)
        self.host("mount", "-t", "proc", "proc", path + "/proc")
        self.host("mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", path + "/dev")
        for node in ("null", "zero", "full", "random", "urandom", "tty"):
            self.write("/dev/" + node, "")
            self.host("mount", "--bind", "/dev/" + node, path + "/dev/" + node)
        os.symlink("/proc/self/fd", path + "/dev/fd")
        os.mkdir(path + "/dev/shm")
        shutil.copy("/etc/resolv.conf", path + "/etc/resolv.conf")
        certificates = os.environ.get("PIP_CERT") or "/etc/ssl/certs/ca-certificates.crt"
        shutil.copy(certificates, path + "/tmp/certificates.crt")
        self.write("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)

    def host(self, *command):
        subprocess.run(command, check=True)

    def write(self, name, text, mode=0o644):
        path = self.path + name
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        os.chmod(path, mode)

    def read(self, name):
        with open(self.path + name) as file:
            return file.read()

    def has(self, name):
        return os.path.lexists(self.path + name)

    def bind(self, source, name):
        os.makedirs(self.path + name, exist_ok=True)
        self.host("mount", "--bind", source, self.path + name)
        self.host("mount", "-o", "remount,bind,ro", self.path + name)

    # ---- what happens on it --------------------------------------------------------------------------------------

    def expect(self, what, good, told=""):
        self.tried += 1
        if not good:
            self.failed += 1
            print("WRONG %s: %s" % (what, told), flush=True)

    def show(self, prompt, words, text, lines):
        print("%s %s" % (prompt, " ".join(words)), flush=True)
        shown = text.rstrip().splitlines()
        for line in shown[:lines]:
            print("  " + line)
        if len(shown) > lines > 0:
            print("  … %d lines more" % (len(shown) - lines))

    def run(self, *words, lines=0, status=0, quiet=False, **environment):
        """A command on the machine, as its root."""
        given = dict(PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HOME="/root", LC_ALL="C.UTF-8", TERM="dumb",
                     DEBIAN_FRONTEND="noninteractive", PIP_CERT="/tmp/certificates.crt", PIP_DISABLE_PIP_VERSION_CHECK="1", **environment)
        done = subprocess.run(["chroot", self.path, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=given)
        text = done.stdout + done.stderr
        if not quiet:
            self.show("#", words, text, lines)
        self.expect(" ".join(words), done.returncode == status, "exit %d: %s" % (done.returncode, text[-2500:]))
        return text

    def apt(self, *words, **more):
        return self.run("apt-get", "-qq", "-y", *words, **more)

    def debwright(self, *words, lines=0, status=0):
        """debwright beside it, on its mounted root."""
        done = subprocess.run([os.environ["DEBWRIGHT"], *words, "--root", self.path], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.show("$", ["debwright", *[w.replace(os.environ["STORY"], "") for w in words], "--root /mnt"], done.stdout + done.stderr, lines)
        self.expect("debwright " + " ".join(words), done.returncode == status, "exit %d: %s" % (done.returncode, (done.stdout + done.stderr)[-2500:]))
        return done.stdout

    # ---- what it holds -------------------------------------------------------------------------------------------

    def tree(self, trees=TREES, but=()):
        """path -> type, mode, owner, mtime to the nanosecond, size, link (find's words), SHA-256, extended attributes."""
        found = {}
        here = [self.path + t for t in trees if os.path.isdir(self.path + t)]
        listed = subprocess.run(["find", *here, "-xdev", "-printf", r"%p\0%y %m %U %G %T@ %s %l\0"], capture_output=True, check=True).stdout.split(b"\0")
        for path, said in zip(listed[::2], listed[1::2]):
            name = path[len(self.path):]
            if name.startswith(tuple(but)) or name.endswith(b".pyc") or b"/__pycache__" in name:
                continue
            # A directory's size is the file system's own.
            said = said if not said.startswith(b"d") else b" ".join(said.split(b" ")[:5])
            if said.startswith(b"f"):
                with open(path, "rb") as file:
                    said += hashlib.sha256(file.read()).hexdigest().encode()
            said += b"".join(b" %s=%r" % (os.fsencode(a), os.getxattr(path, a, follow_symlinks=False)) for a in sorted(os.listxattr(path, follow_symlinks=False)))
            found[name] = said
        return found

    def same(self, what, before, after, but=()):
        differ = sorted(p for p in set(before) | set(after) if before.get(p) != after.get(p) and p not in but)
        self.expect(what, not differ, "; ".join("%r was %s, is %s" % (p, before.get(p), after.get(p)) for p in differ[:5]))
        print("  %s: %d names compared, %d differ" % (what, len(set(before) | set(after)), len(differ)), flush=True)

    def owner(self, path):
        """Package and version that a file belongs to, or None."""
        done = subprocess.run(["chroot", self.path, "dpkg", "-S", path], capture_output=True, text=True)
        if done.returncode:
            return None
        name = done.stdout.split(": ")[0]
        return name, subprocess.run(["chroot", self.path, "dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True).stdout
