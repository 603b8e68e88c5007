# Prints what pip's "download" is configured for, as pip itself reads its files and variables.
# Lines are name=value, the value percent-escaped; a list is one line an element.
import sys
sys.path[:] = [place for place in sys.path if place]  # never modules of the current directory
import os
from urllib.parse import quote
import pip
from pip._internal.commands import create_command
from pip._internal.configuration import get_configuration_files

options = create_command("download").parse_args(["x"])[0]


def say(name, value):
    for one in value if isinstance(value, (list, tuple, set, frozenset)) else [value]:
        if one is not None:
            print(name + "=" + quote(str(one), safe=""))


for name in ("index_url", "extra_index_urls", "find_links", "no_index", "cert", "client_cert",
             "trusted_hosts", "proxy", "timeout", "retries", "pre", "prefer_binary", "require_hashes"):
    say(name, getattr(options, name, None))
say("no_binary", sorted(options.format_control.no_binary))
say("only_binary", sorted(options.format_control.only_binary))
say("file", [file for files in get_configuration_files().values() for file in files])
say("file", [os.environ["PIP_CONFIG_FILE"]] if os.environ.get("PIP_CONFIG_FILE") else [])
say("file", [sys.executable, pip.__file__])
say("pip", pip.__version__)
