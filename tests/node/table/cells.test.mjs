// Cells as people and programs write them: what is read, and that it comes back as it was written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inferSchema, MISSING_VALUES, TableVAE } from 'vae1';
import { failure as publicFailure } from '../support/failures.mjs';
import {
  columnOf,
  schemaOf,
  tableFailure as failure,
  thereAndBack,
} from '../support/table-schemas.mjs';

const many = (make, count = 120) => Array.from({ length: count }, (_, i) => make(i));
const two = (number) => String(number).padStart(2, '0');
const MONTHS = 'January February March April May June July August September October November December'.split(' '); // prettier-ignore
const MONATE = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '); // prettier-ignore
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const DAY = 86_400_000;

/** Moments of 16 months, and their parts. */
const moments = many((i) => {
  const date = new Date(Date.UTC(2020, 0, 1) + Math.round(i * 3.9 * DAY) + i * 1234);
  const month = date.getUTCMonth();
  const hour = date.getUTCHours();
  return {
    ...{ date, y: date.getUTCFullYear(), m: month + 1, d: date.getUTCDate(), h: hour },
    ...{ day: date.toISOString().slice(0, 10), time: date.toISOString().slice(11, 19) },
    ...{ minute: two(date.getUTCMinutes()), ms: date.toISOString().slice(20, 23) },
    ...{ name: MONTHS[month], short: MONTHS[month].slice(0, 3), week: DAYS[date.getUTCDay()] },
    ...{ monat: MONATE[month], kurz: MONATE[month].slice(0, 3) },
    ...{ twelve: ((hour + 11) % 12) + 1, half: hour < 12 ? 'AM' : 'PM' },
  };
});
const compact = (text) => text.replaceAll(/[-:]/g, '');

/** Every ninth is a gap. */
const column = (write, of = moments) =>
  of.map((value, i) => (i % 9 === 4 ? null : write(value, i)));

async function comesBack(cells) {
  const noise = cells.map((_, i) => (i % 3) + 0.5);
  const { schema, numbers, table } = await thereAndBack({ cells, noise });
  assert.deepEqual(table.cells, cells);
  return { column: schema.columns[0], numbers: numbers('cells') };
}

// Of each: the form, how a moment is written, and to what it is exact, in milliseconds.
for (const [form, write, exact = 1000] of [
  ['YYYY-MM-DD HH:MM:SS.mmm+01', (t) => `${t.day} ${t.time}.${t.ms}+01`, 1],
  ['YYYY-MM-DD HH:MM:SS.mmmmmm+00', (t) => `${t.day} ${t.time}.${t.ms}000+00`, 1],
  ['YYYY-MM-DDTHH:MM:SS.m-05:30', (t) => `${t.day}T${t.time}.${t.ms[0]}-05:30`, 100],
  ['YYYY-MM-DDTHH:MM:SS+0000', (t) => `${t.day}T${t.time}+0000`],
  ['YYYY-MM-DD HH:MM:SS -0530', (t) => `${t.day} ${t.time} -0530`],
  ['YYYYMMDDTHHMMSSZ', (t) => `${compact(t.day)}T${compact(t.time)}Z`],
  ['YYYYMMDDTHHMMSS,mmm+02', (t) => `${compact(t.day)}T${compact(t.time)},${t.ms}+02`, 1],
  ['YYYY-MM-DDTHH:MM:SS,mmmZ', (t) => `${t.day}T${t.time},${t.ms}Z`, 1],
  ['YYYY-MM-DDtHH:MM:SSz', (t) => `${t.day}t${t.time}z`],
  ['YYYY-MM-DD HH:MM:SS UTC', (t) => `${t.day} ${t.time} UTC`],
  ['YYYYMMDD', (t) => compact(t.day), DAY],
  ['MM/DD/YYYY', (t) => `${two(t.m)}/${two(t.d)}/${t.y}`, DAY],
  ['M/D/YYYY', (t) => `${t.m}/${t.d}/${t.y}`, DAY],
  ['M/D/YYYY h:MM AM', (t) => `${t.m}/${t.d}/${t.y} ${t.twelve}:${t.minute} ${t.half}`, 60_000],
  ['MM/DD/YY', (t) => `${two(t.m)}/${two(t.d)}/${t.y % 100}`, DAY],
  ['DD/MM/YYYY', (t) => `${two(t.d)}/${two(t.m)}/${t.y}`, DAY],
  ['DD-MM-YYYY', (t) => `${two(t.d)}-${two(t.m)}-${t.y}`, DAY],
  ['DD.MM.YYYY HH:MM', (t) => `${two(t.d)}.${two(t.m)}.${t.y} ${two(t.h)}:${t.minute}`, 60_000],
  ['YYYY/M/D', (t) => `${t.y}/${t.m}/${t.d}`, DAY],
  ['D Mon YYYY', (t) => `${t.d} ${t.short} ${t.y}`, DAY],
  ['Mon D, YYYY', (t) => `${t.short} ${t.d}, ${t.y}`, DAY],
  ['Month D, YYYY', (t) => `${t.name} ${t.d}, ${t.y}`, DAY],
  ['DD-MON-YY', (t) => `${two(t.d)}-${t.short.toUpperCase()}-${t.y % 100}`, DAY],
  ['DDMONYYYY', (t) => `${two(t.d)}${t.short.toUpperCase()}${t.y}`, DAY],
  ['D. Monat YYYY', (t) => `${t.d}. ${t.monat} ${t.y}`, DAY],
  ['DD. Mnt. YY', (t) => `${two(t.d)}. ${t.kurz}. ${t.y % 100}`, DAY],
  ['DD-MNT-YYYY', (t) => `${two(t.d)}-${t.kurz.toUpperCase()}-${t.y}`, DAY],
  ['D. Monat YYYY, HH:MM', (t) => `${t.d}. ${t.monat} ${t.y}, ${two(t.h)}:${t.minute}`, 60_000],
  ['Www, DD Mon YYYY HH:MM:SS GMT', (t) => t.date.toUTCString()],
  ['DD/Mon/YYYY:HH:MM:SS +0100', (t) => `${two(t.d)}/${t.short}/${t.y}:${t.time} +0100`],
])
  test(`dates come back as they were written: ${form}`, async () => {
    const { column: found, numbers } = await comesBack(column(write));
    assert.deepEqual([found.type, found.form, found.step], ['date', form, exact]);
    assert.equal(found.missing, moments.filter((_, i) => i % 9 === 4).length / moments.length);
    const zone = /([+-])(\d\d):?(\d\d)?$/.exec(form);
    const offset = zone ? (zone[2] * 60 + Number(zone[3] ?? 0)) * (zone[1] + '60000') : 0;
    const local = Math.floor(moments[1].date.getTime() / exact) * exact;
    assert.equal(numbers[1], local - offset);
  });

for (const [form, write, exact] of [
  ['HH:MM', (t) => t.time.slice(0, 5), 60_000],
  ['HH:MM:SS', (t) => t.time, 1000],
  ['HH:MM:SS.mmm', (t) => `${t.time}.${t.ms}`, 1],
  ['H:MM', (t) => `${t.h}:${t.minute}`, 60_000],
  ['h:MM AM', (t) => `${t.twelve}:${t.minute} ${t.half}`, 60_000],
])
  test(`times of day come back as they were written: ${form}`, async () => {
    const { column: found, numbers } = await comesBack(column(write));
    assert.deepEqual([found.type, found.form, found.step], ['date', form, exact]);
    const time = moments[1].date.getTime() % DAY;
    assert.equal(numbers[1], Math.floor(time / exact) * exact);
  });

test('times of day are made between the first and the last of training, and take ranges', async () => {
  const at = many((i) => `${two(6 + (i % 12))}:${two((7 * i) % 60)}`, 300);
  const options = { hiddenDims: [8], latentDim: 1, worker: false, seed: 1, epochs: 2 };
  const model = new TableVAE(options);
  await model.train({ at, kind: at.map((text) => (text < '12' ? 'am' : 'pm')) });
  const copy = await TableVAE.load(await model.save(), { worker: false });
  const made = await copy.generate(50, { where: { at: { min: '08:00', max: '09:30' } } });
  for (const text of made.at)
    assert.ok(/^\d\d:\d\d$/.test(text) && text >= '08:00' && text <= '09:30', text);
  await assert.rejects(
    copy.generate(5, { where: { at: { min: 'noon' } } }),
    publicFailure('ERR_OPTION', /a time of day: "HH:MM" from 06:\d\d to 17:\d\d, not "noon"/),
  );
  model.dispose();
  copy.dispose();
});

test('a few times of day among dates are no dates, and durations of a day or more no times', async () => {
  const among = many((i) => (i % 10 === 3 ? '07:04' : moments[i].day));
  await assert.rejects(columnOf(among), failure('ERR_DATA_VALUE', /"07:04" in row 3, .* a date/));
  const durations = await columnOf(many((i) => `${20 + i}:${two(i % 60)}`));
  assert.equal(durations.type, 'identifier');
});

test('what looks like dates of an unknown form is said to, and a code with a year is not', async () => {
  const french = many((i) => `${1 + (i % 28)} ${['février', 'août'][i % 2]} 20${20 + (i % 4)}`);
  for (const cells of [french, french.slice(0, 40).flatMap((cell) => [cell, cell, cell])])
    assert.match((await columnOf(cells)).reason, /if they are dates, their form is unknown/);
  for (const write of [
    (i) => `MV-${2023000 + i}`,
    (i) => `INV-2023-${1000 + i}`,
    (i) => `A/2024/${i}`,
  ]) {
    const { type, reason } = await columnOf(many(write, 1500));
    assert.equal(type, 'identifier');
    assert.doesNotMatch(reason, /dates, their form/, reason);
  }
});

test('a month that English and German share follows the other dates of the column', async () => {
  const months = ['April', 'August', 'Mai', 'Oktober'];
  const german = await comesBack(
    many((i) => `${1 + (i % 28)}. ${months[i % 4]} ${2019 + (i % 5)}`),
  );
  assert.equal(german.column.form, 'D. Monat YYYY');
  const aliases = await columnOf(
    many((i) => `${1 + (i % 28)}. ${['Mrz', 'Jän', 'Okt'][i % 3]} 2024`),
  );
  assert.deepEqual([aliases.type, aliases.form], ['date', 'D. Mnt YYYY']);
});

test('days as numbers come back as numbers, from files and from Arrow', async () => {
  const digits = await comesBack(column(({ day }) => Number(compact(day))));
  assert.deepEqual([digits.column.form, digits.column.cells], ['YYYYMMDD', 'number']);
  assert.match(
    digits.column.reason,
    /read as days, from 2020-01-01 .* 'integer' \} reads them as numbers/,
  );
  for (const [form, unit, step] of [
    ['milliseconds', 1, DAY],
    ['seconds', 1000, 3_600_000],
  ]) {
    const cells = column((_, i) => (Date.UTC(2021, 0, 1) + 3 * i * step) / unit);
    const columns = { cells: unit === 1 ? 'date' : { form } };
    const { schema, table } = await thereAndBack(
      { cells, b: cells.map((_, i) => i % 3) },
      { columns },
    );
    assert.deepEqual(table.cells, cells);
    const { type, form: own, cells: kind, step: rounding, reason } = schema.columns[0];
    assert.deepEqual([type, own, kind, rounding], ['date', form, 'number', step]);
    assert.equal(reason, undefined);
  }
  const years = await columnOf(
    many((i) => 1900 + (i % 90)),
    'date',
  );
  assert.match(years.reason, /read as milliseconds since 1970, from 1970-01-01/);
});

test('whole numbers of eight digits are days where all are, in several months, and no other', async () => {
  const typeOf = async (make, name = 'n') => {
    const cells = many(make);
    return (await schemaOf({ [name]: cells, b: cells.map((_, i) => i % 2) })).columns[0].type;
  };
  assert.equal(await typeOf((i) => 20_200_000 + 100 * (1 + (i % 12)) + 1 + (i % 28)), 'date');
  assert.equal(await typeOf((i) => 20_200_101 + (i % 28)), 'integer');
  assert.equal(await typeOf((i) => 20_201_201 + i * 3), 'integer');
  assert.equal(await typeOf((i) => 20_200_000 + 100 * (1 + (i % 13)) + 1), 'integer');
  assert.equal(await typeOf((i) => 52_200_000 + 100 * (1 + (i % 12)) + 1 + (i % 28)), 'integer');
  const ids = (i) => 20_200_000 + 100 * (1 + (i % 12)) + 1 + Math.floor(i / 12);
  assert.equal(await typeOf(ids, 'customer_id'), 'identifier');
});

test('the cells tell whether the day or the month is first; where they do not, the schema says', async () => {
  const form = async (cells, said) => {
    const { form, reason = '' } = await columnOf(cells, said);
    return [form, /read with the (\w+ first)/.exec(reason)?.[1], /form: '(.*?)'/.exec(reason)?.[1]];
  };
  const days = (write, least) => many((i) => write(two(least + (i % 12)), two(1 + (i % 9))));
  const slashes = (a, b) => `${a}/${b}/2020`;
  assert.deepEqual(await form(days(slashes, 10)), ['DD/MM/YYYY', undefined, undefined]);
  assert.deepEqual(await form(days((a, b) => slashes(b, a), 10)), [
    'MM/DD/YYYY',
    undefined,
    undefined,
  ]);
  const either = days(slashes, 1);
  assert.deepEqual(await form(either), ['MM/DD/YYYY', 'month first', 'DD/MM/YYYY']);
  assert.deepEqual(await form(either, { form: 'DD/MM/YYYY' }), [
    'DD/MM/YYYY',
    undefined,
    undefined,
  ]);
  assert.deepEqual(await form(either.map((text) => text.replaceAll('/', '-'))), [
    ...['DD-MM-YYYY', 'day first', 'MM-DD-YYYY'],
  ]);
  assert.deepEqual(await form(many((i) => `${1 + (i % 9)}/${1 + (i % 5)}/20 9:05`)), [
    ...['M/D/YY H:MM', 'month first', 'D/M/YY H:MM'],
  ]);
  // The other order is another day, and is written so.
  const time = async (said) => {
    const cells = ['01/02/2020', ...either];
    const columns = said && { cells: said };
    const table = { cells, b: cells.map((_, i) => i % 2) };
    const { numbers, table: back } = await thereAndBack(table, { columns });
    assert.deepEqual(back.cells, cells);
    return new Date(numbers('cells')[0]).toISOString().slice(0, 10);
  };
  assert.equal(await time(), '2020-01-02');
  assert.equal(await time({ type: 'date', form: 'DD/MM/YYYY' }), '2020-02-01');
});

test('a column of several forms has the most frequent one, whatever the order of its rows', async () => {
  const form = async (cells) => (await columnOf(cells)).form;
  for (const [cells, expected] of [
    [['Feb 10, 2023', '3 May 2023', 'May 4, 2023', 'Jun 1, 2022'], 'Mon D, YYYY'],
    [['March 10, 2023', 'May 3, 2023', 'May 4, 2023', 'June 1, 2022'], 'Month D, YYYY'],
    [['2023-02-10 10:00+01', '2023-07-10 10:00+02', '2023-07-11 10:00+02'], 'YYYY-MM-DD HH:MM+00'],
    [
      ['2023-02-10 10:00:01.5', '2023-07-10 10:00:02', '2023-07-10 10:00:02.25'],
      'YYYY-MM-DD HH:MM:SS.mm',
    ],
    [['1/2/2020', '12/31/2020', '10/10/2020'], 'M/D/YYYY'],
    [['2020-01-31', '31/12/2020', '30/12/2020'], 'DD/MM/YYYY'],
  ])
    for (const order of [cells, cells.toReversed()]) assert.equal(await form(order), expected);
});

const value = (i) => ((i * 7919) % 200_000) / 100 + 0.25;
function written(number, decimal, group, digits = 2) {
  const [whole, fraction] = number.toFixed(digits).split('.');
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, group) + (fraction ? decimal + fraction : '');
}

// Of each: how a number is written, and the parts of its form that are not plain.
for (const [what, write, form] of [
  ['12.5%', (x) => `${written(x / 30, '.', '', 1)}%`, { suffix: '%' }],
  ['12,5 %', (x) => `${written(x / 30, ',', '', 1)} %`, { decimal: ',', suffix: ' %' }],
  ['$1,234.50', (x) => `$${written(x, '.', ',')}`, { group: ',', prefix: '$' }],
  ['1.234,56 €', (x) => `${written(x, ',', '.')} €`, { decimal: ',', group: '.', suffix: ' €' }],
  [
    '1 234,56 €',
    (x) => `${written(x, ',', '\u202f')} €`,
    { decimal: ',', group: '\u202f', suffix: ' €' },
  ],
  ["CHF 1'234.50", (x) => `CHF ${written(x, '.', "'")}`, { group: "'", prefix: 'CHF ' }],
  ['1,234.50 USD', (x) => `${written(x, '.', ',')} USD`, { group: ',', suffix: ' USD' }],
  ['R$ 1.234,50', (x) => `R$ ${written(x, ',', '.')}`, { decimal: ',', group: '.', prefix: 'R$ ' }],
  ['1,234,567', (x) => written(1e4 * x, '.', ',', 0), { group: ',' }],
  ['1234,5', (x) => String(x).replace('.', ','), { decimal: ',' }],
  ['-$5', (x, i) => `${i % 2 ? '-' : ''}$${written(x, '.', ',')}`, { group: ',', prefix: '$' }],
  [
    '$-5',
    (x, i) => `$${i % 2 ? '-' : ''}${written(x, '.', ',')}`,
    { group: ',', prefix: '$', negative: '$-1' },
  ],
  [
    '−5,5 kr',
    (x, i) => `${i % 2 ? '\u2212' : ''}${written(x, ',', '')} kr`,
    { decimal: ',', suffix: ' kr', negative: '\u2212$1' },
  ],
  [
    '+5%',
    (x, i) => `${i % 2 ? '-' : '+'}${written(x, '.', '')}%`,
    { suffix: '%', positive: '+$1' },
  ],
  [
    '+$5',
    (x, i) => `${i % 2 ? '-' : '+'}$${written(x, '.', ',')}`,
    { group: ',', prefix: '$', positive: '+$1' },
  ],
  [
    '($5)',
    (x, i) => (i % 2 ? `($${written(x, '.', '')})` : `$${written(x, '.', '')}`),
    { prefix: '$', negative: '($1)' },
  ],
])
  // prettier-ignore
  test(`amounts come back as they were written: ${what}`, async () => {
    const cells = column(write, many(value));
    const { column: found, numbers } = await comesBack(cells);
    assert.ok(['continuous', 'integer'].includes(found.type), found.type);
    const plain = { decimal: '.', group: '', prefix: '', suffix: '', negative: '-$1' };
    assert.deepEqual(found.form, { ...plain, ...form });
    const digits = cells[1].replaceAll(/[^\d.,]/g, '').replaceAll(form.group === '.' ? '.' : ',', form.decimal === ',' && form.group !== '.' ? '.' : '').replace(',', '.'); // prettier-ignore
    assert.equal(Math.abs(numbers[1]), Number(digits));
  });

test('a sign that is not at every amount, or not at the same place, is where it is most often', async () => {
  const cells = many((i) => (i % 3 ? `€ ${i}.50` : i % 2 ? `${i}.50` : `${i}.50 €`));
  const { form } = await columnOf(cells);
  assert.deepEqual([form.prefix, form.suffix], ['€ ', '']);
});

test('a mark that can part thousands or the fraction: other cells tell, or the schema says', async () => {
  const found = async (cells, said) => {
    const { minimum, reason, form } = await columnOf(cells, said);
    return [minimum, reason !== undefined, form?.decimal];
  };
  const points = ['1.234', '5.678', '9.101'];
  const commas = ['1,234', '5,678', '9,101'];
  assert.deepEqual(await found(points), [1.234, true, undefined]);
  assert.deepEqual(await found(commas), [1234, true, '.']);
  assert.deepEqual(await found(points, { form: { decimal: ',' } }), [1234, false, ',']);
  assert.deepEqual(await found(commas, { form: { decimal: ',' } }), [1.234, false, ',']);
  assert.deepEqual(await found([...points, '1.234.567']), [1234, false, ',']);
  assert.deepEqual(await found([...points, '2.5']), [1.234, false, undefined]);
  assert.deepEqual(await found([...commas, '2,5']), [1.234, false, ',']);
  assert.deepEqual(await found([...commas, '1,000.5']), [1000.5, false, '.']);
  // Hardly any amount of money has three digits after its mark, and hardly any share is above 1000 %.
  const signed = (cells, before, after) => cells.map((text) => before + text + after);
  assert.deepEqual(await found(signed(points, '', ' €')), [1234, true, ',']);
  assert.deepEqual(await found(signed(commas, '$', '')), [1234, true, '.']);
  assert.deepEqual(await found(signed(points, '', '%')), [1.234, true, '.']);
  assert.deepEqual(await found(signed(commas, '', ' %')), [1.234, true, ',']);
  const { reason } = await columnOf(commas);
  assert.match(
    reason,
    /comma in numbers such as 1,234 is read as separating thousands.*form: \{ decimal: ',' \}/,
  );
});

test('what only looks like dates or amounts is neither', async () => {
  for (const make of [
    (i) => `612 345 ${100 + i}`,
    (i) => `+49 612 345 ${100 + i}`,
    (i) => `1.${i % 12}.${i}`,
    (i) => `192.168.1.${i}`,
    (i) => `SKU ${500 + i}`,
    (i) => `${i}-${i + 5}`,
    (i) => `2020-13-${two(1 + (i % 28))} ${i}`,
    (i) => `0${1000 + i},50`,
  ]) {
    const { type } = await columnOf(many(make));
    assert.equal(type, 'identifier', make(7));
  }
  const stray = many((i) => (i === 40 ? '5%' : `${i * 7}.5`));
  const named = failure(
    'ERR_DATA_VALUE',
    /data has "5%" in row 40, column "cells", expected a number/,
  );
  for (const cells of [stray, stray.map((text) => (text === '5%' ? text : Number(text)))])
    await assert.rejects(columnOf(cells), named);
  const currencies = await columnOf(many((i) => `${'$€'[i % 2]}${i},000`));
  assert.match(currencies.reason, /amounts in \$ and in €/);
  assert.match(
    (await columnOf(many((i) => (i % 2 ? `${i}%` : `0.${i}`)))).reason,
    /with % and without/,
  );
});

test('text of digits takes time in proportion to its length, whatever it holds', async () => {
  for (const unit of ['0.1,', '12', '1 ', '1,234,', '. ']) {
    const time = async (length) => {
      const cells = many((i) => `${unit.repeat(length / unit.length)}x${i}`, 30);
      const start = performance.now();
      assert.equal((await columnOf(cells)).type, 'identifier');
      return performance.now() - start;
    };
    await time(1000);
    const [short, long] = [await time(1000), await time(16_000)];
    // 256 times as long where every part is tried with every other.
    assert.ok(long < 80 * short + 20, `${unit}: ${short} ms, ${long} ms`);
  }
});

test('words for "not known" are gaps among numbers, dates and truth values, and text elsewhere', async () => {
  for (const word of MISSING_VALUES.flatMap((text) => [text, text.toLowerCase(), ` ${text} `]))
    for (const rows of [60, 100]) {
      const among = (make) => columnOf(many((i) => (i === 7 ? word : make(i)), rows));
      const numbers = await among((i) => 1 + ((i * 37) % 50));
      const dates = await among((i) => moments[i].day);
      const flags = await among((i) => i % 2 === 0);
      assert.deepEqual(
        [numbers.type, dates.type, flags.type],
        ['integer', 'date', 'boolean'],
        word,
      );
      for (const { missing } of [numbers, dates, flags]) assert.equal(missing, 1 / rows);
    }
  const text = await columnOf(many((i) => ['red', 'NA', 'None'][i % 3]));
  assert.deepEqual([text.missing, text.categories.length], [0, 3]);
  assert.equal((await columnOf(many(() => 'unknown'))).value, 'unknown');
  // Codes are text that looks like numbers; a later table has words that no column knows.
  const codes = many((i) => (i % 5 ? `0${2100 + (i % 7)}` : 'NA'));
  const trained = { codes, colours: many((i) => ['red', 'NA'][i % 2]), n: many((i) => i / 2) };
  const read = { codes: ['02101', 'n/a'], colours: ['NA', 'unknown'], n: ['1.5', '#DIV/0!'] };
  const { schema, table } = await thereAndBack(trained, { read });
  assert.deepEqual(schema.columns.map(({ missing }) => missing), [0.2, 0, 0]); // prettier-ignore
  assert.ok(schema.columns[0].categories.every(({ value }) => value !== 'NA'));
  assert.deepEqual(table, { codes: ['02101', null], colours: ['NA', null], n: [1.5, null] });
});

test('missingValues names other words and numbers, which are gaps in every column', async () => {
  const table = {
    n: many((i) => (i % 4 ? i * 1.5 : -999)),
    t: many((i) => (i % 4 ? `${i / 8}` : 'Keine Angabe')),
    k: many((i) => ['a', 'b', 'keine angabe'][i % 3]),
  };
  // As pandas writes a column of whole numbers with gaps.
  table.f = many((i) => (i % 4 ? `${i}.0` : '-999.0'));
  const missingValues = ['keine Angabe', -999];
  const schema = await inferSchema(table, { missingValues });
  assert.deepEqual(schema.columns.map(({ missing }) => missing), [0.25, 0.25, 1 / 3, 0.25]); // prettier-ignore
  assert.deepEqual(schema.columns.map(({ type }) => type), ['continuous', 'continuous', 'categorical', 'integer']); // prettier-ignore
  assert.deepEqual(schema.missingValues, missingValues);
  const model = new TableVAE({
    missingValues,
    hiddenDims: [8],
    latentDim: 1,
    worker: false,
    seed: 1,
  });
  await model.train(table, { epochs: 2 });
  const copy = await TableVAE.load(await model.save(), { worker: false });
  assert.deepEqual(copy.schema, model.schema);
  const [full] = await copy.impute([{ n: -999, t: 'keine Angabe', k: 'KEINE ANGABE' }]);
  assert.equal(typeof full.n, 'number');
  assert.ok(full.n >= 0);
  assert.match(full.t, /^[\d.]+$/);
  assert.match(full.k, /^[ab]$/);
  model.dispose();
  copy.dispose();
  // None at all: the words are cells like others.
  const cells = many((i) => (i === 7 ? 'NA' : i * 3), 60);
  const none = inferSchema({ cells, b: cells.map((_, i) => i % 2) }, { missingValues: [] });
  await assert.rejects(none, publicFailure('ERR_DATA_VALUE', /"NA" in row 7/));
  for (const wrong of ['NA', [null], [NaN], { NA: 1 }])
    assert.throws(
      () => new TableVAE({ missingValues: wrong }),
      publicFailure('ERR_OPTION', /missingValues .* an array of texts and numbers/),
    );
});

test('every column that is left out, or read in one of several ways, has its reason, told once', async () => {
  const rows = many((i) => ({
    text: `remark ${i * 7}`,
    week: `2023-W${two(1 + (i % 52))}-${1 + (i % 7)} ${i}`,
    many: `name ${i % 1300}`,
    us: `${two(1 + (i % 9))}/${two(1 + (i % 11))}/2020`,
    mixed: i % 10 === 3 ? 'see note' : (i * 7) % 19,
    said: `x ${i}`,
    plain: i * 1.5,
    kind: i % 2 ? 'a' : 'b',
    group: i % 9 ? 'ab'[i % 2] : 'N/A',
  }), 1500); // prettier-ignore
  const model = new TableVAE({
    ...{ columns: { said: 'identifier' }, hiddenDims: [8], latentDim: 1, worker: false, seed: 1 },
  });
  assert.equal(model.notices, undefined);
  await model.train(rows, { epochs: 1 });
  const told = Object.fromEntries(model.notices.map(({ column, message }) => [column, message]));
  assert.deepEqual(Object.keys(told), ['text', 'week', 'many', 'us', 'mixed', 'group']);
  assert.match(told.group, /"N\/A" is a category; missingValues: \["N\/A"\] makes it a gap/);
  assert.match(told.text, /"text" is left out of the model: .*too many for categories/);
  assert.match(told.week, /"week" is left out .* if they are dates, their form is unknown/);
  assert.match(told.many, /"many" is left out .* more than 1000 different values/);
  assert.match(
    told.us,
    /read with the month first, .*columns: \{ "us": \{ form: 'DD\/MM\/YYYY' \} \}/,
  );
  assert.match(
    told.mixed,
    /most cells are numbers, but 150 of 1500 are not: "see note" \(150\); .* missingValues/,
  );
  for (const { name, reason, type } of model.schema.columns) {
    if (type === 'identifier') assert.ok(reason.length > 0, name);
    else assert.equal(reason !== undefined, ['us', 'mixed', 'group'].includes(name), name);
  }
  const copy = await TableVAE.load(await model.save(), { worker: false });
  assert.deepEqual(copy.notices, model.notices);
  model.dispose();
  copy.dispose();
});

test('every call takes and gives cells of the form of the column', async () => {
  const amounts = many((i) => `$${written(1000 + value(i), '.', ',')}`, 300);
  const days = many((i) => `${two(1 + (i % 28))}/${two(1 + (i % 12))}/20${10 + (i % 9)}`, 300);
  const rates = many((i) => `${10 * (i % 5)} %`, 300);
  const rows = many((i) => ({
    amount: i % 7 ? amounts[i] : 'N/A',
    day: days[i],
    rate: rates[i],
    ms: Date.UTC(2020, 0, 1 + (i % 100)),
  }), 300); // prettier-ignore
  const options = { hiddenDims: [16], latentDim: 2, seed: 1, worker: false };
  const model = new TableVAE({ ...options, columns: { ms: 'date' }, conditions: ['rate'] });
  await model.train(rows, { epochs: 3 });
  const isAmount = (cell) => cell === null || /^\$\d,\d{3}\.\d\d$/.test(cell);
  const isRow = ({ amount, day, rate, ms }) =>
    isAmount(amount) && /^\d\d\/\d\d\/20\d\d$/.test(day) && rates.includes(rate) && ms % DAY === 0;
  const where = { rate: '20 %', amount: { min: '$1,500.00' }, day: { min: '01/06/2012' }, ms: { max: new Date('2020-03-20') } }; // prettier-ignore
  const made = await model.generate(20, { where });
  assert.ok(made.every(isRow), JSON.stringify(made));
  const time = (day) => Date.UTC(day.slice(6), day.slice(3, 5) - 1, day.slice(0, 2));
  for (const { amount, day, rate, ms } of made) {
    assert.equal(rate, '20 %');
    assert.ok(amount >= '$1,500.00' && ms <= Date.UTC(2020, 2, 20), `${amount} ${ms}`);
    assert.ok(time(day) >= Date.UTC(2012, 5, 1), day);
  }
  const even = await model.generate(50, { balance: 'rate' });
  assert.equal(even.filter(({ rate }) => rate === '40 %').length, 10);
  const full = await model.impute([
    { ...rows[1], amount: '?' },
    { ...rows[2], day: 'unknown', ms: null },
  ]);
  assert.ok(
    full.every((row) => isRow(row) && row.amount !== null),
    JSON.stringify(full),
  );
  assert.deepEqual([full[0].day, full[1].amount], [rows[1].day, rows[2].amount]);
  // Another form of the same cells is the same to it.
  const other = { ...rows[1], amount: Number(amounts[1].slice(1).replace(',', '')), ms: new Date(rows[1].ms).toISOString() }; // prettier-ignore
  const [a, b] = await model.score([rows[1], other], { seed: 1 });
  assert.ok(Math.abs(a - b) < 1e-9 * Math.abs(a) || Number.isFinite(b));
  assert.deepEqual(
    await model.scoreFeatures([rows[1]], { seed: 1 }),
    await model.scoreFeatures([other], { seed: 1 }),
  );
  for (const [column, cell] of [
    ['amount', '€1,200.00'],
    ['amount', '1.200,00'],
    ['day', '12/31/2015'],
    ['rate', 'ten %'],
  ])
    await assert.rejects(
      model.score([{ ...rows[1], [column]: cell }]),
      publicFailure('ERR_DATA_VALUE', new RegExp(`in row 0, column "${column}", expected a`)),
    );
  model.dispose();
});

for (const [what, said, cells, sentence] of [
  [
    'no form of dates',
    { form: 'dd/mm/yy' },
    ['01/02/2020', '02/02/2020'],
    /form in columns\["cells"\]/,
  ],
  ['a form without a day', { form: 'MM/YYYY' }, ['01/02/2020', '02/02/2020'], /'DD\/MM\/YYYY'/],
  ['no decimal mark', { form: { decimal: ';' } }, ['1,5', '2,5'], /decimal mark/],
  [
    'numbers',
    { type: 'integer', form: 'DD/MM/YYYY' },
    [1, 2],
    /has a form for dates, .* "integer"/,
  ],
  ['text', { form: { decimal: ',' } }, ['a', 'b'], /has a form for numbers, .* "categorical"/],
])
  // prettier-ignore
  test(`a form in columns is checked: ${what}`, () =>
    assert.rejects(columnOf(cells, said), failure('ERR_OPTION', sentence)));
