import { uniform } from './data.mjs';

export const CURRENCIES = { DE: 'EUR', FR: 'EUR', US: 'USD', UK: 'GBP', JP: 'JPY' };
export const CODES = { DE: 49, FR: 33, US: 1, UK: 44, JP: 81 };

/** Orders with every kind of rule between their columns. */
export function orders(rows, seed = 1) {
  const next = uniform(seed);
  const countries = Object.keys(CURRENCIES);
  const day = (time) => new Date(time).toISOString().slice(0, 10);
  return Array.from({ length: rows }, () => {
    const country = countries[Math.floor(5 * next() ** 1.5)];
    const [net, tax] = [Math.round(900 * next()) / 10, Math.round(300 * next()) / 10];
    const way = Math.floor(3 * next());
    const ordered = Date.UTC(2020, 0, 1 + Math.floor(200 * next()));
    return {
      country,
      currency: CURRENCIES[country],
      code: CODES[country],
      ...{ post: Number(way === 0), rail: Number(way === 1), road: Number(way === 2) },
      ...{ net, tax, total: Math.round(10 * (net + tax)) / 10 },
      ...{ ordered: day(ordered), sent: day(ordered + 864e5 * Math.floor(90 * next() ** 2)) },
    };
  });
}

/** The names of the rules that a row breaks. */
export function broken(row) {
  const rules = {
    currency: row.currency === CURRENCIES[row.country],
    code: row.code === CODES[row.country],
    way: row.post + row.rail + row.road === 1,
    total: Math.abs(row.net + row.tax - row.total) < 0.01,
    sent: row.ordered <= row.sent,
  };
  return Object.keys(rules).filter((name) => !rules[name]);
}
