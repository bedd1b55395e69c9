import { parquetWriteBuffer } from 'hyparquet-writer';

const JOBS = ['clerk', 'cook', 'smith'];

/** People with whole numbers, a fraction, a category, codes that look like numbers, days and gaps. */
export const people = Array.from({ length: 120 }, (_, i) => ({
  job: JOBS[i % 3],
  code: `0${i % 7}`,
  age: 20 + ((7 * i) % 40),
  weight: i % 9 ? 60 + ((11 * i) % 37) / 4 : null,
  since: new Date(Date.UTC(2010 + (i % 10), i % 12, 1 + (i % 28))),
}));

const day = (date) => date.toISOString().slice(0, 10);

export const csv = [
  'job,code,age,weight,since',
  ...people.map(({ job, code, age, weight, since }) =>
    [job, code, age, weight ?? '', day(since)].join(','),
  ),
  '',
].join('\n');

export const jsonLines = people
  .map((row) => `${JSON.stringify({ ...row, since: day(row.since) })}\n`)
  .join('');

export const parquet = Buffer.from(
  parquetWriteBuffer({
    columnData: [
      { name: 'job', data: people.map(({ job }) => job), type: 'STRING' },
      { name: 'code', data: people.map(({ code }) => code), type: 'STRING' },
      { name: 'age', data: people.map(({ age }) => BigInt(age)), type: 'INT64' },
      { name: 'weight', data: people.map(({ weight }) => weight), type: 'DOUBLE' },
      { name: 'since', data: people.map(({ since }) => since), type: 'TIMESTAMP' },
    ],
  }),
);
