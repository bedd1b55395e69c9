"""Fills the gaps of a table of numbers with scikit-learn's IterativeImputer.

    python3 impute.py GAPS.csv FILLED.csv ridge|trees [SEED]

ridge: BayesianRidge, its default; trees: 50 extra trees.
"""

import sys
import warnings

import numpy as np
import pandas as pd
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer
from sklearn.linear_model import BayesianRidge


def filled(table, method, seed):
    estimator = (
        BayesianRidge()
        if method == 'ridge'
        else ExtraTreesRegressor(n_estimators=50, n_jobs=2, random_state=seed)
    )
    mean, deviation = table.mean(), table.std().replace(0, 1)
    imputer = IterativeImputer(estimator, random_state=seed)
    cells = imputer.fit_transform((table - mean) / deviation)
    return pd.DataFrame(cells, columns=table.columns) * deviation + mean


if __name__ == '__main__':
    warnings.filterwarnings('ignore')
    gaps, out, method, *seed = sys.argv[1:]
    filled(pd.read_csv(gaps), method, int(seed[0]) if seed else 0).to_csv(out, index=False)
    print('{}')
