"""The most memory each recommender holds while it learns, beside what its parts come to: parameters, the optimiser's
two moments and the gradient where it learns by epochs, events with both matrices. The bar is 1.5 times that plus 300 MB.

usage: ./dev bench memory [RECOMMENDER...]
"""
import json

import common

EVENTS, USERS, ITEMS = 400_000, 15_000, 20_000
ALLOWANCE = 300 << 20
SETTINGS = {"epochs": 1, "max-length": 50}


def measure(build, recommender):
    seen = common.fit(build, recommender, EVENTS, USERS, ITEMS, **SETTINGS)
    parameters = seen["parameters_count"] * 4
    parts = parameters * (4 if seen["iterative"] else 1) + seen["data_bytes"]
    return {"peak_bytes": seen["peak_bytes"], "parameters_bytes": parameters, "parts_bytes": parts,
            "bar_bytes": int(1.5 * parts) + ALLOWANCE, "estimated_bytes": seen["estimated_bytes"],
            "within": seen["peak_bytes"] <= 1.5 * parts + ALLOWANCE}


def main(build, words):
    known = common.cli(build, "recommenders")["recommenders"]
    results = {}
    for info in known:
        if (words and info["id"] not in words) or set(info["needs"]) - {"times"}:
            continue
        common.say("memory", info["id"], "...")
        results[info["id"]] = measure(build, info["id"])
        common.keep(build, "memory", {info["id"]: results[info["id"]]})
    print(json.dumps(results, indent=1))
    return 0 if all(result["within"] for result in results.values()) else 1
