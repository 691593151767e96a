"""How much longer trainings take while others use every core: beside as many endless loops as there are cores a training
gets half of each, so twice the time is what it costs, and the bar is three times (waiting threads that spin would make it
ten). Quiet and busy runs take turns; medians.

usage: ./dev bench busy [--runs N] [RECOMMENDER...]
"""
import argparse
import json
import os
import statistics
import subprocess
import sys

import common

BAR = 3
EVENTS, USERS, ITEMS = 100_000, 1_000, 1_700
SETTINGS = {"sasrec": {"epochs": 2}, "ials": {"epochs": 8}, "lightgcn": {"epochs": 2}, "ease": {}, "bpr": {"epochs": 20}}


class Busy:
    """As many processes that never rest as there are cores."""

    def __enter__(self):
        self.loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count())]

    def __exit__(self, *_):
        for loop in self.loops:
            loop.kill()
            loop.wait()


def seconds(build, recommender):
    return common.fit(build, recommender, EVENTS, USERS, ITEMS, **SETTINGS.get(recommender, {}))["seconds"]


def measure(build, recommender, runs):
    quiet, busy = [], []
    for _ in range(runs):
        quiet.append(seconds(build, recommender))
        with Busy():
            busy.append(seconds(build, recommender))
    ratio = statistics.median(busy) / statistics.median(quiet)
    return {"quiet_seconds": statistics.median(quiet), "busy_seconds": statistics.median(busy), "ratio": ratio, "within": ratio <= BAR}


def main(build, words):
    parser = argparse.ArgumentParser(prog="./dev bench busy", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recommenders", nargs="*", default=list(SETTINGS))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(words)
    results = {}
    for recommender in options.recommenders:
        common.say("busy", recommender, "...")
        results[recommender] = measure(build, recommender, options.runs)
        common.keep(build, "busy", {recommender: results[recommender]})
    print(json.dumps(results, indent=1))
    return 0 if all(result["within"] for result in results.values()) else 1
