import { TableVAE, VAE } from 'vae1';
import type { ImageShape } from '../../contract/index.js';
import { imageSize, tableOf, type Dataset, type TableDataset } from '../session/dataset.js';
import type { Session, StudioModel } from '../session/session.js';
import { figuresOf } from '../run/epoch-figures.js';
import { range } from './in-chunks.js';

/**
 * Replaces the session's model with one from a file. The data stay open if they fit the model;
 * otherwise they are closed.
 * @throws a sentence for people; the session is then unchanged.
 */
export async function openModel(session: Session, file: File): Promise<void> {
  const open = session.data;
  const model = await modelOf(file, open);
  const data = open && (await fits(model, open)) ? open : null;
  if (session.data !== open) {
    model.vae.dispose();
    throw new Error(`Other data were opened meanwhile. Open “${file.name}” again.`);
  }
  session.forgetModel();
  session.model = model;
  session.data = data;
  if (!data) session.summary = null;
  session.leftOut = model.kind === 'table' && data?.kind === 'table' ? unknown(model, data) : [];
  session.history = model.vae.history.map(figuresOf);
}

type TableModel = Extract<StudioModel, { kind: 'table' }>;

async function modelOf(file: File, data: Dataset | null): Promise<StudioModel> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const vae = await loaded(bytes);
    if (vae instanceof TableVAE) return { kind: 'table', vae };
    try {
      return { kind: 'images', vae, shape: imageShape(vae, data) };
    } catch (error) {
      vae.dispose();
      throw error;
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`“${file.name}” cannot be opened as a model: ${why}`, { cause: error });
  }
}

/** The model of a table, or else of numbers. */
async function loaded(bytes: Uint8Array): Promise<TableVAE | VAE> {
  try {
    return await TableVAE.load(bytes);
  } catch (error) {
    // If it is neither, the first error says why.
    return VAE.load(bytes).catch(() => {
      throw error;
    });
  }
}

/** @throws the end of a sentence if the page cannot show the model's rows. */
function imageShape({ image, features }: VAE, data: Dataset | null): ImageShape {
  const shape = image ? shownShape(image) : guessedShape(features!, data);
  if (shape) return shape;
  throw new Error(
    `its rows have ${features} numbers, but the page shows only tables and square images. If ` +
      'the rows are images, open the training images first, which give their shape.',
  );
}

/** The shape that a model of images has in its file. */
function shownShape({ width, height, channels, channelOrder }: NonNullable<VAE['image']>) {
  if (channels !== 1 && channels !== 3)
    throw new Error(
      `its images have ${channels} channels, but the page shows images of 1 (grey) or 3 (colours).`,
    );
  if (channels === 3 && channelOrder === 'first')
    throw new Error(
      "its images have their channels first (channelOrder: 'first'), but the page shows images with " +
        'their channels last.',
    );
  return { width, height, channels } as const;
}

/** The shape of images with this many values, where the model file does not say it; null if it cannot be guessed. */
function guessedShape(features: number, data: Dataset | null): ImageShape | null {
  if (data?.kind === 'images' && imageSize(data.shape) === features) return data.shape;
  for (const channels of [1, 3] as const) {
    const side = Math.sqrt(features / channels);
    if (Number.isInteger(side)) return { width: side, height: side, channels };
  }
  return null;
}

async function fits(model: StudioModel, data: Dataset): Promise<boolean> {
  if (model.kind === 'images') return data.kind === 'images' && isEqual(data.shape, model.shape);
  if (data.kind !== 'table') return false;
  const names = new Set(data.columns.map(({ name }) => name));
  if (!model.vae.schema!.columns.every(({ name }) => names.has(name))) return false;
  try {
    // Equal names are not enough: types and categories must match too.
    await model.vae.encode(tableOf(data, [], range(0, Math.min(data.rows, TRIED))));
    return true;
  } catch {
    return false;
  }
}

function isEqual(shape: ImageShape, other: ImageShape): boolean {
  const { width, height, channels } = shape;
  return width === other.width && height === other.height && channels === other.channels;
}

/** Rows that the model must accept. */
const TRIED = 1000;

/** Names of the columns that the model does not use. */
function unknown({ vae }: TableModel, { columns }: TableDataset): string[] {
  const known = new Set(vae.schema!.columns.map(({ name }) => name));
  return columns.map(({ name }) => name).filter((name) => !known.has(name));
}
