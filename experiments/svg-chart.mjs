const SIZE = { width: 640, height: 260 };
const MARGIN = { left: 52, right: 12, top: 12, bottom: 40 };
// Colours of middle lightness show on a white page and on a black one.
const INK = '#7d8590';
export const BLUE = '#3b82f6';
export const ORANGE = '#e8710a';

/**
 * Returns a chart as an SVG document with a transparent background.
 *
 * @param {{ title: string, x: Axis, y: Axis, marks: Mark[] }} chart title: what it shows, for
 *   readers who cannot see it
 * @typedef {{ label: string, range: [number, number], ticks: (number | [number, string])[] }} Axis
 *   a tick is a value, or a value and its text
 * @typedef {(x: (value: number) => number, y: (value: number) => number) => string} Mark SVG at
 *   the places that the two scales give
 * @returns {string}
 */
export function chart({ title, x, y, marks }) {
  const { width, height } = SIZE;
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const toX = scale(x.range, [left, right]);
  const toY = scale(y.range, [bottom, top]);
  const middle = (top + bottom) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="${INK}">
<title>${title}</title>
${x.ticks.map((tick) => at(tick, (value, name) => label(toX(value), bottom + 16, name))).join('\n')}
${y.ticks.map((tick) => at(tick, (value, name) => label(left - 6, toY(value) + 4, name, 'end') + `<path d="M${left} ${pixel(toY(value))}H${right}" stroke="${INK}" stroke-opacity="0.25"/>`)).join('\n')}
<path d="M${left} ${bottom}H${right}" stroke="${INK}"/>
${label((left + right) / 2, height - 6, x.label)}
<text transform="translate(12 ${middle}) rotate(-90)" text-anchor="middle">${y.label}</text>
${marks.map((mark) => mark(toX, toY)).join('\n')}
</svg>
`;
}

/** @returns {Mark} a line through [x, y] points */
export const line = (points, colour) => (x, y) =>
  `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points
    .map(([a, b]) => `${pixel(x(a))},${pixel(y(b))}`)
    .join(' ')}"/>`;

/** @returns {Mark} a bar from 0 up to `value`, from `from` to `to` */
export const bar = (from, to, value, colour) => (x, y) =>
  `<rect x="${pixel(x(from))}" y="${pixel(y(value))}" width="${pixel(x(to) - x(from))}" height="${pixel(y(0) - y(value))}" fill="${colour}" fill-opacity="0.75"/>`;

/** @returns {Mark} a dashed line across the chart at `value` of the axis x or y */
export const rule = (axis, value) => (x, y) => {
  const [top, bottom] = [MARGIN.top, SIZE.height - MARGIN.bottom];
  const [left, right] = [MARGIN.left, SIZE.width - MARGIN.right];
  const path =
    axis === 'x' ? `M${pixel(x(value))} ${top}V${bottom}` : `M${left} ${pixel(y(value))}H${right}`;
  return `<path d="${path}" stroke="${INK}" stroke-dasharray="4 3"/>`;
};

/** @returns {Mark} a dot */
export const dot = (a, b, colour) => (x, y) =>
  `<circle cx="${pixel(x(a))}" cy="${pixel(y(b))}" r="4" fill="${colour}"/>`;

/** @returns {Mark} words that start at (a, b) */
export const note = (a, b, words, colour) => (x, y) =>
  `<g fill="${colour ?? INK}">${label(x(a), y(b), words, 'start')}</g>`;

function label(x, y, words, anchor = 'middle') {
  return `<text x="${pixel(x)}" y="${pixel(y)}" text-anchor="${anchor}">${words}</text>`;
}

function at(tick, draw) {
  const [value, name] = Array.isArray(tick) ? tick : [tick, String(tick)];
  return draw(value, name);
}

function scale([a, b], [from, to]) {
  return (value) => from + ((value - a) / (b - a)) * (to - from);
}

function pixel(value) {
  return String(Math.round(value * 10) / 10);
}
