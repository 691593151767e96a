#!/usr/bin/env python3
"""Imports every file that is named (or lies in a folder that is) into a project of its own, after a dry run, and adds up
what is said of its lines.

    tests/cli/lineaccounts.py build/release/bin/aisle-cli FILE|FOLDER...

    lines = headers + blank + comments + skipped + continuations + data_lines, and as many as the file has
    rows = events + rejected + duplicates, the reasons add up to rejected, info finds as many events

A file that is refused has to say so in one sentence; nothing of it may be left."""
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

PARTS = ("headers", "blank", "comments", "skipped", "continuations", "data_lines")
SEPARATE = (".zip", ".json", ".html", ".sqlite", ".npy", ".png", ".jpg")  # lines mean nothing there, or belong to members


def lines_of(path):
    """As a reader of text counts them: by LF, CR LF, or CR alone; UTF-16 by its mark, or by zeros beside plain letters."""
    data = (gzip.open if path.endswith(".gz") else open)(path, "rb").read()
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            data = data.decode(encoding, "replace").encode()
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = data[first:2000:2].count(0)
        if zeros > .8 * len(data[first:2000:2]) and data[1 - first:2000:2].count(0) == 0:
            data = data.decode(encoding, "replace").encode()
    if not data:
        return 0
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data.count(b"\n") + (not data.endswith(b"\n"))


def files_of(names):
    for name in names:
        if os.path.isdir(name):
            for folder, _, files in sorted(os.walk(name)):
                yield from (os.path.join(folder, file) for file in sorted(files))
        else:
            yield name


def answer(program, *words):
    ended = subprocess.run([program, "--json", "--quiet", "--threads", "1", *words], capture_output=True, timeout=120)
    try:
        said = json.loads(ended.stdout)
    except ValueError:
        return ended.returncode, None
    return ended.returncode, said


def faults_of(program, path, folder):
    project = os.path.join(folder, "own.aisle")
    for left in ("", "-wal", "-shm"):
        if os.path.exists(project + left):
            os.remove(project + left)
    faults = []
    for dry in (["--dry-run"], []):
        status, said = answer(program, "import", project, path, *dry)
        where = "dry run" if dry else "import"
        if said is None or status not in (0, 1, 2):
            return [f"{where}: ended with {status} and no answer"], None
        if status:
            sentence = said.get("error", {}).get("message", "")
            if not re.fullmatch(r".+[.?)]", sentence, re.DOTALL):
                faults.append(f"{where}: refused without a sentence: {sentence!r}")
        if os.path.exists(project) and (dry or status):
            faults.append(f"{where}: left a project")
        if dry and not status and not said.get("recognised"):
            faults.append("dry run: says nothing of what it recognised")
    if status:
        return faults, None
    parts = {name: said.get(name) for name in ("lines", *PARTS, "rows", "events", "rejected", "duplicates")}
    missing = [name for name, value in parts.items() if value is None]
    if missing:
        return [*faults, f"says nothing of {', '.join(missing)}"], parts
    if parts["lines"] != sum(parts[name] for name in PARTS):
        faults.append(f"lines do not add up: {parts}")
    if not path.endswith(SEPARATE) and parts["lines"] != lines_of(path):
        faults.append(f"{lines_of(path)} lines in the file, said {parts['lines']}")
    if parts["rows"] != parts["events"] + parts["rejected"] + parts["duplicates"]:
        faults.append(f"rows do not add up: {parts}")
    if sum(said.get("reasons", {}).values()) != parts["rejected"]:
        faults.append(f"{parts['rejected']} rejected, reasons {said.get('reasons')}")
    counted = answer(program, "info", project)[1]
    if counted is None or counted.get("events") != parts["events"]:
        faults.append(f"{parts['events']} events stored, info says {counted and counted.get('events')}")
    return faults, parts


def main():
    program, counts = os.path.abspath(sys.argv[1]), {"files": 0, "imported": 0, "refused": 0, "faulty": 0}
    with tempfile.TemporaryDirectory() as folder:
        for path in files_of(sys.argv[2:]):
            faults, sums = faults_of(program, path, folder)
            counts["files"] += 1
            counts["imported" if sums else "refused"] += 1
            counts["faulty"] += bool(faults)
            print(f"{counts['files']} {os.path.basename(path)}: {'imported' if sums else 'refused'}", file=sys.stderr, flush=True)
            for fault in faults:
                print(f"{path}: {fault}", flush=True)
    print(json.dumps(counts))
    return 1 if counts["faulty"] else 0


if __name__ == "__main__":
    sys.exit(main())
