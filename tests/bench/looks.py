"""Pictures in recommendations, on a made-up shop: no public log at hand has pictures, so tastes are planted. Its products
are the photographs of clothing-images, its shoppers like two kinds of garment each and now and then anything else. What
kind a product is Aisle is not told: only the pictures say it. Judged on products that nobody had.

usage: ./dev bench looks [RECOMMENDER...]     (default: popularity, random, bpr, content, vbpr, dropoutnet, sasrec)
"""
import json
import random
import shutil
import tempfile

import common

PICTURES = "clothing-images/validation"
NETWORK = "models/squeezenet1_1_fp16.safetensors"
SHOPPERS, PURCHASES, OTHERWISE = 600, 10, .1
PROTOCOL = ["--split", "new-products:0.8,0.1,0.1", "--candidates", "new", "--cutoffs", "10"]
TABLES = {"network": ["--encoder", str(common.DATA / NETWORK), "--preprocess", "caffe"], "colours": []}
RECOMMENDERS = ["popularity", "random", "bpr", "content", "vbpr", "dropoutnet", "sasrec"]


def shop(folder):
    """Copies the photographs under numbers, writes the log and a catalogue that says nothing."""
    files = sorted((common.DATA / PICTURES).glob("*/*.jpg"))
    for number, file in enumerate(files):
        shutil.copy(file, f"{folder}/shots/{number}.jpg")
    kinds = [file.parent.name for file in files]
    of_kind = {kind: [n for n, own in enumerate(kinds) if own == kind] for kind in sorted(set(kinds))}
    draw = random.Random(1)
    with open(f"{folder}/log.csv", "w") as log:
        log.write("user,item,time\n")
        for shopper in range(SHOPPERS):
            tastes = draw.sample(list(of_kind), 2)
            wanted = [draw.randrange(len(kinds)) if draw.random() < OTHERWISE else draw.choice(of_kind[draw.choice(tastes)])
                      for _ in range(PURCHASES)]
            for place, item in enumerate(dict.fromkeys(wanted)):
                log.write(f"u{shopper},{item},2024-01-{1 + place:02d}\n")
    with open(f"{folder}/goods.csv", "w") as goods:
        goods.write("item,title\n" + "".join(f"{n},Garment\n" for n in range(len(kinds))))


def interval(build, project, runs):
    answer = common.cli(build, "compare", project, "--runs", f"{runs[0]},{runs[1]}")
    own = next(each for each in answer["metrics"] if each["metric"] == "NDCG@10")
    return [own["low"], own["high"]]


def measure(build, project, names):
    taking = {info["id"] for info in common.cli(build, "recommenders")["recommenders"] if info["takes_features"]}
    results, runs = {}, {}
    for name in names:
        for table in TABLES if name in taking else [None]:
            key = f"{name} with {table}" if table else name
            common.say("looks", key, "...")
            words = ["--features", table] if table else []
            trained = common.cli(build, "train", project, "--recommender", name, *PROTOCOL, *words)
            runs[key] = trained["run"]
            results[key] = {"NDCG@10": trained["test"]["NDCG@10"], "seconds": trained["seconds"]["fit"]}
            if "random" in runs and key != "random":
                results[key]["over_random"] = interval(build, project, (runs["random"], runs[key]))
    return results


def main(build, words):
    with tempfile.TemporaryDirectory() as folder:
        (common.pathlib.Path(folder) / "shots").mkdir()
        shop(folder)
        project = f"{folder}/shop.aisle"
        common.cli(build, "import", project, f"{folder}/log.csv")
        common.cli(build, "items", project, f"{folder}/goods.csv")
        for table, options in TABLES.items():
            common.cli(build, "features", project, "encode", table, "--images", f"{folder}/shots", *options)
        results = measure(build, project, words or RECOMMENDERS)
    common.keep(build, "looks", results)
    print(json.dumps(results, indent=1))
    return 0
