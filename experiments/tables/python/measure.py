"""Measures made rows against a folder of prepare.py, and prints the figures as JSON.

    python3 measure.py FOLDER MADE.csv [--measures quality,privacy,c2st,utility] [--grid small]

Equal to the measures of github.com/april-tools/tabpc (commit 3f92668), which reran the published
methods. `quality` and `privacy` need numpy and pandas, the others scikit-learn and xgboost too.
"""

import argparse
import json
import warnings
from pathlib import Path

import pandas as pd


def read(path):
    return pd.read_csv(path, keep_default_na=False, na_values=[''])


def read_made(path, like):
    """Made rows with the columns of `like`, and its types where they can have them."""
    made = read(path)[like.columns]
    for c in like.columns:
        if made[c].dtype != like[c].dtype:
            try:
                made[c] = made[c].astype(like[c].dtype)
            except (ValueError, TypeError):
                pass  # a category that the training rows lack
    return made


def measured(folder, made, measures, grid='full'):
    info = json.loads((folder / 'info.json').read_text())
    train, test = read(folder / 'train.csv'), read(folder / 'test.csv')
    made = read_made(made, train)
    out = {}
    if 'quality' in measures:
        from quality import quality

        out |= quality(train, made, info)
    if 'privacy' in measures:
        from privacy import privacy

        out |= privacy(train, test, made, info)
    if 'c2st' in measures:
        from c2st import c2st

        out['c2st'] = c2st(train, made, info)
    if 'utility' in measures:
        from utility import utility

        out['utility'] = utility(made, test, info, grid)
    return out


if __name__ == '__main__':
    warnings.filterwarnings('ignore')
    parser = argparse.ArgumentParser()
    parser.add_argument('folder', type=Path)
    parser.add_argument('made')
    parser.add_argument('--measures', default='quality,privacy,c2st,utility')
    parser.add_argument('--grid', choices=['full', 'small'], default='full')
    args = parser.parse_args()
    print(json.dumps(measured(args.folder, args.made, args.measures.split(','), args.grid)))
