"""Writes two of the tables of numbers that scikit-learn ships, as OUT/NAME.csv.

    python3 builtin_sets.py OUT        prints their names, as JSON
"""

import json
import sys
from pathlib import Path

from sklearn.datasets import load_diabetes, load_iris

SETS = {
    'iris': lambda: load_iris(as_frame=True).data,
    'diabetes': lambda: load_diabetes(as_frame=True, scaled=False).frame,
}

if __name__ == '__main__':
    out = Path(sys.argv[1])
    for name, read in SETS.items():
        read().to_csv(out / f'{name}.csv', index=False)
    print(json.dumps(list(SETS)))
