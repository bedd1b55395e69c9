"""Shapes of columns and trends of pairs as errors from 0 to 1: 1 minus the scores of SDMetrics'
quality report."""

from itertools import combinations, product

import numpy as np

from codes import codes

BINS = 10


def quality(real, made, info):
    """`pairs` bins the numbers of a table over that table's own range, as SDMetrics 0.24 did, by
    which the published figures are; `pairs_shared` bins both over the real one's, as it does
    since."""
    numeric, categorical = info['numeric'], info['categorical']
    coded = {c: codes(c, real, made) for c in categorical}
    own = {c: (binned(real[c], real[c]), binned(made[c], made[c]), BINS + 2) for c in numeric}
    shared = {c: (binned(real[c], real[c]), binned(made[c], real[c]), BINS + 2) for c in numeric}

    shapes = [kolmogorov_smirnov(real[c], made[c]) for c in numeric]
    shapes += [total_variation(*coded[c]) for c in categorical]
    alike = correlation_errors(real[numeric], made[numeric])
    alike += [total_variation(*crossed(coded[a], coded[b])) for a, b in combinations(categorical, 2)]

    def mixed(bins):
        pairs = product(numeric, categorical)
        return [total_variation(*crossed(bins[a], coded[b])) for a, b in pairs]

    return dict(
        shapes=float(np.mean(shapes)),
        pairs=float(np.nanmean(alike + mixed(own))),
        pairs_shared=float(np.nanmean(alike + mixed(shared))),
    )


def kolmogorov_smirnov(a, b):
    """The greatest distance of the two distribution functions."""
    a, b = np.sort(a), np.sort(b)
    both = np.concatenate([a, b])
    below_a = np.searchsorted(a, both, side='right') / len(a)
    below_b = np.searchsorted(b, both, side='right') / len(b)
    return np.abs(below_a - below_b).max()


def total_variation(a, b, size):
    """Half the sum of the differences of frequencies, of codes below `size`."""
    frequencies = [np.bincount(x, minlength=size) / len(x) for x in (a, b)]
    return 0.5 * np.abs(frequencies[0] - frequencies[1]).sum()


def crossed(first, second):
    """The codes of pairs."""
    (a, made_a, _), (b, made_b, size) = first, second
    return a * size + b, made_a * size + made_b, first[2] * size


def binned(numbers, by):
    """In ten bins of equal width over the range of `by`; 0 and 11 lie outside, the maximum too."""
    return np.digitize(numbers, np.histogram_bin_edges(by, BINS))


def correlation_errors(real, made):
    a, b = (np.corrcoef(t.to_numpy(float).T) for t in (real, made))
    return [abs(a[i, j] - b[i, j]) / 2 for i, j in combinations(range(real.shape[1]), 2)]
