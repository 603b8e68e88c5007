"""What transition-story.py has installed by pip, and what the repository has: Kano's set for Python 2.7, real and sample ones for 3."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from sample_wheel import wheel  # noqa: E402

PKGUTIL = "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n"
SETUP = "from setuptools import setup\nsetup(name='%s', version='1.0', %s)\n"


class Set:
    """A suite's part: `pip` installs, packages supply `pins` (module -> package and version), `only` is pip's alone.

    `later` is what pip installs when the transition is over: a new project, and one whose command a package has (`again`).
    """

    def __init__(self, suite, python, config, meta, build, pip, pins, only, commands, later, again):
        self.suite, self.python, self.config, self.meta, self.build = suite, python, config, meta, build
        self.pip, self.pins, self.only, self.commands, self.later, self.again = pip, pins, only, commands, later, again

    @property
    def compat(self):
        return self.config["name"]


# The pinned set of examples/kano/requirements-py27.txt; pip has what an image of older days had, and more than the packages.
KANO = Set(
    "bullseye", "2.7",
    dict(name="kano-os-pip-transition", pth="kano-pip-compat.pth", python2=True), "kano-os-pip-transition-depends",
    ["-r", HERE + "/../../examples/kano/requirements-py27.txt", "--python", "2.7"],
    [["requests==2.5.3", "tzupdate==1.1.0", "pam==0.1.4", "python-slugify==1.2.1", "decorator==4.0.11", "futures==2.1.3",
      "docopt==0.6.1", "ping==0.2", "MarkupSafe==1.1.1", "zope.interface==5.5.2", "Unidecode==1.0.23"],
     ["-e", "/srv/editable-old"], ["/srv/pkgutil-one", "/srv/pkgutil-two"]],
    {"requests": ("python-requests", "2.6.0"), "tzupdate": ("python-tzupdate", "1.2.0"), "pam": ("python-pam", "0.1.4"),
     "slugify": ("python-python-slugify", "1.2.4"), "decorator": ("python-decorator", "4.1.2"), "concurrent.futures": ("python-futures", "2.1.4"),
     "docopt": ("python-docopt", "0.6.2"), "ping": ("python-ping", "0.2"), "unidecode": ("python-unidecode", "1.2.0")},
    ["markupsafe", "markupsafe._speedups", "zope.interface", "editable_old", "sample_pkgutil.one", "sample_pkgutil.two", "pip", "wheel"],
    {"tzupdate --help": "usage: tzupdate"},
    ["tabulate==0.8.10", "--no-deps", "--ignore-installed", "tzupdate==1.1.0"], "tzupdate",
)


def three(suite, python, older, newer):
    packaged = {"requests": "requests", "click": "click", "markupsafe": "markupsafe", "markupsafe._speedups": "markupsafe", "yaml": "yaml",
                "yaml._yaml": "yaml", "zope.interface": "zope.interface", "zope.interface._zope_interface_coptimizations": "zope.interface",
                "jaraco.context": "jaraco.context", "tqdm": "tqdm"}
    names = {"yaml": "PyYAML", "markupsafe": "MarkupSafe"}
    pins = {module: ("python3-" + project, newer[names.get(project, project)]) for module, project in packaged.items()}
    pins.update({"sample_pkgutil.one": ("python3-sample-pkgutil-one", "2.0"), "sample_data": ("python3-sample-data", "2.0")})
    return Set(
        suite, python, dict(name="debwright-transition"), "sample-transition-depends",
        ["%s==%s" % pair for pair in newer.items()] + ["sample-pkgutil-one==2.0", "sample-data==2.0", "--find-links", "WHEELS"],
        [["%s==%s" % pair for pair in older.items()] + ["sample-pkgutil-one==1.0", "sample-pkgutil-two==1.0", "sample-data==1.0", "setuptools<81"],
         ["--no-build-isolation", "-e", "/srv/editable-new"],
         ["--no-build-isolation", "--config-settings", "editable_mode=compat", "-e", "/srv/editable-old"]],
        pins,
        ["zope.event", "jaraco.functools", "more_itertools", "sample_pkgutil.two", "editable_new", "editable_old"],
        {"tqdm --version": newer["tqdm"], "sample-data": "sample-data 2.0"},
        ["tabulate==0.9.0", "--no-deps", "--ignore-installed", "tqdm==" + older["tqdm"]], "tqdm",
    )


SETS = {
    "bullseye": KANO,
    "bookworm": three(
        "bookworm", "3.11",
        {"MarkupSafe": "2.1.1", "PyYAML": "6.0", "click": "8.1.3", "requests": "2.28.2", "zope.interface": "5.5.2", "zope.event": "4.6",
         "jaraco.context": "4.3.0", "jaraco.functools": "4.0.2", "tqdm": "4.64.1"},
        {"MarkupSafe": "2.1.5", "PyYAML": "6.0.1", "click": "8.1.7", "requests": "2.31.0", "zope.interface": "6.4", "jaraco.context": "5.3.0",
         "tqdm": "4.66.4"}),
    "trixie": three(
        "trixie", "3.13",
        {"MarkupSafe": "3.0.1", "PyYAML": "6.0.2", "click": "8.1.7", "requests": "2.31.0", "zope.interface": "7.1.0", "zope.event": "5.0",
         "jaraco.context": "5.3.0", "jaraco.functools": "4.0.0", "tqdm": "4.66.4"},
        {"MarkupSafe": "3.0.3", "PyYAML": "6.0.3", "click": "8.3.0", "requests": "2.32.5", "zope.interface": "7.2", "jaraco.context": "6.0.1",
         "tqdm": "4.67.1"}),
}


def wheels(directory):
    """The samples for Python 3: each portion of a pkgutil namespace, and one with a data file that its command reads."""
    os.makedirs(directory)
    for version in ("1.0", "2.0"):
        for portion in ("one", "two"):
            wheel(directory, "sample-pkgutil-" + portion, version, {"sample_pkgutil/__init__.py": PKGUTIL, "sample_pkgutil/%s.py" % portion: "VERSION = %r\n" % version})
        program = (
            "import os, sys\n\n\ndef main():\n    for place in ('share', 'local/share'):\n        path = os.path.join(sys.prefix, place, 'sample-data/words.txt')\n"
            "        if os.path.exists(path):\n            print(open(path).read().strip())\n            return\n    sys.exit('no words')\n")
        wheel(directory, "sample-data", version, {"sample_data.py": program, "data:data/share/sample-data/words.txt": "sample-data %s\n" % version},
              scripts=["sample-data = sample_data:main"])


def checkouts(machine):
    """Source trees on the machine that pip installs in place."""
    for name in ("editable-new", "editable-old"):
        module = name.replace("-", "_")
        machine.write("/srv/%s/setup.py" % name, SETUP % (name, "package_dir={'': 'src'}, packages=['%s']" % module))
        machine.write("/srv/%s/src/%s/__init__.py" % (name, module), "VERSION = '1.0'\n")
    for portion in ("one", "two"):
        name = "pkgutil-" + portion
        machine.write("/srv/%s/setup.py" % name, SETUP % ("sample-" + name, "packages=['sample_pkgutil']"))
        machine.write("/srv/%s/sample_pkgutil/__init__.py" % name, PKGUTIL)
        machine.write("/srv/%s/sample_pkgutil/%s.py" % (name, portion), "VERSION = '1.0'\n")
