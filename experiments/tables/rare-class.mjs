/**
 * A table with a rare class that its other columns only partly determine: about seven in a hundred
 * of its rows look like the common class.
 *
 * `size` and `weight` go together, differently in each class. `count` and `colour` have other
 * frequencies in each class.
 *
 * @param {number} rare the exact share of rows whose `label` is 'rare'
 * @param {ReturnType<import('./random.mjs').randomStream>} random
 */
export function tableWithRareClass(rows, rare, random) {
  const labels = Array.from({ length: rows }, (_, i) => i < Math.round(rare * rows));
  return random.shuffled(labels).map((isRare) => {
    const size = (isRare ? 12 : 10) + random.normal();
    const weight = (isRare ? 60 - 2 * size : 20 + 2 * size) + 2 * random.normal();
    const colours = isRare ? ['red', 'red', 'green'] : ['green', 'blue', 'blue', 'red'];
    return {
      size: Number(size.toFixed(2)),
      weight: Number(weight.toFixed(1)),
      count: Math.floor(-Math.log(random.uniform()) * (isRare ? 2 : 5)),
      colour: colours[random.below(colours.length)],
      label: isRare ? 'rare' : 'common',
    };
  });
}
