"""Writes small wheels (PEP 427) for the scenarios."""

import base64
import hashlib
import os
import zipfile


def wheel(directory, project, version, files, scripts=(), headers=(), tag="py3-none-any"):
    """A wheel with these members (path -> text); paths beginning with data: go into NAME.data/."""
    stem = f"{project.replace('-', '_')}-{version}"
    info = stem + ".dist-info/"
    members = {(f"{stem}.data/{p[5:]}" if p.startswith("data:") else p): t for p, t in files.items()}
    lines = ["Metadata-Version: 2.1", f"Name: {project}", f"Version: {version}", "Summary: sample", "License: MIT", *headers]
    members[info + "METADATA"] = "\n".join(lines) + "\n\nA project that tests debwright.\n"
    members[info + "WHEEL"] = f"Wheel-Version: 1.0\nGenerator: sample\nRoot-Is-Purelib: true\nTag: {tag}\n"
    if scripts:
        members[info + "entry_points.txt"] = "[console_scripts]\n" + "".join(f"{s}\n" for s in scripts)
    record = ""
    path = os.path.join(directory, f"{stem}-{tag}.whl")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            content = text.encode() if isinstance(text, str) else text
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record += f"\"{name}\",sha256={digest},{len(content)}\n" if "," in name else f"{name},sha256={digest},{len(content)}\n"
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
        archive.writestr(zipfile.ZipInfo(info + "RECORD", (2020, 1, 1, 0, 0, 0)), record + info + "RECORD,,\n")
    return path
