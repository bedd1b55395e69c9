"""Prints the coefficients of elementary.hpp, lowest power first: for each function the polynomial
with the smallest greatest relative error, by Remez's exchange algorithm (Muller, "Elementary
Functions", section 3.5) in 60 digits, rounded to float. The number beside a name is the greatest
error of the rounded coefficients in exact arithmetic, in units of 2^-24. Needs mpmath.

    python3 minimax.py
"""
import re
from struct import pack, unpack

from mpmath import (cos, erfc, exp, expm1, log, log1p, lu_solve, matrix, mp, mpf, pi, polyval, sin,
                    sqrt)

mp.dps = 60
GRID = 800


def to_float(x):
    return mpf(unpack('f', pack('f', float(x)))[0])


def remez(target, weight, low, high, degree):
    """Coefficients, lowest first, of the polynomial P that minimises max |weight (P - target)|."""
    n = degree + 2
    middle, half = (low + high) / 2, (high - low) / 2
    points = [middle - half * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    # Chebyshev nodes: dense at the ends, where the error oscillates fastest.
    grid = [middle - half * cos(pi * (2 * i + 1) / (2 * GRID)) for i in range(GRID)]
    values = [(x, target(x), weight(x)) for x in grid]
    for _ in range(12):
        system = matrix(n, n)
        right = matrix(n, 1)
        for row, x in enumerate(points):
            for k in range(degree + 1):
                system[row, k] = x**k
            system[row, degree + 1] = (-1) ** row / weight(x)
            right[row] = target(x)
        solution = lu_solve(system, right)
        coefficients = [solution[k] for k in range(degree + 1)]
        error = [(w * (polyval(coefficients[::-1], x) - y), x) for x, y, w in values]
        # The largest error of each run of equal sign becomes a new point.
        runs = [error[0]]
        for e in error[1:]:
            if e[0] * runs[-1][0] < 0:
                runs.append(e)
            elif abs(e[0]) > abs(runs[-1][0]):
                runs[-1] = e
        while len(runs) > n:
            runs.pop(0 if abs(runs[0][0]) < abs(runs[-1][0]) else -1)
        points = [x for _, x in runs]
        if len(points) < n:
            raise ArithmeticError('too few turning points')
        if max(abs(e) for e, _ in runs) < mpf('1.001') * min(abs(e) for e, _ in runs):
            break
    return coefficients


def show(name, target, weight, low, high, degree):
    low, high = mpf(low), mpf(high)
    coefficients = [to_float(c) for c in remez(target, weight, low, high, degree)]
    worst = max(
        abs(weight(x) * (polyval(coefficients[::-1], x) - target(x)))
        for x in (low + (high - low) * (i + mpf('0.5')) / GRID for i in range(GRID)))
    print(f'{name}: {float(worst * 2**24):.2f}')
    print(', '.join(re.sub(r'\.?0*p', 'p', float(c).hex()) + 'F' for c in coefficients))


if __name__ == '__main__':
    half_ln2 = log(2) / 2
    # The interval is slightly asymmetric, because at 0 the target is 0 / 0.
    show('split_exp: e^r = 1 + r + r^2 P(r)', lambda r: (expm1(r) - r) / r**2,
         lambda r: r**2 / exp(r), -half_ln2, half_ln2 * mpf('1.001'), 4)
    show('join_log: log(1 + f) = f - f^2 / 2 + f^3 P(f)',
         lambda f: (log1p(f) - f + f**2 / 2) / f**3, lambda f: f**3 / log1p(f),
         sqrt(mpf('0.5')) - 1, sqrt(mpf(2)) - 1, 7)
    show('log1p_unit: log(1 + e) = e + e^2 P(e)', lambda e: (log1p(e) - e) / e**2,
         lambda e: e**2 / log1p(e), 0, 1, 8)
    show('sin_eighth: sin(x) = x + x^3 P(x^2)', lambda s: (sin(sqrt(s)) / sqrt(s) - 1) / s,
         lambda s: s * sqrt(s) / sin(sqrt(s)), 0, (pi / 4)**2, 2)
    show('cos_eighth: cos(x) = 1 - x^2 / 2 + x^4 P(x^2)', lambda s: (cos(sqrt(s)) - 1 + s / 2) / s**2,
         lambda s: s**2 / cos(sqrt(s)), 0, (pi / 4)**2, 2)

    # P(1 / (1 + 0.3 s)) = e^(s^2 / 2) * (1 - Phi(s)), s up to 14, where e^(-s^2 / 2) is 0.
    def mills(t):
        s = (1 / t - 1) / mpf('0.3')
        return exp(s**2 / 2) * erfc(s / sqrt(mpf(2))) / 2

    show('normal: Phi(-s) = e^(-s^2 / 2) P(1 / (1 + 0.3 s))', mills, lambda t: 1 / mills(t),
         1 / (1 + 14 * mpf('0.3')), 1, 8)
