"""The board of the benchmark page: recommenders with their defaults on the public sets under the usual protocols, one
seed, next to EASE and popularity. What a recommender needs and a set lacks is left out. Takes hours for all.

usage: ./dev bench board [--data NAME,...] [--seconds N] [RECOMMENDER...]
"""
import argparse
import json
import subprocess
import tempfile

import common
import quality

# name: (imports, protocol, metric)
SETS = {
    "ml-100k": ([quality.ML_100K], quality.RANDOM_SPLIT, "NDCG@10"),
    "lastfm": (quality.LASTFM, quality.FIXED, "Recall@20"),
    "beauty": ([quality.BEAUTY], quality.LAST_OUT, "NDCG@10"),
}
ALWAYS = ["popularity", "ease"]


def attempt(build, project, recommender, protocol, seconds):
    try:
        out = subprocess.run([f"{build}/bin/aisle-cli", "--json", "--quiet", "train", project, "--recommender", recommender,
                              *protocol], capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {"failed": f"not done after {seconds} s"}
    answer = json.loads(out.stdout)
    if out.returncode:
        return {"failed": answer["error"]["message"]}
    return {"metrics": answer["test"], "fit_seconds": answer["seconds"]["fit"], "epochs": answer["best_epoch"],
            "peak_memory_bytes": answer["peak_memory_bytes"]}


def main(build, words):
    arguments = argparse.ArgumentParser(prog="./dev bench board")
    arguments.add_argument("recommenders", nargs="*")
    arguments.add_argument("--data", default=",".join(SETS))
    arguments.add_argument("--seconds", type=int, default=1800, help="give a recommender up after so long")
    given = arguments.parse_args(words)
    known = common.cli(build, "recommenders")["recommenders"]
    chosen = [info for info in known if info["id"] in [*ALWAYS, *given.recommenders] or not given.recommenders]
    results = (common.kept(build, "board") or {"results": {}})["results"]
    with tempfile.TemporaryDirectory() as folder:
        for name in given.data.split(","):
            imports, protocol, metric = SETS[name]
            path = common.project(build, folder, imports)
            entry = results.setdefault(name, {"protocol": " ".join(protocol), "metric": metric, "runs": {}})
            for info in chosen:
                if info["id"] in ALWAYS and info["id"] in entry["runs"] and info["id"] not in given.recommenders:
                    continue
                common.say("board", name, info["id"], "...")
                one = attempt(build, path, info["id"], protocol, given.seconds)
                entry["runs"][info["id"]] = {**one, "name": info["name"], "family": info["family"]}
                common.keep(build, "board", {name: entry})
    print(json.dumps(results, indent=1))
    return 0
