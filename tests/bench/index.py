#!/usr/bin/env python3
"""A generated Simple API on loopback, in the shape of a real one, that counts what it is asked.

  index.py [--shape wide|lockstep|mutual|sliding] [--latency MS]

  wide      97 projects of 60 releases and 300 files each, four requirements apiece; ask for p000
  lockstep  alpha N requires beta N, 1,500 of each; beta requires gamma>=2 but for the oldest 200;
            ask for alpha and gamma<2
  mutual    as lockstep, and beta N requires alpha N
  sliding   as lockstep, but beta N requires gamma>=N, gamma has 1,500 releases too, and gamma<200
            is asked for

Prints 'URL http://127.0.0.1:PORT/simple/'. GET /-/count gives what was asked since the last
/-/reset: {"requests": n, "bytes": n, "metadata": n}, the last being the release files looked into.
"""
import argparse, functools, hashlib, http.server, io, json, re, sys, threading, time, urllib.parse, zipfile

parser = argparse.ArgumentParser()
parser.add_argument("--shape", default="wide", choices=("wide", "lockstep", "mutual", "sliding"))
parser.add_argument("--latency", type=float, default=0)
options = parser.parse_args()
PROJECTS, RELEASES, OLD = 97, 1500, 200
TAGS = ("py3-none-any", "cp311-cp311-macosx_11_0_arm64", "cp311-cp311-win_amd64", "cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64")
lock, asked, looked = threading.Lock(), {"requests": 0, "bytes": 0}, set()


def releases(project):
    """Versions of a project and what each requires, oldest first."""
    if options.shape == "wide":
        number = int(project[1:]) if re.fullmatch(r"p\d{3}", project) else PROJECTS
        if number >= PROJECTS:
            return {}
        later = sorted({(number * step + step) % PROJECTS for step in (1, 2, 3, 5)} - set(range(number + 1)))
        needs = [f"p{n:03}>=1.{n % 20},<3" for n in {number + 1, *later} if n < PROJECTS]
        return {f"1.{minor}": needs + ['p001[extra]>=1 ; extra == "test"'] for minor in range(60)}
    sliding = options.shape == "sliding"
    if project == "alpha":
        return {f"1.{n}": [f"beta==1.{n}"] for n in range(RELEASES)}
    if project == "beta":
        mutual = [f"alpha==1.{{}}"] if options.shape == "mutual" else []
        return {f"1.{n}": [need.format(n) for need in mutual]
                + [f"gamma>={n}" if sliding else "gamma<2" if n < OLD else "gamma>=2"] for n in range(RELEASES)}
    if project == "gamma":
        return {str(n): [] for n in range(RELEASES)} if sliding else {"1.0": [], "2.0": []}
    return {}


@functools.lru_cache(None)
def page(project):
    """The project's page; only the newest release's wheel has its true digest, as no other is fetched whole."""
    known = releases(project)
    lines = []
    for version in known:
        newest = version == list(known)[-1]
        names = [f"{project}-{version}-{tag}.whl" for tag in (TAGS if options.shape == "wide" else TAGS[:1])]
        for name in names + [f"{project}-{version}.tar.gz"]:
            true = newest and name.endswith("any.whl")
            digest = hashlib.sha256(wheel(project, version) if true else name.encode()).hexdigest()
            lines.append(f'<a href="/files/{digest[:2]}/{digest[2:62]}/{name}#sha256={digest}" data-requires-python="&gt;=3.8"'
                         f' data-upload-time="2024-01-02T03:04:05.678901Z">{name}</a><br/>')
    head = '<!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.0"></head><body>\n'
    return (head + "\n".join(lines) + "\n</body></html>\n").encode() if known else None


@functools.lru_cache(None)
def wheel(project, version):
    info = f"{project}-{version}.dist-info/"
    needs = "".join(f"Requires-Dist: {need}\n" for need in releases(project)[version])
    files = {
        f"{project}.py": "#" * 300_000 + "\n",
        info + "WHEEL": "Wheel-Version: 1.0\nGenerator: bench\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        info + "METADATA": f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\nRequires-Python: >=3.8\nProvides-Extra: test\n{needs}\n" + "Text for people.\n" * 200,
        info + "RECORD": "",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm = "HTTP/1.1", True

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        path = urllib.parse.unquote(self.path)
        if path == "/-/count":
            return self.answer(200, json.dumps({**asked, "metadata": len(looked)}).encode())
        if path == "/-/reset":
            asked.update(requests=0, bytes=0)
            looked.clear()
            return self.answer(200, b"{}")
        with lock:
            asked["requests"] += 1
        time.sleep(options.latency / 1000)
        name = path.rstrip("/").rsplit("/", 1)[-1]
        if path.startswith("/simple/"):
            body = page(name)
            return self.answer(200 if body else 404, body or b"no such project", "text/html")
        match = re.fullmatch(r"([a-z0-9]+)-([0-9.]+)-py3-none-any\.whl", name)
        if not match or match[2] not in releases(match[1]):
            return self.answer(404, b"no such file")
        with lock:
            looked.add(name)
        self.file(wheel(match[1], match[2]))

    def file(self, body):
        size = len(body)
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range") or "")
        if not wanted or self.command == "HEAD":
            return self.answer(200, body, "application/octet-stream")
        first = int(wanted[1]) if wanted[1] else max(0, size - int(wanted[2]))
        last = min(size - 1, int(wanted[2])) if wanted[1] and wanted[2] else size - 1
        self.answer(206, body[first:last + 1], "application/octet-stream", f"bytes {first}-{last}/{size}")

    def answer(self, status, body, kind="application/json", content_range=""):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Accept-Ranges", "bytes")
        if content_range:
            self.send_header("Content-Range", content_range)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
            with lock:
                asked["bytes"] += len(body)


http.server.ThreadingHTTPServer.request_queue_size = 256
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
for name in [f"p{n:03}" for n in range(PROJECTS)] + ["alpha", "beta", "gamma"]:
    page(name)
print(f"URL http://127.0.0.1:{server.server_port}/simple/", flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
server.serve_forever()
