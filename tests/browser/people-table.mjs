// A typical table: 5,000 rows of numbers, integers, categories, dates and gaps.
import papaparse from 'papaparse';
import { generator } from './generator.mjs';

const CITIES = ['Lyon, FR', 'Oslo', 'Porto', 'São Paulo', 'Ghent'];
const JOBS = ['clerk', 'nurse', 'smith', 'teacher'];

/** The columns in order, with the form of their cells and whether they have gaps. */
export const COLUMNS = {
  age: { integer: true },
  height: {},
  weight: { gaps: true },
  income: { gaps: true },
  visits: { integer: true },
  score: {},
  ratio: {},
  city: { values: CITIES },
  job: { values: JOBS, gaps: true },
  member: { values: ['yes', 'no'] },
  joined: { date: true },
  seen: { date: true, gaps: true },
};

/** `rows` rows as objects, with null for a gap; the same ones each time. */
export function peopleRows(rows) {
  const random = generator(7);
  const pick = (values) => values[Math.floor(values.length * random() ** 1.5)];
  const gap = (value) => (random() < 0.1 ? null : value);
  const day = (first, days) =>
    new Date(Date.parse(first) + 864e5 * Math.floor(days * random())).toISOString().slice(0, 10);
  return Array.from({ length: rows }, () => {
    const age = 18 + Math.floor(60 * random());
    const height = rounded(150 + 40 * random(), 1);
    return {
      age,
      height,
      weight: gap(rounded(height - 100 + 15 * random(), 1)),
      income: gap(rounded(900 * Math.exp(random() + age / 50), 2)),
      visits: Math.floor(12 * random() ** 2),
      score: rounded(random() + random() + random() - 1.5, 3),
      ratio: rounded(random(), 4),
      city: pick(CITIES),
      job: gap(pick(JOBS)),
      member: age > 40 && random() < 0.8 ? 'yes' : 'no',
      joined: day('2015-01-01', 3000),
      seen: gap(day('2024-01-01', 300)),
    };
  });
}

export function csvOf(rows) {
  return papaparse.unparse(rows);
}

function rounded(value, decimals) {
  return Number(value.toFixed(decimals));
}
