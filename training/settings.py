"""The settings of a training run: one place for every number that was chosen."""

from __future__ import annotations

from dataclasses import dataclass

SEED = 20190611


@dataclass(frozen=True, slots=True)
class NetSettings:
    """Shape and schedule of one network (spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`).

    `rows` are the buckets of NORM, PREFIX, SUFFIX and SHAPE; `batch_words` the first and last batch size in words.
    """

    width: int
    depth: int
    rows: tuple[int, int, int, int]
    hidden_width: int
    dropout: float
    learn_rate: float
    warmup_steps: int
    steps: int
    total_steps: int
    eval_frequency: int
    batch_words: tuple[int, int]


TEACHER = NetSettings(
    width=128, depth=4, rows=(10000, 2500, 5000, 3000), hidden_width=96, dropout=0.15, learn_rate=0.002,
    warmup_steps=250, steps=4000, total_steps=4400, eval_frequency=500, batch_words=(300, 1200),
)  # fmt: skip
"""Two networks of this shape parse what has no trees: one saw the treebanks alone, one our augmentation too."""

UD = NetSettings(
    width=128, depth=4, rows=(14000, 3500, 7000, 4000), hidden_width=96, dropout=0.15, learn_rate=0.002,
    warmup_steps=250, steps=5000, total_steps=5500, eval_frequency=500, batch_words=(300, 1200),
)  # fmt: skip

NAME_TEACHER = NetSettings(
    width=96, depth=4, rows=(8000, 2000, 4000, 2500), hidden_width=64, dropout=0.2, learn_rate=0.002,
    warmup_steps=250, steps=6000, total_steps=7200, eval_frequency=500, batch_words=(300, 1500),
)  # fmt: skip
"""The network that checks the names of the newswire table."""

NAMES = NetSettings(
    width=96, depth=4, rows=(10000, 2500, 5000, 3000), hidden_width=64, dropout=0.2, learn_rate=0.002,
    warmup_steps=250, steps=7000, total_steps=8000, eval_frequency=500, batch_words=(300, 1500),
)  # fmt: skip
