import type { ImageShape } from './data.js';

/** What the model makes of the run's own latents at the end of an epoch. */
export interface SampleSheet {
  readonly epoch: number;
  /** Bytes of the images, row after row. */
  readonly pixels: Uint8Array;
}

/** How many images a sheet has, in a line and in lines. */
export interface SheetSize {
  readonly across: number;
  readonly down: number;
}

const ACROSS = 8;
const DOWN = 4;
/** Large images get smaller sheets, which are made and drawn in time. */
const MOST_BYTES = 4e6;

export function sheetSize({ width, height, channels }: ImageShape): SheetSize {
  const most = Math.max(1, Math.floor(MOST_BYTES / (width * height * channels)));
  const across = Math.min(ACROSS, most);
  return { across, down: Math.max(1, Math.min(DOWN, Math.floor(most / across))) };
}
