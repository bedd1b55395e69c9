import type { ColumnSchema, VAE } from 'vae1';
import type { Command } from '../arguments/command.js';
import { entry } from '../arguments/help.js';
import { type AnyModel, loadModel } from '../model/load-model.js';

export const info: Command = {
  name: 'info',
  summary: 'Says what a model file holds.',
  positionals: ['MODEL'],
  options: ['json', 'quiet', 'help'],
  about: [
    'There are its columns, its size, and how its training went; with --json the whole schema.',
  ],
  examples: [
    ['vae1 info people.vae1', 'a page of text'],
    ['vae1 info people.vae1 --json | jq .schema.columns', 'the columns, for a program'],
  ],
  async run([path], options, context) {
    const trained = await loadModel(path!, options, context);
    try {
      const text = options.json ? JSON.stringify(factsOf(trained)) : describe(path!, trained);
      process.stdout.write(`${text}\n`);
    } finally {
      trained.model.dispose();
    }
  },
};

function factsOf({ kind, model }: AnyModel) {
  const { latentDim, parameters, seed, prior, history, bestEpoch } = model;
  const own =
    kind === 'table' ? { schema: model.schema } : { features: model.features, image: model.image };
  return { kind, latentDim, parameters, seed, prior, bestEpoch, ...own, history };
}

function describe(path: string, trained: AnyModel): string {
  const { kind, model } = trained;
  const last = model.history.at(-1);
  const facts: [string, string][] = [
    ['model', kind === 'table' ? 'of a table (TableVAE)' : `of ${rowsOf(model)} (VAE)`],
    ['latent space', `${model.latentDim} dimensions, prior ${model.prior}`],
    ['parameters', (model.parameters ?? 0).toLocaleString('en')],
    ['seed', `${model.seed}`],
    [
      'epochs',
      `${model.history.length}${model.bestEpoch ? `, the best is ${model.bestEpoch}` : ''}`,
    ],
  ];
  if (last) {
    const held = last.validation ? `, ${last.validation.loss.toPrecision(5)} on held-out rows` : '';
    facts.push(['last loss', `${last.loss.toPrecision(5)} nats per row${held}`]);
  }
  const lines = facts.map(([name, value]) => entry(name, value, 20));
  if (kind === 'numbers') return [path, ...lines].join('\n');
  const { columns, rows, conditions, rules = [] } = model.schema!;
  lines.push(entry('trained on', `${rows.toLocaleString('en')} rows`, 20));
  if (conditions.length > 0) lines.push(entry('conditions', conditions.join(', '), 20));
  if (rules.length > 0) lines.push(entry('rules', `${rules.length} between columns`, 20));
  const width = Math.min(30, Math.max(...columns.map(({ name }) => name.length))) + 4;
  return [
    path,
    ...lines,
    '',
    ...columns.map((each) => entry(each.name, columnText(each), width)),
  ].join('\n');
}

function rowsOf({ features, image }: VAE): string {
  if (!image) return `rows of ${features} numbers`;
  const { width, height, channels, channelOrder } = image;
  const sides = [`${width} x ${height} pixels`];
  if (channels > 1) sides.push(`${channels} channels`);
  return `images of ${(channelOrder === 'first' ? sides.reverse() : sides).join(' x ')}`;
}

function columnText(column: ColumnSchema): string {
  const gaps = column.missing > 0 ? `, ${(100 * column.missing).toPrecision(2)} % gaps` : '';
  return `${column.type}${detail(column)}${gaps}`;
}

function detail(column: ColumnSchema): string {
  switch (column.type) {
    case 'continuous':
    case 'integer':
      return `, ${column.minimum} to ${column.maximum}`;
    case 'date': {
      // Times of day are those of 1 January 1970.
      const [first, end] = /^h/i.test(column.form) ? [11, 19] : [0, 10];
      const day = (at: number) => new Date(at).toISOString().slice(first, end);
      return `, ${day(column.minimum)} to ${day(column.maximum)}`;
    }
    case 'categorical':
    case 'boolean': {
      const { length } = column.categories;
      const shown = column.categories.slice(0, 4).map(({ value }) => String(value));
      return `, ${length} values: ${shown.join(', ')}${length > 4 ? ', ...' : ''}`;
    }
    case 'constant':
      return `, ${column.value}`;
    case 'identifier':
      return ', left out of the model';
  }
}
