import { uniform } from './data.mjs';

/** People: two numbers that go together, a date, a job that goes with them, a flag, and gaps. */
export function people(rows, seed = 1) {
  const next = uniform(seed);
  return Array.from({ length: rows }, () => {
    const factor = next() + next() + next() - 1.5;
    return {
      height: Math.round(172 + 16 * factor + 4 * next()),
      weight: next() < 0.1 ? null : Math.round(100 * (70 + 14 * factor + 9 * next())) / 100,
      born: new Date(Date.UTC(1960 + Math.floor(40 * next()), Math.floor(12 * next()), 1)),
      job: next() < 0.05 ? undefined : factor > 0.3 ? 'mason' : next() < 0.5 ? 'clerk' : 'cook',
      member: next() < 0.3,
    };
  });
}

/** The same table as an object of columns. */
export function columnsOf(rows) {
  return Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((r) => r[name])]));
}

/** Each column in an order of its own: the same columns, but they no longer go together. */
export function shuffledColumns(rows, seed = 1) {
  const next = uniform(seed);
  const columns = Object.entries(columnsOf(rows)).map(([name, cells]) => {
    const keys = cells.map(() => next());
    const order = keys.map((_, i) => i).sort((a, b) => keys[a] - keys[b]);
    return [name, order.map((i) => cells[i])];
  });
  return Object.fromEntries(columns);
}
