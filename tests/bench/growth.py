"""How time grows with events: fits at 10^5, 10^6 and 10^7 synthetic events over one catalogue and the exponent between.

usage: ./dev bench growth [RECOMMENDER...] [--most 1e6]
"""
import argparse
import json
import math

import common

SIZES = [10**5, 10**6, 10**7]
ITEMS = 20000
EVENTS_A_USER = 25
# Softmax over the catalogue costs the same a target at every size; its 10^7 events would only take long.
SETTINGS = {"popularity": {}, "item-knn": {}, "ials": {"epochs": 2, "factors": 64}, "bpr": {"epochs": 1, "factors": 64},
            "sasrec": {"epochs": 1, "loss": "bce", "negatives": 1}}


def exponent(sizes, seconds):
    """Slope of the least-squares line through the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum((a - mean_x) ** 2 for a in x)


def measure(build, recommender, sizes):
    seconds = []
    for events in sizes:
        common.say("growth", recommender, events, "...")
        seconds.append(common.fit(build, recommender, events, users=events // EVENTS_A_USER, items=ITEMS,
                                  runs=3 if events < 10**7 else 1, **SETTINGS[recommender])["seconds"])
    return {"events": sizes, "seconds": seconds, "exponent": exponent(sizes, seconds), "settings": SETTINGS[recommender]}


def main(build, words):
    arguments = argparse.ArgumentParser(prog="./dev bench growth")
    arguments.add_argument("recommenders", nargs="*", choices=[*SETTINGS, []])
    arguments.add_argument("--most", type=float, default=1e7)
    given = arguments.parse_args(words)
    sizes = [size for size in SIZES if size <= given.most]
    results = {}
    for name in given.recommenders or SETTINGS:
        results[name] = measure(build, name, sizes)
        common.keep(build, "growth", {name: results[name]})
    print(json.dumps(results, indent=1))
    return 0 if all(result["exponent"] <= 1.1 for result in results.values()) else 1
