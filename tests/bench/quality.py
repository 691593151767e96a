"""Accuracy against published figures: each gate imports a public data set, trains by the command line under the stated
protocol and compares. Hyperparameters are defaults or stand here; they were chosen on validation data.

usage: ./dev bench quality [GATE...]     prints one JSON object; exit status 1 when a gate is missed
"""
import json
import statistics
import sys
import tempfile

import common

ML_100K = ["import", "ml-100k/u.data"]
LASTFM = ["import", "lightgcn-lastfm/data1.txt", "--part", "train"], ["import", "lightgcn-lastfm/test1.txt", "--part", "test"]
JOURNEY = (["import", "complete-journey/transactions_sample.csv.gz"], ["items", "complete-journey/products.csv.gz"])
BEAUTY = ["import", "amazon-beauty/Beauty.txt"]
PLAYS = ["import", "lastfm-kg/user_artists.dat"]

YOOCHOOSE = (["import", "yoochoose-100k/yoochoose-clicks-100k_train_full.txt", "--part", "train"],
             ["import", "yoochoose-100k/yoochoose-clicks-100k_test.txt", "--part", "test"])

RANDOM_SPLIT = ["--split", "user-random:0.8,0.1,0.1", "--cutoffs", "10"]
LAST_OUT = ["--split", "leave-last-out", "--cutoffs", "10"]
EACH_NEXT = ["--split", "fixed", "--targets", "each-next", "--mask", "none", "--cutoffs", "20"]
FIXED = ["--split", "fixed", "--cutoffs", "20"]
FOLDS = ["--split", "folds:5:{fold}"]  # one fold a seed
AGAINST_99 = ["--split", "leave-last-out", "--candidates", "uniform:99", "--min-user-events", "20",
              "--min-item-events", "5", "--cutoffs", "10"]
U1 = ["import", "ml-100k/u1.base", "--part", "train"], ["import", "ml-100k/u1.test", "--part", "test"]

PLAIN = ["--preset", "plain"]

# name: (imports, train options, seeds, {metric: (least, most)})
GATES = {
    "ml-100k ease": ([ML_100K], ["--recommender", "ease", *RANDOM_SPLIT], 5, {"NDCG@10": (.334, 1)}),
    "ml-100k ease plain": ([ML_100K], ["--recommender", "ease", *PLAIN, "--set", "l2=300", *RANDOM_SPLIT], 5,
                           {"NDCG@10": (.318, .337)}),
    "ml-100k item-knn": ([ML_100K], ["--recommender", "item-knn", *RANDOM_SPLIT], 5, {"NDCG@10": (.268, 1)}),
    "ml-100k user-knn": ([ML_100K], ["--recommender", "user-knn", *RANDOM_SPLIT], 5, {"NDCG@10": (.28, 1)}),
    "ml-100k rp3beta": ([ML_100K], ["--recommender", "rp3beta", *RANDOM_SPLIT], 5, {"NDCG@10": (.275, 1)}),
    "ml-100k popularity": ([ML_100K], ["--recommender", "popularity", *RANDOM_SPLIT], 5, {"NDCG@10": (.133, .148)}),
    "ml-100k bpr": ([ML_100K], ["--recommender", "bpr", *RANDOM_SPLIT], 5, {"NDCG@10": (.277, 1)}),
    "ml-100k turbo-cf": ([ML_100K], ["--recommender", "turbo-cf", *RANDOM_SPLIT], 5, {"NDCG@10": (0, 1)}),
    "ml-100k sansa": ([ML_100K], ["--recommender", "sansa", *RANDOM_SPLIT], 5, {"NDCG@10": (.334, 1)}),
    "ml-100k gmf": ([ML_100K], ["--recommender", "gmf", *RANDOM_SPLIT], 5, {"NDCG@10": (.32, 1)}),
    "ml-100k neumf": ([ML_100K], ["--recommender", "neumf", *RANDOM_SPLIT], 5, {"NDCG@10": (.32, 1)}),
    "ml-100k mult-vae": ([ML_100K], ["--recommender", "mult-vae", *RANDOM_SPLIT], 5, {"NDCG@10": (.30, 1)}),
    "ml-100k recvae": ([ML_100K], ["--recommender", "recvae", *RANDOM_SPLIT], 5, {"NDCG@10": (.30, 1)}),
    "ml-100k mult-dae": ([ML_100K], ["--recommender", "mult-dae", *RANDOM_SPLIT], 5, {"NDCG@10": (.30, 1)}),
    "ml-100k lightgcn": ([ML_100K], ["--recommender", "lightgcn", *RANDOM_SPLIT], 5, {"NDCG@10": (.28, 1)}),
    "ml-100k xsimgcl": ([ML_100K], ["--recommender", "xsimgcl", *RANDOM_SPLIT], 5, {"NDCG@10": (.30, 1)}),
    "ml-100k directau": ([ML_100K], ["--recommender", "directau", *RANDOM_SPLIT], 5, {"NDCG@10": (.28, 1)}),
    "ml-100k ultragcn": ([ML_100K], ["--recommender", "ultragcn", *RANDOM_SPLIT], 5, {"NDCG@10": (.28, 1)}),
    "plays directau": ([PLAYS], ["--recommender", "directau", *RANDOM_SPLIT], 1, {"NDCG@10": (.19, 1)}),
    "plays ultragcn": ([PLAYS], ["--recommender", "ultragcn", *RANDOM_SPLIT], 1, {"NDCG@10": (.19, 1)}),
    "plays popularity": ([PLAYS], ["--recommender", "popularity", *RANDOM_SPLIT], 5, {"NDCG@10": (0, 1)}),
    "plays ease": ([PLAYS], ["--recommender", "ease", *RANDOM_SPLIT], 5, {"NDCG@10": (.211, 1)}),
    "plays ease plain": ([PLAYS], ["--recommender", "ease", *PLAIN, *RANDOM_SPLIT], 5, {"NDCG@10": (.198, 1)}),
    "plays lightgcn": ([PLAYS], ["--recommender", "lightgcn", *RANDOM_SPLIT], 1, {"NDCG@10": (.19, 1)}),
    "plays xsimgcl": ([PLAYS], ["--recommender", "xsimgcl", *RANDOM_SPLIT], 1, {"NDCG@10": (.20, 1)}),
    "lastfm lightgcn": (LASTFM, ["--recommender", "lightgcn", *FIXED], 1, {"Recall@20": (.26, 1)}),
    "ml-100k ials": ([ML_100K], ["--recommender", "ials", *RANDOM_SPLIT], 5, {"NDCG@10": (.325, 1)}),
    "ml-100k slim": ([ML_100K], ["--recommender", "slim", *RANDOM_SPLIT], 5, {"NDCG@10": (.32, 1)}),
    "ml-100k u1 mf": (U1, ["--recommender", "mf", "--split", "fixed"], 1, {"RMSE": (0, .935), "MAE": (0, .737)}),
    "ml-100k u1 svdpp": (U1, ["--recommender", "svdpp", "--split", "fixed"], 1, {"RMSE": (0, .915), "MAE": (0, .737)}),
    "ml-100k folds mf": ([ML_100K], ["--recommender", "mf", *FOLDS], 5, {"RMSE": (0, .925)}),
    "ml-100k folds svdpp": ([ML_100K], ["--recommender", "svdpp", *FOLDS], 5, {"RMSE": (0, .905)}),
    "ml-100k last popularity": ([ML_100K], ["--recommender", "popularity", *AGAINST_99], 5, {"HitRate@10": (0, 1)}),
    "ml-100k last ease": ([ML_100K], ["--recommender", "ease", *AGAINST_99], 5, {"HitRate@10": (.60, 1)}),
    "ml-100k last ials": ([ML_100K], ["--recommender", "ials", *AGAINST_99], 5, {"HitRate@10": (.61, 1)}),
    "ml-100k last slim": ([ML_100K], ["--recommender", "slim", *AGAINST_99], 5, {"HitRate@10": (.60, 1)}),
    "lastfm ease": (LASTFM, ["--recommender", "ease", *FIXED], 1, {"Recall@20": (.274, 1)}),
    "lastfm ease plain": (LASTFM, ["--recommender", "ease", *PLAIN, "--set", "l2=100", *FIXED], 1,
                          {"Recall@20": (.2606, .2616), "NDCG@20": (.2073, .2083)}),
    "lastfm turbo-cf": (LASTFM, ["--recommender", "turbo-cf", *FIXED], 1, {"Recall@20": (.25, 1)}),
    "lastfm sansa": (LASTFM, ["--recommender", "sansa", *FIXED], 1, {"Recall@20": (.27, 1)}),
    "lastfm recvae": (LASTFM, ["--recommender", "recvae", *FIXED], 1, {"Recall@20": (.25, 1)}),
    "lastfm popularity": (LASTFM, ["--recommender", "popularity", *FIXED], 1,
                          {"Recall@20": (.0362, .0379), "NDCG@20": (.0206, .0219)}),
    "lastfm rp3beta": (LASTFM, ["--recommender", "rp3beta", *FIXED], 1, {"Recall@20": (.258, 1)}),
    "lastfm item-knn": (LASTFM, ["--recommender", "item-knn", *FIXED], 1, {"Recall@20": (.25, 1)}),
    "journey popularity seen": (JOURNEY, ["--recommender", "popularity", "--mask", "seen", "--cutoffs", "10"], 1, {"NDCG@10": (0, 1)}),
    "journey content seen": (JOURNEY, ["--recommender", "content", "--mask", "seen", "--cutoffs", "10"], 1, {"NDCG@10": (.0288, 1)}),
    "journey popularity": (JOURNEY, ["--recommender", "popularity", "--mask", "none", "--cutoffs", "10"], 1, {"NDCG@10": (0, 1)}),
    "journey content": (JOURNEY, ["--recommender", "content", "--mask", "none", "--cutoffs", "10"], 1, {"NDCG@10": (.0379, 1)}),
    "beauty ease plain": ([BEAUTY], ["--recommender", "ease", *PLAIN, "--set", "l2=100", *LAST_OUT], 1,
                          {"HitRate@10": (.0689, .0699), "NDCG@10": (.0369, .0379)}),
    "beauty popularity": ([BEAUTY], ["--recommender", "popularity", *LAST_OUT], 1, {"NDCG@10": (0, 1)}),
    "beauty fpmc": ([BEAUTY], ["--recommender", "fpmc", *LAST_OUT], 1, {"NDCG@10": (.03, 1)}),
    "beauty sasrec bce": ([BEAUTY], ["--recommender", "sasrec", "--set", "loss=bce", *LAST_OUT], 1, {"NDCG@10": (.0318, 1)}),
    "beauty sasrec softmax": ([BEAUTY], ["--recommender", "sasrec", "--set", "loss=softmax", *LAST_OUT], 1, {"NDCG@10": (.050, 1)}),
    "beauty bsarec": ([BEAUTY], ["--recommender", "bsarec", *LAST_OUT], 1, {"NDCG@10": (.055, 1)}),
    "beauty bsarec as published": ([BEAUTY], ["--recommender", "bsarec", "--preset", "as-published", *LAST_OUT], 1,
                                   {"NDCG@10": (.055, 1)}),
    "beauty lrurec": ([BEAUTY], ["--recommender", "lrurec", *LAST_OUT], 1, {"NDCG@10": (.046, 1)}),
    "beauty esasrec": ([BEAUTY], ["--recommender", "esasrec", "--patience", "50", *LAST_OUT], 1,
                       {"HitRate@10": (.0928, 1), "NDCG@10": (.0523, 1)}),
    "beauty hstu": ([BEAUTY], ["--recommender", "hstu", "--patience", "50", *LAST_OUT], 1,
                    {"HitRate@10": (.0788, 1), "NDCG@10": (.0439, 1)}),
    "beauty bert4rec": ([BEAUTY], ["--recommender", "bert4rec", *LAST_OUT], 1, {"NDCG@10": (.030, 1)}),
    "beauty gru4rec": ([BEAUTY], ["--recommender", "gru4rec", *LAST_OUT], 1, {"NDCG@10": (.018, 1)}),
    "beauty caser": ([BEAUTY], ["--recommender", "caser", *LAST_OUT], 1, {"NDCG@10": (.017, 1)}),
    "beauty published iclrec": ([BEAUTY], ["--recommender", "sasrec", "--weights", str(common.DATA / "models/ICLRec-Beauty.safetensors"),
                                           "--set", "epochs=0", "--split", "leave-last-out", "--cutoffs", "5,10,20"], 1,
                                {"HitRate@5": (.04995, .05005), "NDCG@5": (.03255, .03265), "HitRate@10": (.07435, .07445),
                                 "NDCG@10": (.04025, .04035), "HitRate@20": (.10575, .10585), "NDCG@20": (.04825, .04835)}),
    "yoochoose popularity": (YOOCHOOSE, ["--recommender", "popularity", *EACH_NEXT], 1, {"MRR@20": (0, 1)}),
    "yoochoose ease": (YOOCHOOSE, ["--recommender", "ease", *EACH_NEXT], 1, {"MRR@20": (0, 1)}),
    "yoochoose vsknn": (YOOCHOOSE, ["--recommender", "vsknn", *EACH_NEXT], 1, {"HitRate@20": (.67, 1), "MRR@20": (.355, 1)}),
    "yoochoose association-rules": (YOOCHOOSE, ["--recommender", "association-rules", *EACH_NEXT], 1,
                                    {"HitRate@20": (.655, 1), "MRR@20": (.335, 1)}),
    "yoochoose sequential-rules": (YOOCHOOSE, ["--recommender", "sequential-rules", *EACH_NEXT], 1,
                                   {"HitRate@20": (.645, 1), "MRR@20": (.345, 1)}),
    "yoochoose sr-gnn": (YOOCHOOSE, ["--recommender", "sr-gnn", *EACH_NEXT], 1, {"HitRate@20": (.66, 1), "MRR@20": (.35, 1)}),
    "yoochoose gru4rec": (YOOCHOOSE, ["--recommender", "gru4rec", *EACH_NEXT], 1, {"HitRate@20": (.66, 1), "MRR@20": (.35, 1)}),
}


def protocol(options):
    """What figures must share to be compared: all options but the recommender and its parameters."""
    words, skipped = [], {"--recommender", "--set", "--preset", "--validate-every", "--patience", "--weights"}
    for option, value in zip(options[::2], options[1::2]):
        if option not in skipped:
            words += [option, value]
    return " ".join(words)


def run(build, folder, gate):
    imports, options, seeds, bars = GATES[gate]
    path = common.project(build, folder, imports)
    figures, seconds = {metric: [] for metric in bars}, []
    for seed in range(1, seeds + 1):
        asked = [word.format(fold=seed - 1) for word in options]
        answer = common.cli(build, "train", path, *asked, "--seed", str(seed))
        seconds.append(answer["seconds"]["fit"])
        for metric in bars:
            figures[metric].append(answer["test"][metric])
    result = {"data": imports[0][1], "recommender": options[1], "protocol": protocol(options),
              "options": " ".join(options).replace(f"{common.DATA}/", ""),
              "seeds": seeds, "fit_seconds": statistics.mean(seconds), "metrics": {}}
    for metric, (least, most) in bars.items():
        mean = statistics.mean(figures[metric])
        result["metrics"][metric] = {"mean": mean, "all": figures[metric], "least": least, "most": most,
                                     "reached": least <= mean <= most}
    return result


def main(build, names):
    if not common.DATA.exists():
        sys.exit(f"{common.DATA} is not there: set AISLE_DATA")
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for gate in names or GATES:
            common.say(gate, "...")
            results[gate] = run(build, folder, gate)
            common.keep(build, "quality", {gate: results[gate]})
    print(json.dumps(results, indent=2))
    return 0 if all(metric["reached"] for gate in results.values() for metric in gate["metrics"].values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
