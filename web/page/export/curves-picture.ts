import { themeColour } from '../ui/colours.js';

const PADDING = 16;
const LEGEND = 28;

/** The lines of the chart: names, theme colours and dashes. */
const LINES: readonly (readonly [name: string, colour: string, dash: readonly number[]])[] = [
  ['Loss', 'loss', []],
  ['Reconstruction', 'reconstruction', [8, 4]],
  ['KL', 'kl', [10, 4, 2, 4]],
  ['Held-out loss', 'held-out', [3, 3]],
];

/** The training card's chart, if it is on the page. */
export function curvesChart(): HTMLCanvasElement | null {
  const chart = document.querySelector<HTMLCanvasElement>('.uplot canvas');
  return chart && chart.width > 0 && chart.height > 0 ? chart : null;
}

/** The chart as a PNG, on the theme's background and with a legend. */
export function curvesPicture(chart: HTMLCanvasElement): Promise<Blob> {
  const scale = chart.clientWidth > 0 ? chart.width / chart.clientWidth : 1;
  const picture = document.createElement('canvas');
  picture.width = chart.width + 2 * PADDING * scale;
  picture.height = chart.height + (2 * PADDING + LEGEND) * scale;
  const context = picture.getContext('2d')!;
  context.fillStyle = themeColour('card');
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(chart, PADDING * scale, (PADDING + LEGEND) * scale);
  context.scale(scale, scale);
  drawLegend(context);
  return new Promise((resolve, reject) => {
    picture.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser could not make a picture of the chart.'));
    }, 'image/png');
  });
}

function drawLegend(context: CanvasRenderingContext2D): void {
  context.font = `13px ${getComputedStyle(document.documentElement).fontFamily}`;
  context.textBaseline = 'middle';
  context.lineWidth = 2;
  const middle = PADDING + LEGEND / 2 - 4;
  let left = PADDING;
  for (const [name, colour, dash] of LINES) {
    context.strokeStyle = themeColour(colour);
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(left, middle);
    context.lineTo(left + 24, middle);
    context.stroke();
    context.fillStyle = themeColour('ink');
    context.fillText(name, left + 30, middle);
    left += 30 + context.measureText(name).width + 20;
  }
}
