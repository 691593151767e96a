"""What the benchmarks share: the command line, public data sets as projects, and results that the report is made from."""
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("AISLE_DATA", ROOT.parent / "shared" / "data"))
SHIPPED = ROOT / "tests" / "bench" / "results"  # of the machine that the last release was measured on


def cli(build, *arguments, check=True):
    out = subprocess.run([f"{build}/bin/aisle-cli", "--json", "--quiet", *arguments], capture_output=True, text=True)
    if out.returncode and check:
        sys.exit(f"aisle-cli {' '.join(arguments)}: {out.stderr}")
    return json.loads(out.stdout)


def project(build, folder, imports):
    """A project of some imports, `[command, file of the data sets, options...]` each; made once in a folder."""
    path = f"{folder}/{abs(hash(json.dumps(imports)))}.aisle"
    if not os.path.exists(path):
        for command, file, *options in imports:
            cli(build, command, path, str(DATA / file), *options)
    return path


def fit(build, recommender, events, users=29858, items=40981, runs=1, **settings):
    """Fits on synthetic events in a process of its own; see aisle_bench --fit."""
    words = [word for key, value in settings.items() for word in ("--set", f"{key.replace('_', '-')}={value}")]
    out = subprocess.run([f"{build}/bin/aisle_bench", "--fit", recommender, "--events", str(events), "--users", str(users),
                          "--items", str(items), "--runs", str(runs), *words], capture_output=True, text=True)
    if out.returncode:
        sys.exit(f"{recommender}: {out.stderr}")
    return json.loads(out.stdout)


def within_30_percent(ratio):
    return .7 <= ratio <= 1.3


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return {"cores": os.cpu_count(), "processor": model, "system": f"{platform.system()} {platform.machine()}",
            "when": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")}


def keep(build, kind, results):
    """Adds results of a kind (speed, quality, growth, ...) to those that ./dev bench --report shows."""
    path = pathlib.Path(build) / "bench" / f"{kind}.json"
    path.parent.mkdir(exist_ok=True)
    known = json.loads(path.read_text())["results"] if path.exists() else {}
    path.write_text(json.dumps({"machine": machine(), "results": {**known, **results}}, indent=1))


def kept(build, kind):
    """What keep() has, else what was shipped; None when there is neither."""
    for path in (pathlib.Path(build) / "bench" / f"{kind}.json", SHIPPED / f"{kind}.json"):
        if path.exists():
            return json.loads(path.read_text())
    return None
