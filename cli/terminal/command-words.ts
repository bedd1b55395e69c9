import { flagOf } from '../arguments/flags.js';
import { shellWord } from './shell-word.js';

/** An option `columns` as a program writes it: up to three braces deep. */
const COLUMNS = /columns: (\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})/g;
const ONE_TYPE = /^\{ "([^"=]*)": '(\w+)' \}$/;

/**
 * A sentence of the API in the words of a command line: 'latentDim of new VAE() must be' becomes
 * '--latent-dim must be', and `columns: { "id": 'identifier' }` becomes `--columns id=identifier`.
 */
export function inCommandWords(sentence: string): string {
  return (
    sentence
      .replace(/^(\w+) of (?:new )?[\w.]+\(\)(?= )/, (_, name: string) => flagOf(name))
      .replace('give the column as text, for example by String(), or ', '')
      .replace(
        /missingValues: \["([^"]*)"\]/g,
        (_, word: string) => `--missing-values ${shellWord(word)}`,
      )
      .replace(/(list words for [\w ]+) in missingValues\b/, '$1 with --missing-values')
      .replace(/\b(\w+): true in new VAE\(\)/, (_, name: string) => `${flagOf(name)} in vae1 train`)
      .replace(
        /^--(\w+) must not be '(\w+)' for this (Table)?VAE: /,
        (_, name: string, word: string, table?: string) =>
          `--${name} must not be ${word} for this model of ${table ? 'a table' : 'arrays'}: `,
      )
      .replace(/VAE\.import\(\) takes/, 'vae1 import takes, with --description,')
      .replace(/ the description of VAE\.import\(\)/, ' the description')
      .replace(/(?<= )(?:the )?(format|categories) '(\w+)'/, '--$1 $2')
      .replace(/^columns\["([^"]*)"\] must/, '--columns $1 must')
      .replace(/^(columns|conditions) names /, '--$1 names ')
      .replace(
        /^"([^"]*)" in (\w+) of \w+\(\) must/,
        (_, column: string, name: string) => `${flagOf(name)} ${column} must`,
      )
      .replace(
        'If its values are not known, give null.',
        'If its values are not known, give empty ones.',
      )
      // Rows of files are counted from 1, as lines are.
      .replace(/(?<= in row )\d+(?=, column )/, (row) => `${Number(row) + 1}`)
      .replace(/(?<=, column )(?=\d)/, 'x')
      .replace(COLUMNS, (_, literal: string) => `--columns ${columnsWord(literal)}`)
  );
}

function columnsWord(literal: string): string {
  const one = ONE_TYPE.exec(literal);
  if (one) return shellWord(`${one[1]}=${one[2]}`);
  const json = literal.replaceAll("'", '"').replaceAll(/(\w+): /g, '"$1": ');
  return shellWord(json);
}
