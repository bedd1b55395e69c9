// OrdinalColumn of src/likelihood/ordinal_column.hpp, coded as in src/network/ordinal_code.hpp.
import type { Column } from '../../file/sections.js';
import { atomsOf, hatsOf, type OrdinalLevel, ordinalLevels } from '../../ordinal-scale.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { DOUBLE, FLOAT } from '../messages.js';
import { type CellKind, isPresent } from './cell-kind.js';
import { logDensity, quantile } from './exponential-slope.js';
import { levelLoss, levelOf, ofLevel, oneHot, pick } from './levels.js';

/** position_margin of src/data/column.hpp. */
const MARGIN = 2 ** -12;
/** How many of a column's outputs are tilts: the last ones. */
export const TILTS = 2;

/** @param place The number of the column, which keeps its constants apart from those of others. */
export function ordinalKind(graph: GraphBuilder, column: Column, place: number): CellKind {
  const { levels } = column;
  const shares = column.shares!;
  const scale = ordinalLevels(shares);
  const isRange = column.ranges!.map(Boolean);
  const hats = hatsOf(levels);
  const atoms = atomsOf(shares);
  const constant = (name: string) => `ordinal.${place}.${name}`;
  const double = (value: number) => graph.double(value);

  return {
    outputs: levels + TILTS,
    width: (hats ?? levels) + 1 + atoms.length,
    code,
    place: (cell) => onScale(cell, 'place'),
    loss(cell, outputs) {
      const level = levelOf(graph, cell, levels);
      const tilts = graph.slice(outputs, levels, levels + TILTS);
      const ofLevels = graph.unsqueeze(slopesOf(level), 1);
      const a = graph.sum(graph.multiply(tilts, ofLevels), 2);
      const u = graph.unsqueeze(graph.cast(positionOf(cell, level), FLOAT), 1);
      const within = logDensity(graph, a, u);
      const own = graph.where(graph.node('IsNaN', [u]), graph.number(0), within);
      return graph.subtract(levelLoss(graph, level, logitsOf(outputs), levels), own);
    },
    draw(outputs, uniform) {
      const number = graph.unsqueeze(uniform, 1);
      const { level, position } = pick(graph, logitsOf(outputs), number);
      const tilts = graph.slice(outputs, levels, levels + TILTS);
      const a = graph.sum(graph.multiply(tilts, slopesOf(level)), 1);
      const within = graph.multiply(quantile(graph, a, position()), graph.number(1 - 2 * MARGIN));
      const flags = graph.constant(constant('isRange'), [levels], Uint8Array.from(isRange, Number));
      const inRange = graph.add(graph.number(MARGIN), within);
      const isIn = graph.node('Gather', [flags, level]);
      const share = graph.where(isIn, inRange, graph.number(0.5));
      return graph.add(graph.cast(level, FLOAT), share);
    },
    centre(outputs) {
      const { level } = pick(graph, logitsOf(outputs), graph.number(0.5));
      return graph.add(graph.cast(level, FLOAT), graph.number(0.5));
    },
  };

  function code(cell: Name): Name {
    const level = levelOf(graph, cell, levels);
    const features = [
      hats ? hatsAt(onScale(cell, 'below'), hats) : oneHot(graph, level, levels),
      graph.cast(onScale(cell, 'place'), FLOAT),
    ];
    if (atoms.length > 0) {
      const flags = scale.map((_, k) => atoms.map((atom) => Number(atom === k)));
      features.push(ofLevel(graph, constant('atoms'), flags, level));
    }
    const present = graph.unsqueeze(isPresent(graph, cell), 1);
    return graph.where(present, graph.concat(features, 1), graph.number(0));
  }

  /** The place of cells on the scale, or the share of the cells below: linear within a level; N x 1 doubles. */
  function onScale(cell: Name, what: 'place' | 'below'): Name {
    const level = levelOf(graph, cell, levels);
    const rows = scale.map(({ first, last, below, share }) => [first, last - first, below, share]);
    const found = ofLevel(graph, constant('scale'), rows, level, Float64Array);
    const of = (i: number) => graph.slice(found, i, i + 1);
    const [start, width] = what === 'place' ? [of(0), of(1)] : [of(2), of(3)];
    const at = graph.unsqueeze(positionOf(cell, level), 1);
    return graph.add(start, graph.multiply(at, width));
  }

  /** max(0, 1 - |(h - 1) c - i|), N x h, of shares c of the cells below, N x 1. */
  function hatsAt(below: Name, count: number): Name {
    const places = Float64Array.from({ length: count }, (_, i) => i);
    const peaks = graph.constant(`hats.${count}`, [count], places);
    const at = graph.multiply(below, double(count - 1));
    const distance = graph.node('Abs', [graph.subtract(at, peaks)]);
    const height = graph.cast(graph.subtract(double(1), distance), FLOAT);
    return graph.node('Relu', [height]);
  }

  /** Where within its level a cell is, from 0 to 1; doubles. */
  function positionOf(cell: Name, level: Name): Name {
    const within = graph.subtract(graph.cast(cell, DOUBLE), graph.cast(level, DOUBLE));
    const scaled = graph.multiply(
      graph.subtract(within, double(MARGIN)),
      double(1 / (1 - 2 * MARGIN)),
    );
    return graph.node('Clip', [scaled, double(0), double(1)]);
  }

  /** What the two tilts count within each level: nothing in single values. */
  function slopesOf(level: Name): Name {
    const rows = scale.map(({ first, last }, k) => {
      const width = isRange[k] ? last - first : 0;
      return [width, (first + last) * width];
    });
    return ofLevel(graph, constant('slopes'), rows, level);
  }

  function logitsOf(outputs: Name): Name {
    const tilts = graph.slice(outputs, levels, levels + TILTS);
    const middles = scale.map(middleOf);
    const table = Float32Array.from([...middles, ...middles.map((s) => s * s - 1)]);
    const ofLevels = graph.constant(constant('tilts'), [TILTS, levels], table);
    return graph.add(graph.slice(outputs, 0, levels), graph.node('MatMul', [tilts, ofLevels]));
  }
}

const middleOf = ({ first, last }: OrdinalLevel) => (first + last) / 2;
