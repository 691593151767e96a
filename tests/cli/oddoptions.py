#!/usr/bin/env python3
"""Tries odd values for every option of every command of aisle-cli, each option twice, and each that stands elsewhere.

    tests/cli/oddoptions.py build/release/bin/aisle-cli [COMMAND...] [--accepted]

Which commands and options there are is read from --help. Everything has to end within 20 s, by exit 0, 1 or 2, an error
with one sentence that shows no control characters and no insides. What is no number must be refused (exit 2) where a
number is asked for, so must an option without a value and one that is given twice with different values.
--accepted lists what else ended with exit 0, to be read by somebody."""
import os
import re
import subprocess
import sys
import tempfile

TEXTS = ["", " ", "x", "nan", "inf", "-1", "0", "1e999", "4294967306", "99999999999999999999", "1.5", "1 2", "%1",
         "\x1b[31m", ",", "/dev/null/x", "y" * 5000]
MORE = {"split": ["time", "time:", "time:nan,.5,.5", "time:.5,.5,.5", "random:1e999,0,1", "folds:0:0", "folds:5:5",
                  "folds:99999999999:0", "new-users:.8,.1,.1:2", "time:2020-13-45", "none:x"],
        "candidates": ["uniform:0", "uniform:-1", "uniform:nan", "uniform:99999999999", "uniform:2000000000", "popular:", "all:1"],
        "set": ["l2", "=1", "l2=", "l2=nan", "nothing=1"], "select": ["NDCG", "NDCG@0", "NDCG@-1", "@10", "NDCG@99999999999"],
        "cutoffs": ["5,,10", "5;10", "0", "10001", "5,nan"], "runs": ["1,1", "0,1", "1,2,3", "1;2"],
        "kind-map": ["=", "view", "=view", "view=nothing"], "time-format": ["''", "yyyy'", "%", "%Q"],
        "time-zone": ["PST8PDT,M3", "UTC+25:00", "Europe/Nowhere"], "exclude-items": ["@", "@/no/such", "@."]}
NUMERIC = {"N", "K", "X", "BYTES", "RATIO", "K,K,...", "A,B", "N,..."}
NO_NUMBERS = {"x", "nan", "inf", "1e999", "1 2", "%1", "\x1b[31m", "/dev/null/x", "y" * 5000, "99999999999999999999"}
WORDS_TOO = {"like"}  # takes a word beside numbers
MAY_BE_BLANK = {"separator": [" "], "missing": ["", " "]}
INSIDE = re.compile(r"std::|bad_alloc|basic_string|stoi|QSql|SQLITE|c10::|at::|what\(\)|terminate called|no such table")
SECONDS = 20


def write_log(path):
    with open(path, "w") as log:
        log.write("user,item,event,rating,time\n")
        for user in range(30):
            for event in range(6):
                log.write(f"u{user},i{(user * 3 + event * 5) % 17},{'view' if event % 3 else 'purchase'},{1 + event % 5},"
                          f"{1600000000 + user * 977 + event * 86400}\n")


class Program:
    def __init__(self, path, folder):
        self.path = path
        self.folder = folder
        self.environment = {**os.environ, "GOMP_SPINCOUNT": "1000", "LC_ALL": "C.UTF-8"}

    def run(self, *words):
        try:
            own = [] if any(word.startswith(("--quiet", "--threads")) for word in words) else ["--quiet", "--threads", "1"]
            ended = subprocess.run([self.path, *own, *words], capture_output=True, timeout=SECONDS,
                                   cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return None, "", ""
        return ended.returncode, ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace")


def options_of(program, command):
    """{name: name of its value, or None}"""
    found = {}
    for line in program.run(command, "--help")[1].splitlines():
        match = re.match(r"\s{0,6}(?:-h, )?--([a-z0-9-]+)(?: <([^>]*)>)?", line)
        if match:
            found[match.group(1)] = match.group(2)
    return found


def usual_words(command, kept):
    """Each command as it works; what it writes is written anew."""
    project, log, out = ("shop.aisle" if kept else "new.aisle"), "log.csv", "out.csv"
    return {"import": ["import", "new.aisle", log], "items": ["items", "new.aisle", "items.csv"], "info": ["info", project],
            "rescue": ["rescue", project, "--out", "clean.aisle"], "quarantine": ["quarantine", project],
            "recommenders": ["recommenders"], "train": ["train", project, "--recommender", "popularity"],
            "evaluate": ["evaluate", project, "--run", "1"], "runs": ["runs", project],
            "compare": ["compare", project, "--runs", "1,2"], "update": ["update", project, "--run", "1"],
            "recommend": ["recommend", project, "--run", "1", "--user", "u1"],
            "metrics": ["metrics", "--truth", "truth.csv", "--lists", "lists.csv"],
            "export": ["export", project, "lists", "--run", "1", "--out", out],
            "report": ["report", project, "--out", "out.html"], "doctor": ["doctor"]}.get(command)


def faults_of(command, name, kind, value, ended, twice):
    status, out, err = ended
    if status is None:
        return ["did not end"]
    faults = []
    if status not in (0, 1, 2):
        faults.append(f"ended with {status}")
    if status and not re.search(r"aisle-cli: .*\S\n$", err):
        faults.append("failed without a sentence")
    if INSIDE.search(err):
        faults.append("shows insides: " + err[:200])
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", err) or len(err) > 3000:
        faults.append("controls, or a sentence without an end")
    numeric = kind in NUMERIC and name not in WORDS_TOO
    blank = value is not None and not value.strip() and value not in MAY_BE_BLANK.get(name, [])
    must_refuse = twice or blank or (numeric and value in NO_NUMBERS)
    if must_refuse and status != 2:
        faults.append(f"should be refused, ended with {status}: {(out + err)[:120]!r}")
    return faults


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    with tempfile.TemporaryDirectory() as folder:
        program = Program(os.path.abspath(words[0]), folder)
        write_log(folder + "/log.csv")
        for name, text in {"items.csv": "item,title\ni1,Tea\ni2,Cup\n", "truth.csv": "user,item\nu1,i1\n",
                           "lists.csv": "user,rank,item\nu1,1,i1\n"}.items():
            with open(f"{folder}/{name}", "w") as file:
                file.write(text)
        for made in (["import", "shop.aisle", "log.csv"], ["train", "shop.aisle", "--recommender", "popularity"],
                     ["train", "shop.aisle", "--recommender", "random"]):
            status, _, err = program.run(*made)
            assert status == 0, err
        kept = open(folder + "/shop.aisle", "rb").read()
        commands = words[1:] or re.findall(r"^  ([a-z]+)  ", program.run("--help")[1], re.MULTILINE)
        tried = faulty = 0
        accepted = []
        for command in commands:
            usual = usual_words(command, True)
            if usual is None:
                print(f"{command}: how it is called usually stands nowhere in this script")
                faulty += 1
                continue
            for name, kind in options_of(program, command).items():
                if name in ("help", "h"):
                    continue
                base = list(usual)
                if f"--{name}" in base:
                    at = base.index(f"--{name}")
                    del base[at:at + 2]
                repeatable = name in ("set", "user")
                calls = [([f"--{name}={value}"], value, False) for value in TEXTS + MORE.get(name, [])] if kind else [([f"--{name}=x"], "x", True)]
                if kind and not repeatable:
                    calls.append(([f"--{name}=1", f"--{name}=2"], None, True))
                for extra, value, twice in calls:
                    for rest in ("new.aisle", "clean.aisle", "out.csv", "out.html"):
                        if os.path.exists(f"{folder}/{rest}"):
                            os.remove(f"{folder}/{rest}")
                    with open(folder + "/shop.aisle", "wb") as file:
                        file.write(kept)
                    ended = program.run(*base, *extra)
                    tried += 1
                    for fault in faults_of(command, name, kind, value, ended, twice):
                        print(f"{command} {' '.join(extra)[:80]!r}: {fault}", flush=True)
                        faulty += 1
                    if ended[0] == 0:
                        accepted.append(f"{command} {' '.join(extra)[:60]!r}")
        if "--accepted" in sys.argv:
            print("\n".join(accepted))
        print(f"{tried} calls, {faulty} faults, {len(accepted)} accepted")
        return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
