"""What the scorers say of a corpus: counts a text, sums, and intervals by resampling texts.

The scorers are those beside the annotations (`KG_TEST_DATA`): `gold/score.py` for articles, `bench/score.py` for
sentences. What they leave out, who receives a visitor and who carries a letter, is counted here on the same matches.
"""

from __future__ import annotations

import importlib.util
import json
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from kg.extraction.gazetteer import lookup

RESAMPLES = 1000
SENTENCE_RESAMPLES = 200
LOW, HIGH = 0.025, 0.975
ROLE_KEYS = {
    "visitor": ("Visit", "participants", "visitors"),
    "host": ("Visit", "hosts", "hosts"),
    "carrier": ("Letter", "carrier", "carrier"),
    "sender": ("Letter", "sender", "sender"),
    "recipient": ("Letter", "recipient", "recipient"),
    "imposer": ("Sanction", "imposer", "imposer"),
    "target": ("Sanction", "target", "target"),
}
"""Role -> event type, key in the interchange form, key in the annotations."""

SENTENCE_TYPES = {
    "Meeting": "meeting",
    "Visit": "visit",
    "PhoneCall": "call",
    "Letter": "letter",
    "Sanction": "sanction",
}
SENTENCE_ROLES = ("participants", "hosts", "sender", "recipient", "carrier", "imposer", "target")


def load_module(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


# ---------------------------------------------------------------------------------------------------- articles
def count_articles(scorer, gold, system):
    """One counter for each annotated text, in their order: the scorer's counts and the roles'."""
    by_file = {scorer.fkey(row["file"]): row for row in system}
    counts = []
    for annotated in gold:
        found = by_file.get(scorer.fkey(annotated["file"]))
        tally, _ = scorer.score_article(annotated, found)
        counts.append(tally + count_roles(scorer, annotated, found or {"persons": [], "events": []}))
    return counts


def count_roles(scorer, annotated, found):
    """Fillers of each role on the best match of each event: `<role>_tp`, `_fp`, `_fn`."""
    gold = scorer.Gold(annotated)
    system = scorer.Sys(found, gold)
    tally = Counter()
    for event in gold.events:
        if event.get("optional"):
            continue
        best, quality = None, 0.0
        for candidate in system.events:
            compared = scorer.compare(gold, system, event, candidate)
            if compared is None or compared[0] < 0.5 or scorer.contradiction(event, candidate):
                continue
            worth = compared[0] + bool(compared[4]) + scorer.ev_any(candidate["evidence"], event["evidence"])
            if worth > quality:
                best, quality = candidate["raw"], worth
        if best is None:
            continue
        for role, (type_name, system_key, gold_key) in ROLE_KEYS.items():
            if event["type"] == type_name == best["type"]:
                wanted = {gold.key_id(item) for item in event.get(gold_key, [])}
                keys = {name: gold.key_name(name, system.smap) for name in names_of(best.get(system_key))}
                # the state visited is as host neither right nor wrong where no annotator names it (decision 13)
                given = {key for name, key in keys.items() if key in wanted or role != "host" or not is_state(name)}
                tally[role + "_tp"] += len(wanted & given)
                tally[role + "_fn"] += len(wanted - given)
                tally[role + "_fp"] += len(given - wanted)
    return tally


def is_state(name):
    """Whether a name is a state's."""
    entry = lookup(name)
    return entry is not None and entry.kind == "state"


def names_of(value):
    """Names of a role's fillers: strings or objects, one or many."""
    values = value if isinstance(value, list) else [value] if value else []
    return [item if isinstance(item, str) else item["name"] for item in values]


def article_figures(scorer, counts):
    """Name -> value of all figures of a corpus of articles; None where there is nothing to measure."""
    total = Counter()
    for tally in counts:
        total.update(tally)
    summary = scorer.summary(total)
    figures = {"persons F": summary["persons_strict"]["F"]}
    figures |= {f"events {key}": summary["events"][key] for key in "PRF"}
    for name, scores in summary["events_by_type"].items():
        figures |= {f"{name} {key}": scores[key] for key in "PRF"} if scores["tp"] + scores["fn"] else {}
    figures["participants F"] = summary["participants"]["F"]
    for name in ("roles", "date_compatible", "date_exact", "place_compatible", "place_exact"):
        figures[name.replace("_", " ")] = summary[name]["acc"]
    for name in ("status_exact", "status_lenient", "occurred_or_not", "evidence"):
        figures[name.replace("_", " ")] = summary[name]["acc"]
    for role in ROLE_KEYS:
        if total[role + "_tp"] + total[role + "_fn"]:
            scores = scorer.prf(total[role + "_tp"], total[role + "_fp"], total[role + "_fn"])
            figures[f"{role} F"] = scores["F"]
    return figures


def article_intervals(scorer, counts):
    """Name -> (low, high): the middle 95 % over resampled texts."""
    chance = random.Random(0)
    return middle([article_figures(scorer, chance.choices(counts, k=len(counts))) for _ in range(RESAMPLES)])


def middle(samples):
    """Name -> (low, high) over samples of figures."""
    values = {}
    for sample in samples:
        for name, value in sample.items():
            if value is not None:
                values.setdefault(name, []).append(value)
    result = {}
    for name, drawn in values.items():
        drawn.sort()
        result[name] = (drawn[int(LOW * len(drawn))], drawn[min(int(HIGH * len(drawn)), len(drawn) - 1)])
    return result


# ---------------------------------------------------------------------------------------------------- sentences
def as_prediction(identifier, extraction):
    """An article in the interchange form as a row of predictions, participants as written."""
    events = []
    for event in extraction["events"]:
        if event["type"] in SENTENCE_TYPES:
            written = [
                item if isinstance(item, str) else item.get("mention") or item["name"]
                for role in SENTENCE_ROLES
                for item in (event.get(role) or [])
            ]
            events.append({"type": SENTENCE_TYPES[event["type"]], "status": event["status"], "participants": written})
    return {"id": identifier, "events": events}


_LINES = {
    "MEET": r"^MEET +TP.* P ([\d.]+) R ([\d.]+) F1 ([\d.]+) ",
    "CORR": r"^CORR +TP.* P ([\d.]+) R ([\d.]+) F1 ([\d.]+) ",
    "SANC": r"^SANC +TP.* P ([\d.]+) R ([\d.]+) F1 ([\d.]+) ",
    "MEET asserted": r"^MEET +asserted-as-actual: .* P ([\d.]+) R ([\d.]+) F1 ([\d.]+) ",
    "SANC asserted": r"^SANC +asserted-as-actual: .* P ([\d.]+) R ([\d.]+) F1 ([\d.]+) ",
    "participants": r"^participants over all relevant rows: P ([\d.]+) R ([\d.]+) F1 ([\d.]+)",
}
_EXACT = r"^EXACT EVENT .*: ([\d.]+); with status class too: ([\d.]+)"
_FALSE = r"^MEET +asserted-as-actual: TP (\d+) FP (\d+)"
_FIRES = r"fires on ([\d.]+)/1000"


def sentence_figures(script, rows, predictions, folder):
    """Name -> value of all figures of a corpus of sentences.

    Args:
        script: the scorer's file.
        rows, predictions: annotated sentences and what was found, in the same order.
        folder: where the scorer's input may be written.
    """
    bench, found = Path(folder) / "bench.jsonl", Path(folder) / "found.jsonl"
    with bench.open("w", encoding="utf-8") as gold, found.open("w", encoding="utf-8") as system:
        for number, (row, prediction) in enumerate(zip(rows, predictions, strict=True)):
            gold.write(json.dumps({**row, "id": str(number)}) + "\n")
            system.write(json.dumps({**prediction, "id": str(number)}) + "\n")
    command = [sys.executable, str(script), str(found), "--bench", str(bench)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if not re.search(_EXACT, text, re.MULTILINE):
        raise ValueError(f"the scorer {script} said nothing of exact events: {text[:200]!r}")
    figures = {}
    for name, pattern in _LINES.items():
        if match := re.search(pattern, text, re.MULTILINE):
            figures |= {f"{name} {key}": float(value) for key, value in zip("PRF", match.groups(), strict=True)}
    if match := re.search(_EXACT, text, re.MULTILINE):
        figures |= {"exact event": float(match[1]), "exact event with status": float(match[2])}
    if match := re.search(_FALSE, text, re.MULTILINE):
        figures |= {"MEET asserted right": float(match[1]), "MEET asserted wrong": float(match[2])}
    figures["fires per 1000 negatives"] = sum(float(value) for value in re.findall(_FIRES, text))
    return figures


def sentence_intervals(script, rows, predictions, folder):
    """Name -> (low, high) over resampled sentences."""
    chance = random.Random(0)
    samples = []
    for _ in range(SENTENCE_RESAMPLES):
        drawn = chance.choices(range(len(rows)), k=len(rows))
        samples.append(
            sentence_figures(script, [rows[item] for item in drawn], [predictions[item] for item in drawn], folder)
        )
    return middle(samples)
