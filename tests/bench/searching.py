"""Search: what rankers find of the judged queries of Icecat, what misspelt queries lose, and how long an answer takes
among a million titles, beside SQLite's FTS5 in the same run.

usage: ./dev bench search [quality] [misspelt] [million]
"""
import csv
import gzip
import json
import random
import shutil
import sqlite3
import statistics
import tempfile
import time

import common

ICECAT = "icecat-search/products.csv.gz"
JUDGED = "icecat-search/Broad_Query_Set_rated.csv"
COLUMNS = ["--query", "query", "--item", "docid", "--grade", "rating"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
QUERIES = ["hp laserjet toner", "usb cable black", "wireless mouse", "notebook 15.6 i5 8gb", "keybord"]
BEGINNINGS = ["las", "usb c", "wireless mo", "kezbo"]


def rows():
    with open(common.DATA / JUDGED) as file:
        return list(csv.DictReader(file))


def judged(build, project, *words):
    answer = common.cli(build, "queries", project, "judge", *words)
    return {"NDCG@10": answer["NDCG@10"], "interval": answer["intervals"]["NDCG@10"], "queries": answer["queries"]}


def edited(query, draw):
    """One letter of the longest word dropped, added, replaced, or swapped with the next."""
    words = query.split()
    at = max(range(len(words)), key=lambda i: len(words[i]))
    word, place, letter = words[at], draw.randrange(len(words[at])), draw.choice(LETTERS)
    kind = draw.choice("dars")
    if kind == "a":
        word = word[:place] + letter + word[place:]
    elif kind == "r":
        word = word[:place] + letter + word[place + 1:]
    elif kind == "d" and len(word) > 1:
        word = word[:place] + word[place + 1:]
    elif len(word) > 1:
        place = draw.randrange(len(word) - 1)
        word = word[:place] + word[place + 1] + word[place] + word[place + 2:]
    words[at] = word
    return " ".join(words)


def misspelt(build, project, folder, seed):
    draw, names, all_rows = random.Random(seed), {}, rows()
    for row in all_rows:
        if row["query"] not in names:
            name = edited(row["query"], draw)
            names[row["query"]] = row["query"] if name in names.values() else name
    copy, file = f"{folder}/misspelt{seed}.aisle", f"{folder}/misspelt{seed}.csv"
    shutil.copy(project, copy)
    with open(file, "w") as out:
        writer = csv.writer(out)
        writer.writerow(["query", "docid", "rating"])
        writer.writerows([names[row["query"]], row["docid"], row["rating"]] for row in all_rows)
    common.cli(build, "queries", copy, "import", file, *COLUMNS)
    return judged(build, copy, "--ranker", "lexical")["NDCG@10"]


def of_icecat(build, folder, words):
    project, results = f"{folder}/icecat.aisle", {}
    common.cli(build, "items", project, str(common.DATA / ICECAT))
    common.cli(build, "search", project, "cable", "--ranker", "lexical")  # makes the index
    if "misspelt" in words:
        seeds = [misspelt(build, project, folder, seed) for seed in range(1, 6)]
        results["misspelt"] = {"lexical": seeds, "mean": statistics.mean(seeds)}
    common.cli(build, "queries", project, "import", str(common.DATA / JUDGED), *COLUMNS)
    results["lexical"] = judged(build, project, "--ranker", "lexical")
    results["hybrid, builtin"] = judged(build, project)
    if "quality" in words and (common.ROOT / ".models/all-MiniLM-L6-v2").exists():
        common.cli(build, "features", project, "encode", "minilm", "--text", "title", "--encoder",
                   str(common.ROOT / ".models/all-MiniLM-L6-v2"))
        results["semantic, MiniLM on titles"] = judged(build, project, "--ranker", "semantic", "--features", "minilm")
        results["hybrid, MiniLM on titles"] = judged(build, project, "--features", "minilm")
    if "misspelt" in results:
        results["misspelt"]["lost"] = 1 - results["misspelt"]["mean"] / results["lexical"]["NDCG@10"]
    return results


def write_million(file):
    """Titles pieced together from two of Icecat's each."""
    csv.field_size_limit(1 << 30)
    with gzip.open(common.DATA / ICECAT, "rt") as packed:
        titles = [row["title"].split() for row in csv.DictReader(packed)]
    draw = random.Random(1)
    with open(file, "w") as out:
        writer = csv.writer(out)
        writer.writerow(["item_id", "title"])
        for number in range(1_000_000):
            one, other = draw.choice(titles), draw.choice(titles)
            writer.writerow([number, " ".join(one[:draw.randint(3, 8)] + other[draw.randint(0, 3):][:draw.randint(2, 5)])])


def fts5(file, folder):
    """The same titles under SQLite's own full-text search, ten best by its BM25."""
    database = sqlite3.connect(f"{folder}/fts.db")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(title, tokenize='porter unicode61')")
    begin = time.perf_counter()
    with open(file) as text:
        reader = csv.reader(text)
        next(reader)
        database.executemany("INSERT INTO t(title) VALUES(?)", ((row[1],) for row in reader))
    database.commit()
    built = time.perf_counter() - begin
    times = {}
    for query in QUERIES:
        words = " OR ".join(f'"{word}"' for word in query.split())
        begin = time.perf_counter()
        database.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (words,)).fetchall()
        times[query] = 1000 * (time.perf_counter() - begin)
    return {"build_seconds": built, "milliseconds": times}


def among_a_million(build, folder):
    file, project = f"{folder}/million.csv", f"{folder}/million.aisle"
    write_million(file)
    common.cli(build, "items", project, file)
    begin = time.perf_counter()
    common.cli(build, "search", project, QUERIES[0], "--ranker", "lexical")
    built = time.perf_counter() - begin
    answers = {query: statistics.median(common.cli(build, "search", project, query, "--ranker", "lexical")["milliseconds"]
                                        for _ in range(3)) for query in QUERIES}
    endings = {text: common.cli(build, "search", project, "--suggest", text)["milliseconds"] for text in BEGINNINGS}
    other = fts5(file, folder)
    return {"build_seconds": built, "milliseconds": answers, "suggest_milliseconds": endings, "fts5": other,
            "ratio": statistics.median(answers[query] / other["milliseconds"][query] for query in QUERIES)}


def main(build, words):
    words = words or ["quality", "misspelt", "million"]
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        if {"quality", "misspelt"} & set(words):
            results["icecat"] = of_icecat(build, folder, words)
        if "million" in words:
            results["million"] = among_a_million(build, folder)
    common.keep(build, "search", results)
    print(json.dumps(results, indent=1))
    return 0
