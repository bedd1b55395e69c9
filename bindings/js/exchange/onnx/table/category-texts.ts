import { show } from '../../../errors/show.js';
import { refused } from './refused.js';

/**
 * The texts of a column's categories.
 * @throws ERR_OPTION if two of them have one text, such as 1 and '1'
 */
export function categoryTexts(column: string, texts: readonly string[]): readonly string[] {
  const twice = texts.find((text, i) => texts.indexOf(text) < i);
  if (twice === undefined) return texts;
  throw refused(
    'categories',
    "'texts'",
    `column ${show(column)} has two categories that are ${show(twice)} as text; categories 'codes' tells ` +
      `them apart`,
  );
}
