"""Writes the benchmark page from kept results: one HTML file without scripts that shows quality beside EASE and
popularity, speed beside other libraries, growth, memory, estimates and updates, and says what was not measured.

usage: ./dev bench --report FILE.html
"""
import html

import common

STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5c6675; --line: #dfe3e8; --paper: #fff; --bar: #3b6fb6;
  --good: #1e7d4f; --bad: #b5472f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #9aa5b4; --line: #323a46; --paper: #171b21;
  --bar: #6a9bdc; --good: #5dc08d; --bad: #e58a72; } }
body { font: 15px/1.5 "Noto Sans", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper);
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
p, .soft { color: var(--soft); } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--soft); } td, th { padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid var(--line); } .n { text-align: right; white-space: nowrap; }
.bar { display: block; height: .55rem; border-radius: 2px; background: var(--bar); min-width: 1px; }
.good { color: var(--good); } .bad { color: var(--bad); } .mark { font-weight: 600; }
code { font-family: "DejaVu Sans Mono", monospace; font-size: .86em; }
"""


def text(value):
    return html.escape(str(value))


def number(value, digits=4):
    return f"{value:.{digits}f}"


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < .1 else f"{value:.2f} s" if value < 100 else f"{value / 60:.1f} min"


def megabytes(value):
    return f"{value / 2**20:,.0f} MB"


def judged(good, yes, no):
    return f'<span class="{"good" if good else "bad"}">{yes if good else no}</span>'


def table(head, rows):
    """Cells of columns whose head starts with > stand right."""
    right = [name.startswith(">") for name in head]
    cell = lambda tag, i, value: f'<{tag}{" class=n" if right[i] else ""}>{value}</{tag}>'
    lines = ["<table><tr>" + "".join(cell("th", i, text(name.lstrip(">"))) for i, name in enumerate(head)) + "</tr>"]
    lines += ["<tr>" + "".join(cell("td", i, value) for i, value in enumerate(row)) + "</tr>" for row in rows]
    return "".join(lines) + "</table>"


def section(title, said, body):
    return f"<h2>{text(title)}</h2><p>{said}</p>{body}"


def board(results):
    parts = []
    for name, entry in results.items():
        metric = entry["metric"]
        runs = {id: run for id, run in entry["runs"].items() if "metrics" in run}
        if "ease" not in runs:
            continue
        best = max(run["metrics"][metric] for run in runs.values())
        ease = runs["ease"]["metrics"][metric]
        rows = []
        for id, run in sorted(runs.items(), key=lambda one: -one[1]["metrics"][metric]):
            value = run["metrics"][metric]
            mark = ('<span class="mark">EASE</span>' if id == "ease" else "popularity" if id == "popularity"
                    else judged(value >= ease, "", "below EASE"))
            rows.append([f"{text(run['name'])}", text(run["family"]), number(value),
                         f'<span class="bar" style="width:{100 * value / best:.1f}%"></span>', mark,
                         seconds(run["fit_seconds"])])
        left = [f"{id}: {run['failed']}" for id, run in entry["runs"].items() if "failed" in run]
        note = f'<p>Left out: {text("; ".join(left))}</p>' if left else ""
        parts.append(section(f"{name}: {metric}", f"Defaults, one seed. <code>{text(entry['protocol'])}</code>",
                             table(["recommender", "family", f">{metric}", "", "", ">fit"], rows) + note))
    return "".join(parts)


def gates(results):
    groups = {}
    for name, gate in results.items():
        groups.setdefault((gate["data"], gate["protocol"]), {})[name] = gate
    rows = []
    for (data, _), group in groups.items():
        ease = next((gate["metrics"] for gate in group.values() if gate["recommender"] == "ease"), {})
        for name, gate in group.items():
            for metric, seen in gate["metrics"].items():
                least = f"{seen['least']:g}" + ("" if seen["most"] >= 1 else f" to {seen['most']:g}")
                below = metric in ease and gate["recommender"] != "ease" and seen["mean"] < ease[metric]["mean"]
                spread = max(seen["all"]) - min(seen["all"])
                rows.append([text(data), f"<code>{text(gate['options'])}</code>", text(metric), number(seen["mean"]),
                             number(spread) if gate["seeds"] > 1 else "", least, judged(seen["reached"], "reached", "missed"),
                             judged(False, "", "below EASE") if below else "", seconds(gate["fit_seconds"])])
    return table(["data", "train", "metric", ">mean", ">spread", ">asked", "", "", ">fit"], rows)


def speed(results):
    rows = []
    for name, seen in results.items():
        peer = seen.get("peer_seconds", seen.get("shell_seconds", seen.get("recorded_peer_seconds")))
        rows.append([f"<code>{text(name)}</code>", text(seen.get("what", "")), seconds(seen["seconds"]),
                     seconds(peer) + " (recorded)" * ("recorded_peer_seconds" in seen) if peer else "", f"{seen['ratio']:.2f}" if "ratio" in seen else ""])
    return table(["work", "", ">Aisle", ">other library", ">ratio"], rows)


def growth(results):
    rows = [[text(name), *(seconds(value) for value in seen["seconds"]), *[""] * (3 - len(seen["seconds"])),
             judged(seen["exponent"] <= 1.1, *2 * [f"{seen['exponent']:.2f}"])] for name, seen in results.items()]
    return table(["recommender", ">10^5 events", ">10^6", ">10^7", ">exponent"], rows)


def memory(results):
    rows = [[text(name), megabytes(seen["peak_bytes"]), megabytes(seen["parts_bytes"]), megabytes(seen["bar_bytes"]),
             judged(seen["within"], "within", "above")] for name, seen in results.items()]
    return table(["recommender", ">peak", ">its parts", ">bar", ""], rows)


def estimates(results):
    ratio = lambda value: judged(common.within_30_percent(value), *2 * [f"{value:.2f}"])
    seconds = lambda measured: [ratio(one["ratio"]) for one in measured]
    memory = lambda measured: [ratio(one["estimated_bytes"] / one["peak_bytes"]) for one in measured]
    rows = [[text(name), *seconds(seen["first"]), *seconds(seen["corrected"]), *memory(seen["first"])]
            for name, seen in results.items()]
    sizes = [">10^5", ">3 10^5", ">10^6"]
    columns = [f">{kind}: {size[1:]}" if n == 0 else size
               for kind in ("first", "corrected", "memory") for n, size in enumerate(sizes)]
    return table(["recommender", *columns], rows)


def updates(results):
    rows = [[text(name), seconds(seen["updated"]["seconds"]), seconds(seen["trained_again"]["seconds"]),
             f"{seen['time_ratio']:.2f}", number(seen["updated"]["NDCG@10"]), number(seen["trained_again"]["NDCG@10"]),
             f"{seen['quality_ratio']:.2f}"] for name, seen in results.items()]
    return table(["recommender", ">update", ">from scratch", ">ratio", ">NDCG@10", ">from scratch", ">ratio"], rows)


SECTIONS = [
    ("board", None, "", board),
    ("quality", "Published figures", "Means over split seeds against what papers and other implementations reach.", gates),
    ("speed", "Speed", "Medians; where another library does the same work, the two took turns in one run.", speed),
    ("growth", "Growth", "Fits on synthetic events over 20,000 products. 1 is linear.", growth),
    ("memory", "Memory", "Peak of the process while fitting; the bar is 1.5 times its parts plus 300 MB.", memory),
    ("estimates", "Estimates", "Estimated over actual seconds, before anything was trained in a project and after one run; "
     "then estimated over actual peak of the process's memory.",
     estimates),
    ("update", "Updates", "90 % of ml-100k was learnt from, then the rest came in.", updates),
]


def main(build, path):
    parts, missing, machine = [], [], {}
    for kind, title, said, show in SECTIONS:
        kept = common.kept(build, kind)
        if not kept or not kept["results"]:
            missing.append(kind)
            continue
        machine = machine or kept["machine"]
        parts.append(section(title, said, show(kept["results"])) if title else show(kept["results"]))
    where = ", ".join(text(value) for value in (machine.get("processor"), f"{machine.get('cores', '?')} cores",
                                                machine.get("system"), machine.get("when")) if value)
    note = f"<p>Not measured here: {text(', '.join(missing))}.</p>" if missing else ""
    page = (f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>Aisle: benchmarks</title><style>{STYLE}</style><h1>Aisle: benchmarks</h1><p>{where}</p>{note}"
            + "".join(parts) + "</html>\n")
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)
    common.say(f"{path} written" + (f"; not measured: {', '.join(missing)}" if missing else ""))
    return 0
