"""Time and quality of updating a kept run with what came since, beside training from scratch: 90 % of a public log is
imported and trained on, then the rest comes in; both are judged on the same test part.

usage: ./dev bench update [RECOMMENDER...]
"""
import json
import tempfile

import common

LOG = "ml-100k/u.data"
SHARE = .9
PROTOCOL = ["--split", "time:0.9,0.05,0.05", "--cutoffs", "10"]
SETTINGS = {"sasrec": ["epochs=20"], "bpr": ["epochs=60"]}


def halves(folder):
    """The oldest lines and the rest; among the latter are new shoppers and products."""
    lines = sorted((common.DATA / LOG).read_text().splitlines(), key=lambda line: int(line.split("\t")[3]))
    cut = int(len(lines) * SHARE)
    for name, part in (("old", lines[:cut]), ("new", lines[cut:])):
        with open(f"{folder}/{name}.tsv", "w") as file:
            file.write("user\titem\trating\ttime\n" + "\n".join(part) + "\n")


def figures(answer):
    return {"seconds": answer["seconds"]["fit"], "NDCG@10": answer["test"]["NDCG@10"]}


def measure(build, folder, recommender):
    project = f"{folder}/{recommender}.aisle"
    words = ["--recommender", recommender, *PROTOCOL]
    for setting in SETTINGS.get(recommender, []):
        words += ["--set", setting]
    common.cli(build, "import", project, f"{folder}/old.tsv")
    before = common.cli(build, "train", project, *words)
    common.cli(build, "import", project, f"{folder}/new.tsv")
    updated = common.cli(build, "update", project, "--run", str(before["run"]))
    again = common.cli(build, "train", project, *words)
    result = {"updated": figures(updated), "trained_again": figures(again)}
    result["time_ratio"] = result["updated"]["seconds"] / max(1e-6, result["trained_again"]["seconds"])
    result["quality_ratio"] = result["updated"]["NDCG@10"] / max(1e-9, result["trained_again"]["NDCG@10"])
    return result


def main(build, words):
    known = common.cli(build, "recommenders")["recommenders"]
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        halves(folder)
        for info in known:
            if info["updates"] and (not words or info["id"] in words):
                common.say("update", info["id"], "...")
                results[info["id"]] = measure(build, folder, info["id"])
                common.keep(build, "update", {info["id"]: results[info["id"]]})
    print(json.dumps(results, indent=1))
    return 0
