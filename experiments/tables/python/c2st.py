"""XGBoost's two-sample test (SDMetrics' detection): 1 if it cannot tell made rows from real ones, 0
if it always can."""

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import RobustScaler
from xgboost import XGBClassifier

from codes import codes


def c2st(real, made, info, seed=0):
    features = np.hstack([cells(c, real, made) for c in info['columns']]).astype(np.float32)
    is_real = np.repeat([1, 0], [len(real), len(made)])
    advantages = []
    for train, test in StratifiedKFold(3, shuffle=True, random_state=seed).split(features, is_real):
        judge = XGBClassifier(
            eval_metric='logloss', tree_method='hist', random_state=0, n_jobs=2
        )
        pipeline = make_pipeline(SimpleImputer(), RobustScaler(), judge)
        pipeline.fit(features[train], is_real[train])
        chances = pipeline.predict_proba(features[test])[:, 1]
        advantages.append(2 * max(0.5, roc_auc_score(is_real[test], chances)) - 1)
    return 1 - float(np.mean(advantages))


def cells(column, real, made):
    """Text one-hot; numbers, and categories that are numbers, as they are."""
    tables = (real, made)
    if any(t[column].dtype.kind == 'O' for t in tables):
        a, b, size = codes(column, *tables)
        return np.eye(size)[np.concatenate([a, b])]
    return np.concatenate([t[column].to_numpy(float) for t in tables])[:, None]
