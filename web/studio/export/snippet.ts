import { modelOptions, tableOptions, trainingOptions } from '../run/library-options.js';
import { overridesOf } from '../session/dataset.js';
import { sampledRows } from '../session/training-rows.js';
import type { RowWishes, Settings } from '../../contract/index.js';
import { NO_WISHES } from '../../contract/wishes.js';
import { generateOptions } from '../look/wished-rows.js';
import type { Session } from '../session/session.js';
import { quoted, literal, properties } from './javascript.js';
import { snippetImages } from './snippet-images.js';
import { snippetTable } from './snippet-table.js';
import { dialectOf } from './table-file.js';

/**
 * A module for Node that repeats the session's run, exactly where the library promises that. For a
 * model from a file, the module loads it instead.
 * @param begun Epochs that the model has begun, including interrupted ones.
 * @param stem The common prefix of file names.
 * @param wishes Of the rows that it generates.
 */
export function snippetOf(
  session: Session,
  begun: number,
  stem: string,
  wishes: RowWishes = NO_WISHES,
): string {
  const { settings, modelData, leftOut, history, summary } = session;
  const { kind } = session.requireModel();
  if (!settings || !modelData) return lines(loading(kind, stem, wishes));
  const data =
    modelData.kind === 'table'
      ? snippetTable(modelData, { leftOut, stem, wishes, dialect: dialectOf(summary) })
      : snippetImages(modelData, stem);
  const packages = ['vae1', ...data.packages].join(' ');
  return lines([
    `// Repeats the training on ${quoted(modelData.name)}: save this as ${stem}.mjs, then`,
    `//   npm install ${packages}`,
    `//   node ${stem}.mjs`,
    ...remarks(settings, sampledRows(modelData, settings)?.length, begun, history.length),
    ...["import { readFile, writeFile } from 'node:fs/promises';", ...data.imports],
    `import { ${data.model} } from 'vae1';`,
    '',
    ...data.reading,
    '',
    `const model = new ${data.model}({`,
    ...properties({
      ...modelOptions(settings, modelData.kind === 'images' ? modelData.shape : null),
      ...(modelData.kind === 'table' && tableOptions(settings, overridesOf(modelData, leftOut))),
    }).map((property) => `  ${property},`),
    '});',
    `await model.train(${data.name}, ${literal({
      ...data.training,
      ...trainingOptions(kind, settings),
    })});`,
    'console.log(model.history.at(-1));',
    `await writeFile(${quoted(`${stem}.vae1`)}, await model.save());`,
    '',
    ...data.using,
    'model.dispose();',
  ]);
}

function remarks(
  { deterministic }: Settings,
  sampled: number | undefined,
  begun: number,
  finished: number,
): string[] {
  return [
    ...(sampled !== undefined
      ? [
          `// The page trained on ${sampled} rows drawn at random. This trains on all rows, so its weights`,
          '// will differ.',
        ]
      : []),
    ...(begun > finished
      ? [
          '// The run in the page was interrupted within an epoch, or was still in progress. This one',
          '// finishes all epochs, so its weights will differ.',
        ]
      : []),
    ...(deterministic
      ? []
      : [
          '// Without `deterministic`, engines and machines may differ in the last bits, and so in all',
          '// later results.',
        ]),
  ];
}

function loading(kind: 'table' | 'images', stem: string, wishes: RowWishes): string[] {
  const model = kind === 'table' ? 'TableVAE' : 'VAE';
  return [
    '// The model came from a file, which does not say how it was trained. This loads it. Save this as',
    `// ${stem}.mjs beside the model file, then`,
    '//   npm install vae1',
    `//   node ${stem}.mjs`,
    "import { readFile } from 'node:fs/promises';",
    `import { ${model} } from 'vae1';`,
    '',
    `const model = await ${model}.load(await readFile(${quoted(`${stem}.vae1`)}));`,
    `console.log(await model.generate(10, ${literal({ seed: 1, ...generateOptions(wishes) })}));`,
    'model.dispose();',
  ];
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
