"""Whether this build still says what an earlier one said, to the byte: every recommender's lists, figures and reasons on
MovieLens 100K (leave-last-out, seed 1, two threads; three epochs of those that learn by epochs, else the defaults).

usage: ./dev bench same --keep FOLDER [--cli AISLE-CLI]      what this build (or that program) says
       ./dev bench same --against FOLDER [RECOMMENDER...]    names every recommender that differs; 1 if any does
"""
import argparse
import filecmp
import json
import pathlib
import subprocess
import tempfile

import common

EPOCHS = 3
KEPT = ("parameters", "shape", "leak", "repeats", "best_epoch", "validation", "test", "users_evaluated", "users_skipped",
        "parameters_count")


def ask(cli, *words):
    answer = subprocess.run([cli, "--json", "--quiet", "--threads", "2", "--device", "cpu", *words], capture_output=True, text=True)
    if answer.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: {answer.stderr.strip()}")
    return json.loads(answer.stdout)


def say_what(cli, project, info, folder):
    words = ["--set", f"epochs={EPOCHS}"] if any(one["key"] == "epochs" for one in info["parameters"]) else []
    trained = ask(cli, "train", project, "--recommender", info["id"], "--split", "leave-last-out", "--seed", "1",
                  "--lists-out", str(folder / f"{info['id']}.csv"), *words)
    if "error" in trained:  # what the data lacks: no categories, no links
        (folder / f"{info['id']}.json").write_text(json.dumps(trained, indent=1))
        return
    listed = ask(cli, "recommend", project, "--run", str(trained["run"]), "--user", "13", "--explain")
    said = {key: trained.get(key) for key in KEPT}
    said["losses"] = [[epoch["loss"], epoch["validation"]] for epoch in trained.get("epochs") or []]
    said["reasons"] = [listed_one["items"] for listed_one in listed["lists"]]
    (folder / f"{info['id']}.json").write_text(json.dumps(said, indent=1, sort_keys=True))


def keep(cli, folder, only=()):
    data = common.DATA / "ml-100k"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        project = str(pathlib.Path(temporary) / "ml.aisle")
        ask(cli, "import", project, str(data / "u.data"))
        ask(cli, "items", project, str(data / "u.item"))
        known = ask(cli, "recommenders")["recommenders"]
        for info in sorted(known, key=lambda one: "runs" in one["needs"]):  # those built upon runs come last
            if not only or info["id"] in only or "runs" in info["needs"]:
                common.say("same", info["id"], "...")
                say_what(cli, project, info, folder)


def main(build, words):
    parser = argparse.ArgumentParser(prog="./dev bench same", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recommenders", nargs="*")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--against", type=pathlib.Path)
    parser.add_argument("--cli", default=str(pathlib.Path(build) / "bin" / "aisle-cli"))
    options = parser.parse_args(words)
    if options.keep:
        keep(options.cli, options.keep, options.recommenders)
        return 0
    if not options.against:
        parser.error("--keep or --against")
    with tempfile.TemporaryDirectory() as temporary:
        now = pathlib.Path(temporary)
        keep(options.cli, now, options.recommenders)
        names = sorted(path.name for path in now.iterdir())
        same, differing, missing = filecmp.cmpfiles(options.against, now, names, shallow=False)
    print(json.dumps({"same": len(same), "differing": differing, "missing": missing}, indent=1))
    return 1 if differing or missing else 0
