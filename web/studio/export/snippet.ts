import { type Dataset, overridesOf } from '../session/dataset.js';
import { modelOptions, trainingOptions } from '../run/library-options.js';
import type { Settings } from '../../contract/index.js';
import type { Session } from '../session/session.js';
import { quoted, literal, properties } from './javascript.js';
import type { SnippetData } from './snippet-data.js';
import { snippetImages } from './snippet-images.js';
import { snippetTable } from './snippet-table.js';

/**
 * A module for Node that repeats the session's run, exactly where the library promises that. For a
 * model from a file, the module loads it instead.
 * @param begun Epochs that the model has begun, including interrupted ones.
 * @param stem The common prefix of file names.
 */
export function snippetOf(session: Session, begun: number, stem: string): string {
  const { settings, modelData, leftOut, history } = session;
  const { kind } = session.requireModel();
  if (!settings || !modelData) return lines(loading(kind, stem));
  const data = snippetData(modelData, leftOut, stem);
  const packages = ['vae1', ...data.packages].join(' ');
  return lines([
    `// Repeats the training on ${quoted(modelData.name)}: save this as ${stem}.mjs, then`,
    `//   npm install ${packages}`,
    `//   node ${stem}.mjs`,
    ...remarks(settings, begun, history.length),
    ...["import { readFile, writeFile } from 'node:fs/promises';", ...data.imports],
    `import { ${data.model} } from 'vae1';`,
    '',
    ...data.reading,
    '',
    `const model = new ${data.model}({`,
    ...properties({ ...modelOptions(settings), ...columnOptions(modelData, leftOut) }).map(
      (property) => `  ${property},`,
    ),
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

/** What the user said of the columns' types. */
function columnOptions(data: Dataset, leftOut: readonly string[]) {
  const columns = data.kind === 'table' ? overridesOf(data, leftOut) : {};
  return Object.keys(columns).length > 0 ? { columns } : {};
}

function snippetData(data: Dataset, leftOut: readonly string[], stem: string): SnippetData {
  return data.kind === 'table' ? snippetTable(data, leftOut, stem) : snippetImages(data);
}

function remarks({ deterministic }: Settings, begun: number, finished: number): string[] {
  return [
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

function loading(kind: 'table' | 'images', stem: string): string[] {
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
    'console.log(await model.generate(10, { seed: 1 }));',
    'model.dispose();',
  ];
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
