"""What a root looks like to apt, dpkg and Python; used inside clean roots by the scenarios beside and upgrade."""

import os
import re
import subprocess

DIST = "/usr/lib/python3/dist-packages"
LISTS = "/var/lib/dpkg/info"
# Made by programs of the packages installed, and theirs to keep or to remove.
MADE = re.compile(
    r"/etc/(ld\.so\.cache|sgml(/.*)?|xml(/.*)?|mailcap|alternatives/.*|rc.\.d/.*|ssl/certs.*|fonts/conf\.d/.*|\.pwd\.lock|ca-certificates\.conf.*|group-?|gshadow-?|passwd-?|shadow-?|subuid-?|subgid-?|systemd/.*)"
    r"|/usr/(share/(mime|info/dir|icons/.*/icon-theme\.cache|glib-2\.0/schemas/.*|applications/mimeinfo.cache|fonts/.*)|lib/.*/gdk-pixbuf.*|lib/.*/gio/.*|local/.*)(/.*)?"
)


def run(*command, timeout=900, **more):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, **more)


def tail(done, lines=4):
    return " / ".join((done.stdout + done.stderr).strip().splitlines()[-lines:])[-600:]


def apt(*words):
    """apt-get, quiet; gives what went wrong, or nothing."""
    options = ["-y", "--allow-downgrades", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"]
    done = run("apt-get", *words[:1], *options, *words[1:])
    return "" if done.returncode == 0 else "apt: " + " / ".join(l for l in (done.stdout + done.stderr).splitlines() if re.match(r"E:|dpkg: error|.*(trying to overwrite|Depends:|Conflicts:|error:)", l))[-600:]


def update(repository="/repo", suite="bookworm", name="tried"):
    key = [f for f in os.listdir(repository) if f.endswith(".gpg")][0]
    source = f"/etc/apt/sources.list.d/{name}.list"
    with open(source, "w") as sources:
        sources.write(f"deb [signed-by={repository}/{key}] file:{repository} {suite} main\n")
    return run("apt-get", "update", "-o", f"Dir::Etc::sourcelist={source}", "-o", "Dir::Etc::sourceparts=-", "-o", "APT::Get::List-Cleanup=0")


def installed():
    lines = run("dpkg-query", "-W", "-f", "${Package}\t${Version}\t${db:Status-Abbrev}\n").stdout.splitlines()
    return {line.split("\t")[0]: line.split("\t")[1] for line in lines if line.split("\t")[2].startswith("ii")}


def files():
    found = set()
    for tree in ("/usr", "/etc", "/opt", "/srv"):
        for top, directories, names in os.walk(tree):
            found.update(os.path.join(top, n) for n in names + directories)
    return found


def usr(path):
    return re.sub(r"^/(bin|sbin|lib\w*)(/|$)", r"/usr/\1\2", path)


def owned():
    paths = set()
    for name in os.listdir(LISTS):
        if name.endswith(".list"):
            with open(os.path.join(LISTS, name), errors="surrogateescape") as lines:
                paths.update(usr(line.rstrip("\n")) for line in lines)
    for line in run("dpkg-divert", "--list").stdout.splitlines():
        paths.add(usr(line.split(" to ")[-1].split(" by ")[0]))
    # Through a directory that is a symbolic link a package may own what lies elsewhere.
    return paths


def cached(path):
    """For a compiled module the source it stands for, else None."""
    match = re.fullmatch(r"(.*)/__pycache__/(.+)\.cpython-\d+(\.opt-\d)?\.pyc", path)
    return f"{match.group(1)}/{match.group(2)}.py" if match else None


def stale(path, source):
    with open(path, "rb") as compiled:
        head = compiled.read(16)
    return int.from_bytes(head[4:8], "little") == 0 and int.from_bytes(head[8:12], "little") != int(os.stat(source).st_mtime) & 0xFFFFFFFF


def kept(path):
    """Whether dpkg left it beside a configuration file that the administrator had changed (Policy 10.7.3)."""
    name, ending = os.path.splitext(path)
    return ending in (".dpkg-dist", ".dpkg-old") and re.search(rf"^ {re.escape(name)} \w+$", run("dpkg-query", "-W", "-f", "${Conffiles}\n").stdout, re.M) is not None


class Root:
    """The root as it was before anything of ours came."""

    def __init__(self):
        self.before, self.had = files(), installed()

    def added(self):
        return sorted(set(installed()) - set(self.had))

    def disorder(self):
        """Everything that an administrator would call wrong, as short sentences."""
        wrong = []
        audit = run("dpkg", "--audit").stdout.strip()
        if audit:
            wrong.append("dpkg --audit: " + audit.splitlines()[0])
        checked = run("apt-get", "check")
        if checked.returncode:
            wrong.append("apt-get check: " + tail(checked))
        names = self.added()
        if names:
            verified = [l for l in run("dpkg", "-V", *names).stdout.splitlines() if " c /" not in l and not re.search("/usr/share/(doc|man|locale)/", l)]
            if verified:
                wrong.append(f"dpkg -V: {len(verified)} files, {verified[0].split()[-1]}")
        mine = owned()
        stray = []
        for path in sorted(files() - self.before):
            source = cached(path)
            if source is not None:
                if not os.path.exists(source):
                    stray.append(path)
                elif stale(path, source):
                    wrong.append("stale " + path)
            elif path.endswith("/__pycache__"):
                if not os.listdir(path):
                    stray.append(path)
            elif (os.path.islink(path) and os.readlink(path).startswith("/etc/alternatives/")) or kept(path):
                continue
            elif path not in mine and usr(os.path.realpath(os.path.dirname(path))) + "/" + os.path.basename(path) not in mine and not MADE.fullmatch(path):
                stray.append(path)
        if stray:
            wrong.append(f"nobody's: {len(stray)} files, " + ", ".join(stray[:3]))
        return wrong

    def purge(self):
        failed = apt("purge", *self.added()) if self.added() else ""
        left = [p for p in sorted(files() - self.before) if not MADE.fullmatch(p)]
        return ([failed] if failed else []) + ([f"left: {len(left)}, " + ", ".join(left[:4])] if left else [])
