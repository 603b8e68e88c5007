#!/usr/bin/env python3
"""Writes the *.jsonl beside this file: what `packaging` says about seeded random input.

Needs `packaging` 26.3 or later; run it where it stands. Each line is one case as a JSON array, the
expected answer last: "refused" where packaging raises, "undefined" where a marker has no truth.
"""
import json
import pathlib
import random
import sysconfig

from packaging import _manylinux, _musllinux, tags
from packaging.markers import InvalidMarker, Marker, UndefinedComparison
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

HERE = pathlib.Path(__file__).parent
RANDOM = random.Random(440)
choice, chance = RANDOM.choice, lambda p: RANDOM.random() < p

NUMBERS = ["0", "1", "2", "9", "10", "007", "2024", "18446744073709551616"]
SEPARATORS = ["", "", ".", "-", "_"]
NOISE = "0123456789.+!-_*abcrvpost ~=<>,;()[]@\"'\t\u017f\u0660\u00e9"


def separator():
    return choice(SEPARATORS)


def random_case(text):
    return "".join(c.upper() if chance(0.2) else c for c in text)


def version():
    text = "v" * chance(0.05) + (choice(NUMBERS) + "!") * chance(0.1)
    text += ".".join(choice(NUMBERS[:5]) if chance(0.8) else choice(NUMBERS) for _ in range(choice([1, 2, 2, 3, 3, 4])))
    if chance(0.3):
        text += separator() + random_case(choice(["a", "b", "rc", "c", "alpha", "beta", "pre", "preview"]))
        text += separator() + choice(["", *NUMBERS])
    if chance(0.15):
        text += separator() + random_case(choice(["post", "rev", "r"])) + separator() + choice(["", *NUMBERS])
    elif chance(0.05):
        text += "-" + choice(NUMBERS)
    if chance(0.2):
        text += separator() + random_case("dev") + separator() + choice(["", *NUMBERS])
    if chance(0.15):
        text += "+" + random_case(choice(["1", "01", "10", "a", "a1", "cu118", "a.1", "a-1_b", "ubuntu.10"]))
    return text


def near(text):
    """A version that differs from another in little."""
    try:
        it = Version(text)
    except InvalidVersion:
        return version()
    release = list(it.release)
    match RANDOM.randrange(8):
        case 0:
            release.append(0)
        case 1:
            release.append(1)
        case 2:
            release[-1] += 1
        case 3 if release[-1]:
            release[-1] -= 1
        case 4 if len(release) > 1:
            release.pop()
    text = f"{it.epoch}!" * bool(it.epoch and chance(0.9)) + ".".join(map(str, release))
    if it.pre and chance(0.6):
        text += it.pre[0] + str(it.pre[1])
    elif chance(0.15):
        text += choice(["a0", "b1", "rc1"])
    if it.post is not None and chance(0.6):
        text += f".post{it.post}"
    elif chance(0.2):
        text += choice([".post0", ".post1"])
    if it.dev is not None and chance(0.6):
        text += f".dev{it.dev}"
    elif chance(0.2):
        text += choice([".dev0", ".dev1"])
    if it.local and chance(0.6):
        text += "+" + it.local
    elif chance(0.2):
        text += "+" + choice(["1", "a", "a.1", "0"])
    return text


def mutated(text):
    at = RANDOM.randrange(len(text) + 1)
    return text[:at] + choice(["", choice(NOISE)]) + text[at + RANDOM.randrange(2) :]


def clause(text):
    operator = choice(["~=", "==", "!=", "<=", ">=", "<", ">", "===", "==", ">="])
    if operator not in ("==", "!=", "===") and chance(0.8):
        text = text.split("+")[0]
    if operator in ("==", "!=") and chance(0.4):
        try:
            it = Version(text)
            text = f"{it.epoch}!" * bool(it.epoch) + ".".join(map(str, it.release)) + ".*"
        except InvalidVersion:
            pass
    return operator + choice(["", "", " "]) + text


def specifiers(about):
    clauses = [clause(near(about)) for _ in range(choice([1, 1, 1, 2, 3]))]
    # packaging reads `===1, >=2` as one odd version in a requirement; nobody writes that.
    odd = len(clauses) > 1
    return choice([",", ", ", " , "]).join(c for c in clauses if not (odd and c.startswith("===")))


VARIABLES = (
    ["python_version", "extra", "python_full_version"] * 4
    + ["os_name", "sys_platform", "platform_release", "platform_system", "platform_version", "platform_machine"]
    + ["platform_python_implementation", "implementation_name", "implementation_version", "os.name"]
    + ["sys.platform", "platform.version", "platform.machine", "platform.python_implementation"]
    + ["python_implementation"]
)
VALUES = ["2.7", "3", "3.8", "3.11", "3.11.2", "3.*", "3.8.*", "linux", "linux2", "win32", "Linux", "x86_64"]
VALUES += ["CPython", "cpython", "posix", "", "A_b", "a.b", "test", "2.6 2.7", "2.7, 3.11", "x", "3.11.2+local"]


def quoted(text):
    return choice(["'", '"']).join(["", text, ""])


def atom(depth):
    if depth < 3 and chance(0.25):
        return "(" + expression(depth + 1) + choice(["", " "]) + ")"
    variable = choice(VARIABLES)
    value = quoted(choice(["a", "b", "A_b", "test"] if variable == "extra" else VALUES))
    operator = choice(["==", "!=", "<", "<=", ">", ">=", "~=", "in", "not in", "===", "not  in"])
    words = [variable, operator, value]
    if chance(0.15):
        words.reverse()
    if chance(0.02):
        words[0] = choice(VARIABLES)
    return (choice(["", " "]) if operator[0] in "=!<>~" else " ").join(words)


def expression(depth=0):
    text = atom(depth)
    while chance(0.35):
        text += choice([" and ", " or "]) + atom(depth)
    return text


def environment(full, machine):
    return {
        "implementation_name": "cpython",
        "implementation_version": full,
        "os_name": "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": "Linux",
        "platform_version": "",
        "python_full_version": full,
        "python_version": ".".join(full.split(".")[:2]),
        "sys_platform": "linux2" if full.startswith("2") else "linux",
    }


def requirement():
    text = choice(["foo", "Foo.Bar", "zope_interface", "a", "x1"]) + choice(["", " "])
    if chance(0.3):
        text += "[" + choice([",", ", "]).join(choice(["a", "b", "C_d"]) for _ in range(RANDOM.randrange(3))) + "]"
    if chance(0.1):
        text += "@" + choice(["", " "]) + choice(["file:///p.whl", "./d", "file:p#egg=z"]) + choice(["", " "])
    elif chance(0.7):
        said = specifiers(version())
        text += "(" * (bracket := chance(0.2)) + said + ")" * bracket + choice(["", " ", ","])
    if chance(0.4):
        text += choice(["", " "]) + ";" + choice(["", " "]) + expression()
    return text


def answer(function, *refusals):
    try:
        return function()
    except refusals:
        return "refused"


def write(name, cases):
    lines = (json.dumps(case, ensure_ascii=True) + "\n" for case in cases)
    (HERE / name).write_text("".join(lines), encoding="ascii")


def versions():
    for _ in range(400):
        text = mutated(version()) if chance(0.3) else version()
        yield [text, answer(lambda: str(Version(text)), InvalidVersion)]


def orders():
    for _ in range(600):
        left = version()
        right = near(left) if chance(0.8) else version()
        yield [left, right, answer(lambda: (Version(left) > Version(right)) - (Version(left) < Version(right)), InvalidVersion)]


def specifier_truths():
    for _ in range(1200):
        candidate = version()
        text = specifiers(candidate)
        text = mutated(text) if chance(0.1) else text
        yield [text, candidate, answer(lambda: SpecifierSet(text).contains(candidate, prereleases=True), InvalidSpecifier)]


def marker_truths():
    for _ in range(700):
        text = mutated(expression()) if chance(0.1) else expression()
        full = choice(["3.11.2", "2.7.18", "3.9.2", "3.13.5"])
        machine = choice(["x86_64", "aarch64"])
        extras = choice([[], [], ["a"], ["a", "b"], ["a-b"], ["test"]])

        def evaluate():
            marker = Marker(text)
            try:
                # pip asks for each extra by itself, and for none if there is none.
                asked = [marker.evaluate({**environment(full, machine), "extra": e}) for e in extras or [""]]
                return any(asked)
            except (UndefinedComparison, KeyError):
                return "undefined"

        yield [text, full, machine, extras, answer(evaluate, InvalidMarker)]


def requirements():
    for _ in range(600):
        text = mutated(requirement()) if chance(0.3) else requirement()

        def parts():
            it = Requirement(text)
            extras = sorted({canonicalize_name(extra) for extra in it.extras})
            return [canonicalize_name(it.name), extras, str(it.specifier), it.url or "", it.marker is not None]

        yield [text, answer(parts, InvalidRequirement)]


def supported(python, machine, glibc):
    _manylinux._get_glibc_version = lambda: _manylinux._GLibCVersion(2, glibc)
    known = machine in ("armv7l", "i686") or machine in _manylinux._ALLOWED_ARCHS
    _manylinux._have_compatible_abi = lambda executable, archs: known
    _musllinux.platform_tags = lambda archs: iter(())
    sysconfig.get_platform = lambda: "linux-" + machine
    platforms = list(tags._linux_platforms(is_32bit=False))
    interpreter = "cp" + python.replace(".", "")
    abi = {"2.7": "cp27mu", "3.7": "cp37m"}.get(python, interpreter)
    pair = tuple(map(int, python.split(".")))
    yield from tags.cpython_tags(pair, [abi], platforms)
    yield from tags.compatible_tags(pair, interpreter, platforms)


def tag_ranks():
    """Not all tags, which would be 40,000, but a sample that holds every kind."""
    for python, glibc in (("2.7", 31), ("3.7", 28), ("3.9", 31), ("3.11", 36), ("3.13", 41)):
        for machine in ("x86_64", "i686", "aarch64", "armv7l", "armv6l", "riscv64"):
            ranks = {}
            for tag in supported(python, machine, glibc):
                ranks.setdefault(str(tag), len(ranks))
            every = list(ranks)
            sample = {*every[:8], *every[-5:], *RANDOM.sample(every, 20)}
            strangers = ["py3-none-win32", "cp27-cp27m-linux_x86_64", "cp313-cp313t-linux_x86_64"]
            strangers += [f"py3-none-manylinux_2_{glibc + 1}_{machine}", f"py3-none-musllinux_1_1_{machine}"]
            for tag in sorted(sample, key=ranks.get) + strangers:
                yield [python, machine, glibc, tag, ranks.get(tag, -1)]


if __name__ == "__main__":
    write("versions.jsonl", versions())
    write("orders.jsonl", orders())
    write("specifiers.jsonl", specifier_truths())
    write("markers.jsonl", marker_truths())
    write("requirements.jsonl", requirements())
    write("tags.jsonl", tag_ranks())
