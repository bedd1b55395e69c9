/**
 * A label for each text, different for different texts, and of at most `most` characters where that
 * tells the texts apart. A cut text keeps its beginning; where others begin alike, also the part in
 * which they differ.
 */
export function distinctLabels(texts: readonly string[], most: number): readonly string[] {
  const labels = new Map(texts.map((text) => [text, text]));
  for (const alike of alikeGroups(texts, most))
    for (const cut of [cutEnd, cutBeforeFirstDifference, cutBeforeLastDifference]) {
      const shorter = alike.map((text) => cut(text, alike, most));
      if (new Set(shorter).size < alike.length) continue;
      alike.forEach((text, index) => labels.set(text, shorter[index]!));
      break;
    }
  return texts.map((text) => labels.get(text)!);
}

/** The texts that are too long, in groups that begin with the same letters. */
function alikeGroups(texts: readonly string[], most: number): Iterable<readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const text of new Set(texts)) {
    if (text.length <= most) continue;
    const start = startOf(text, most);
    groups.set(start, [...(groups.get(start) ?? []), text]);
  }
  return groups.values();
}

type Cut = (text: string, alike: readonly string[], most: number) => string;

const cutEnd: Cut = (text, _alike, most) => `${text.slice(0, most - 1)}…`;

const cutBeforeFirstDifference: Cut = (text, alike, most) =>
  cutMiddle(text, Math.min(...sharedStarts(text, alike)), most);

const cutBeforeLastDifference: Cut = (text, alike, most) =>
  cutMiddle(text, Math.max(...sharedStarts(text, alike)), most);

/** 'Marr…spouse', 'Marr…absent': the text's start, and what follows at `from`. */
function cutMiddle(text: string, from: number, most: number): string {
  const start = startOf(text, most);
  const room = most - start.length - 1;
  if (text.length - from <= room) return `${start}…${text.slice(text.length - room)}`;
  return `${start}…${text.slice(from, from + room - 1)}…`;
}

function startOf(text: string, most: number): string {
  return text.slice(0, Math.floor(most / 3));
}

/** How many letters the text begins with that each of the others begins with, too. */
function sharedStarts(text: string, others: readonly string[]): number[] {
  return others
    .filter((other) => other !== text)
    .map((other) => {
      let length = 0;
      while (length < text.length && text[length] === other[length]) ++length;
      return length;
    });
}
