from __future__ import annotations

import json
from pathlib import Path

from kg.language.pipeline import digest_folder, model_folder

CARD = Path(__file__).parents[3] / "docs/model-card.md"


def test_the_card_is_of_the_packaged_model_and_quotes_its_scores():
    card = CARD.read_text(encoding="utf-8")
    scores = json.loads((model_folder() / "scores.json").read_text(encoding="utf-8"))["scores"]
    assert digest_folder(model_folder()) in card
    for title, row in scores["names"].items():
        cells = " | ".join(f"{row[key]:.1f}" for key in ("person", "org", "loc", "all"))
        assert f"| {title} | {cells} |" in card
