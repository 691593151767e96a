"""Estimated against actual time and memory of trainings, at three sizes each: as a new project estimates (`first`), and
once the project has a run of that recommender with other parameters (`corrected`).

usage: ./dev bench estimates [RECOMMENDER...]
"""
import json
import statistics
import subprocess
import tempfile

import common

ROWS = [100_000, 300_000, 1_000_000]
PROTOCOL = ["--split", "user-random:0.8,0.1,0.1", "--cutoffs", "10", "--no-test", "--patience", "0"]
# what is trained first, then what is estimated again
TRAININGS = {
    "popularity": ([], []),
    "item-knn": (["neighbours=100"], ["neighbours=200"]),
    "ease": ([], ["l2=100"]),
    "bpr": (["epochs=10", "factors=64"], ["epochs=20", "factors=32"]),
    "ials": (["epochs=5", "factors=64"], ["epochs=8", "factors=32"]),
    "sasrec": (["epochs=2", "factors=32", "loss=bce"], ["epochs=3", "factors=64", "loss=bce"]),
    "mult-vae": (["epochs=5"], ["epochs=8"]),
    "lightgcn": (["epochs=3"], ["epochs=5"]),
}


def compared(build, project, recommender, settings):
    words = [project, "--recommender", recommender, *PROTOCOL]
    for setting in settings:
        words += ["--set", setting]
    estimate = common.cli(build, "train", *words, "--estimate")
    answer = common.cli(build, "train", *words)
    return {"estimated_seconds": estimate["fit_seconds"], "seconds": answer["seconds"]["fit"],
            "ratio": estimate["fit_seconds"] / answer["seconds"]["fit"],
            "estimated_bytes": estimate["memory_bytes"], "peak_bytes": answer["peak_memory_bytes"],
            "memory_ratio": estimate["memory_bytes"] / answer["peak_memory_bytes"]}


def main(build, words):
    known = {info["id"] for info in common.cli(build, "recommenders")["recommenders"]}
    chosen = [name for name in words or TRAININGS if name in known]
    results = {name: {"rows": ROWS, "first": [], "corrected": []} for name in chosen}
    with tempfile.TemporaryDirectory() as folder:
        for rows in ROWS:
            log, project = f"{folder}/{rows}.csv", f"{folder}/{rows}.aisle"
            subprocess.run([f"{build}/bin/aisle-makelog", "--users", str(rows // 25), "--items", str(rows // 100),
                            str(rows), log], check=True)
            common.cli(build, "import", project, log)
            for name in chosen:
                common.say("estimates", name, rows, "...")
                first, second = TRAININGS[name]
                results[name]["first"].append(compared(build, project, name, first))
                results[name]["corrected"].append(compared(build, project, name, second))
    for result in results.values():
        for kind in ("first", "corrected"):
            result[f"{kind}_within_30_percent"] = all(common.within_30_percent(one["ratio"]) for one in result[kind])
        result["memory_within_30_percent"] = all(common.within_30_percent(one["memory_ratio"]) for one in result["first"])
        result["median_ratio"] = statistics.median(one["ratio"] for one in result["corrected"])
    common.keep(build, "estimates", results)
    print(json.dumps(results, indent=1))
    enough = min(5, len(results))
    return 0 if all(sum(result[kind] for result in results.values()) >= enough
                    for kind in ("first_within_30_percent", "memory_within_30_percent")) else 1
