"""Builds a wheel as PEP 517 has it: as nobody, without network, with the target's Python (2.7 too).

usage: workshop.py TASK.json, or workshop.py hook TASK.json HOOK with the environment's Python.
A task has: step (`prepare` or `build`), work and out (directories), archive (a file, or empty where
`work/src` is filled), subdirectory, backend, backend_path, environment (`new` or `kept`), wheels (for
it), tools (pip's directory), settings. What the backend asks for further goes to the file `answer` as
JSON; what the backend prints is not listened to.
"""
from __future__ import print_function

import importlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile

LEGACY = sys.version_info[0] == 2


def unpack(archive, directory):
    os.mkdir(directory)
    if archive.endswith('.zip'):
        with zipfile.ZipFile(archive) as source:
            source.extractall(directory)
            for member in source.infolist():
                path = os.path.join(directory, member.filename)
                # Python's zipfile forgets modes.
                if (member.external_attr >> 16) & 0o111 and os.path.isfile(path):
                    os.chmod(path, 0o755)
    else:
        with tarfile.open(archive) as source:
            # Names and links were looked at before; nobody owns the files but who unpacks them.
            if hasattr(tarfile, 'tar_filter'):
                source.extractall(directory, filter='tar')
            else:
                source.extractall(directory)
    # What an archive says of modes does not matter to a wheel, but for programs.
    for place, directories, files in os.walk(directory):
        for name in directories + files:
            path = os.path.join(place, name)
            if not os.path.islink(path):
                program = os.path.isdir(path) or os.stat(path).st_mode & 0o111
                os.chmod(path, 0o755 if program else 0o644)


def only_directory(directory):
    names = os.listdir(directory)
    path = os.path.join(directory, names[0]) if len(names) == 1 else ''
    return path if os.path.isdir(path) else directory


def place_source(task):
    source = os.path.join(task['work'], 'src')
    if task['archive']:
        unpacked = os.path.join(task['work'], 'unpacked')
        unpack(task['archive'], unpacked)
        os.rename(only_directory(unpacked), source)


def environment(task):
    directory = os.path.join(task['work'], 'env')
    shutil.rmtree(directory, ignore_errors=True)
    options = ['install', '--no-index', '--no-deps', '--ignore-installed', '--no-compile', '--quiet']
    if LEGACY:
        python, pip = sys.executable, [sys.executable, '-m', 'pip']
        options += ['--target', directory]
        os.mkdir(directory)
    else:
        import venv
        # With neither pip nor the system's packages: nothing but what was resolved.
        venv.EnvBuilder(symlinks=True).create(directory)
        python = os.path.join(directory, 'bin', 'python')
        pip = [python, task['tools']]
    if task['wheels']:
        subprocess.check_call(pip + options + task['wheels'])


def call(task, path, name):
    variables = dict(os.environ)
    directory = os.path.join(task['work'], 'env')
    variables['PATH'] = os.path.join(directory, 'bin') + os.pathsep + variables['PATH']
    python = os.path.join(directory, 'bin', 'python')
    if LEGACY:
        python = sys.executable
        variables['PYTHONPATH'] = directory
    return subprocess.call([python, os.path.abspath(__file__), 'hook', path, name], env=variables)


def hook(task, name):
    source = os.path.join(task['work'], 'src', task['subdirectory'])
    os.chdir(source)
    # Not the directory of this file: what lies there is no module.
    del sys.path[0]
    # PEP 517, "In-tree build backends": before all others, and the backend must come from there.
    inside = [os.path.normpath(os.path.join(source, each)) for each in task['backend_path']]
    sys.path[:0] = inside
    module, _, attributes = task['backend'].partition(':')
    backend = importlib.import_module(module)
    if inside:
        at = os.path.realpath(getattr(backend, '__file__', None) or '')
        if not any(at.startswith(os.path.realpath(each) + os.sep) for each in inside):
            sys.exit('the backend `%s` is not in its backend-path' % module)
    for attribute in filter(None, attributes.split('.')):
        backend = getattr(backend, attribute)
    if name == 'build_wheel':
        backend.build_wheel(task['out'], task['settings'])
    else:
        requires = getattr(backend, name, lambda settings: [])(task['settings'])
        answer = json.dumps({'requires': [str(each) for each in requires]})
        with io.open(task['answer'], 'w', encoding='utf-8') as file:
            file.write(answer if not LEGACY else answer.decode('utf-8'))


def main():
    is_hook = sys.argv[1] == 'hook'
    path = sys.argv[2 if is_hook else 1]
    with io.open(path, encoding='utf-8') as file:
        task = json.load(file)
    if LEGACY:
        task = dict((key, encoded(value)) for key, value in task.items())
    if is_hook:
        hook(task, sys.argv[3])
        return
    if task['step'] == 'prepare':
        place_source(task)
    if task['environment'] == 'new':
        environment(task)
    name = 'build_wheel' if task['step'] == 'build' else 'get_requires_for_build_wheel'
    sys.exit(call(task, path, name))


def encoded(value):
    # Backends of that age know `str` alone.
    if isinstance(value, list):
        return [encoded(each) for each in value]
    return value.encode('utf-8') if hasattr(value, 'encode') else value


if __name__ == '__main__':
    main()
