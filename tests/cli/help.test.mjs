// What `--help` teaches, and that options are those of the API.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { done, newFolder, SMALL, vae1 } from './support/command.mjs';

const folder = newFolder();
const COMMANDS = [
  'synthesize',
  'train',
  'generate',
  'score',
  'impute',
  'encode',
  'compare',
  'code',
  'export',
  'import',
  'info',
];

test('vae1 --help names every command and a first use', async () => {
  const { stdout } = await done(folder, ['--help']);
  assert.match(stdout, /npx vae1 synthesize people\.csv > made\.csv/);
  for (const command of COMMANDS) assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
});

for (const command of COMMANDS)
  test(`vae1 ${command} --help has examples and options, in 80 columns`, async () => {
    const { stdout } = await done(folder, [command, '--help']);
    assert.match(stdout, /^Examples$/m);
    assert.match(stdout, /^ .*--help/m);
    const general = stdout.slice(stdout.indexOf('General options')).match(/--[a-z]+/g);
    const values = general.flatMap((flag) => (flag === '--threads' ? [flag, '1'] : [flag]));
    assert.equal((await vae1(folder, [command, ...values])).code, 0, 'it takes what it lists');
    for (const line of stdout.split('\n'))
      if (!line.startsWith('  vae1') && !line.includes(' | ')) assert.ok(line.length <= 80, line);
  });

test('the options of a training are those of the API, by the same names', async () => {
  const { stdout } = await done(folder, ['train', '--help']);
  const flags = [...stdout.matchAll(/^ .*?--([a-z-]+)/gm)].map(([, flag]) => flag);
  const own = [
    'output',
    'continue',
    'kind',
    'stream',
    'delimiter',
    ...['encoding', 'quote', 'header-rows', 'skip-top', 'skip-bottom', 'ragged', 'member'],
    'json',
    'quiet',
    'help',
  ];
  const known = namesIn(() => new VAE({ none: 1 })) + namesIn(() => new TableVAE({ none: 1 }));
  for (const flag of flags.filter((each) => !own.includes(each))) {
    const name = flag.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
    const isOfTrain = ['validation', 'earlyStopping', 'shuffleRows', 'epochs'].includes(name);
    assert.ok(isOfTrain || new RegExp(`\\b${name}\\b`).test(known), flag);
  }
  assert.ok(flags.length > 30);
});

function namesIn(call) {
  try {
    call();
  } catch ({ message }) {
    return message;
  }
}

test('what the API says of a column names the option as it is written here', async () => {
  const day = (i) => `0${1 + (i % 9)}/0${1 + (i % 8)}/2020`;
  const rows = Array.from({ length: 60 }, (_, i) => ({ day: day(i), colour: i % 7 ? 'red' : '.' }));
  const input = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const first = await done(folder, ['synthesize', ...SMALL], { input });
  const [, columns] = /(--columns '.*?form.*?')/.exec(first.stderr);
  assert.equal(columns, `--columns '{ "day": { "form": "DD/MM/YYYY" } }'`);
  assert.match(first.stderr, /--missing-values \. makes it a gap/);
  const args = [
    'synthesize',
    '--columns',
    columns.slice(11, -1),
    '--missing-values',
    '.',
    ...SMALL,
  ];
  const second = await done(folder, args, { input });
  assert.doesNotMatch(second.stderr, /"day"|is a category/);
  const jsonLines = `{"id":${2n ** 60n},"a":1}\n{"id":${2n ** 60n + 1n},"a":2}\n`;
  const big = await vae1(folder, ['synthesize', ...SMALL], { input: jsonLines });
  assert.match(big.stderr, /leave the column out of the model with --columns id=identifier/);
});
