import type { NativeLayer, NativeLayers } from '../../engine/native.js';
import { VAEError } from '../../errors/errors.js';
import type { CompleteImageShape } from '../image-options.js';
import { defaultLayers } from './default-layers.js';
import { type CheckedLayer, readLayer } from './layer-rules.js';
import {
  type Convolution,
  convolutionOf,
  longerSide,
  type Maps,
  mostNumbers,
  sizeOf,
  transposedOf,
} from './maps.js';
import { MAX_INT32 } from '../option-rules.js';

/** The hidden layers of a model of images, as the core takes them. */
export interface ImageNetwork {
  readonly image: CompleteImageShape;
  readonly layers: NativeLayers;
}

interface GivenLayers {
  readonly encoder: readonly unknown[];
  readonly decoder: readonly unknown[] | undefined;
}

/**
 * Checks the layers that an option names, and works out their sizes.
 * @param given Undefined for the default ones.
 * @param activation The number of the activation after each layer.
 * @throws ERR_OPTION with the place of a layer that is not valid or does not fit the one before it.
 */
export function imageNetwork(
  call: string,
  image: CompleteImageShape,
  given: GivenLayers | undefined,
  activation: number,
): ImageNetwork {
  const start = { height: image.height, width: image.width, channels: image.channels };
  const named = given ?? { encoder: defaultLayers(image), decoder: undefined };
  const place = (half: 'encoder' | 'decoder', i: number) =>
    named.decoder ? `layers.${half}[${i}] of ${call}` : `layers[${i}] of ${call}`;

  checkNumbers(sizeOf(start), `image of ${call}`, '');

  const encoder = new Half(start, activation);
  // A hole of an array is no layer.
  Array.from(named.encoder).forEach((layer, i) =>
    encoder.add(readLayer(place('encoder', i), layer, false), place('encoder', i)),
  );
  const decoder = new Half(undefined, activation);
  if (named.decoder)
    Array.from(named.decoder).forEach((layer, i) =>
      decoder.add(readLayer(place('decoder', i), layer, true), place('decoder', i)),
    );
  else
    for (const step of mirrored(encoder.steps, start))
      decoder.put(step, `The decoder that mirrors layers of ${call}`);
  const { maps } = decoder;
  if (maps?.width !== image.width || maps.height !== image.height)
    throw new VAEError(
      'ERR_OPTION',
      `layers.decoder of ${call} must end with maps of the image's size, ${image.width} x ` +
        `${image.height}, not ${maps ? `of ${maps.width} x ${maps.height}` : 'without maps'}.`,
    );
  const last = { channels: maps.channels, kernel: [3, 3], stride: 1, padding: 'same' } as const;
  // A likelihood has up to two numbers for each of the image's.
  const outputs = convolutionOf({ ...start, channels: 2 * start.channels }, last)!;
  checkNumbers(mostNumbers(outputs), `The layer to the image in ${call}`);
  return { image, layers: { encoder: encoder.layers, decoder: decoder.layers } };
}

/** A layer with its sizes. */
type Step =
  | { kind: 'dense'; units: number; maps: Maps | undefined }
  | { kind: 'residual'; maps: Maps; groups: number }
  | {
      kind: 'convolution' | 'transposedConvolution';
      shape: Convolution;
      groups: number | undefined;
    };

/** The layers of an encoder or a decoder, one after another. */
class Half {
  readonly steps: Step[] = [];
  readonly layers: NativeLayer[] = [];
  readonly #activation: number;
  /** What the next layer reads, if those are maps. */
  maps: Maps | undefined;

  constructor(maps: Maps | undefined, activation: number) {
    this.maps = maps;
    this.#activation = activation;
  }

  add(layer: CheckedLayer, place: string): void {
    this.put(this.#step(layer, place), place);
  }

  #step(layer: CheckedLayer, place: string): Step {
    if (layer.type === 'dense') {
      const maps = 'units' in layer ? undefined : layer;
      return {
        kind: 'dense',
        units: maps ? sizeOf(maps) : (layer as { units: number }).units,
        maps,
      };
    }
    const { maps } = this;
    if (!maps)
      throw new VAEError(
        'ERR_OPTION',
        `${place} must follow maps, such as those of { type: 'dense', width, height, channels }.`,
      );
    if (layer.type === 'residual') {
      const { groups = defaultGroups(maps.channels) } = layer;
      checkGroups(groups, maps.channels, place);
      return { kind: 'residual', maps, groups };
    }
    const shape = (layer.type === 'convolution' ? convolutionOf : transposedOf)(maps, layer);
    if (!shape)
      throw new VAEError(
        'ERR_OPTION',
        `${place} must have a kernel and a padding that leave something of maps of ${maps.width} x ` +
          `${maps.height}.`,
      );
    if (layer.stride > longerSide(shape))
      throw new VAEError(
        'ERR_OPTION',
        `stride in ${place} must be at most ${longerSide(shape)}, the longer side of its image with the ` +
          `padding, not ${layer.stride}.`,
      );
    if (layer.groups !== undefined) checkGroups(layer.groups, layer.channels, place);
    return { kind: layer.type, shape, groups: layer.groups };
  }

  put(step: Step, place: string): void {
    checkNumbers(numbersIn(step), place);
    this.steps.push(step);
    if (step.kind === 'dense') {
      this.layers.push({ kind: 'dense', settings: [step.units, this.#activation] });
      this.maps = step.maps;
    } else if (step.kind === 'residual') {
      const { height, width, channels } = step.maps;
      const settings = [height, width, channels, step.groups, this.#activation];
      this.layers.push({ kind: 'residual', settings });
    } else {
      const { shape, groups } = step;
      const activation = groups === undefined ? this.#activation : NO_ACTIVATION;
      this.layers.push({ kind: step.kind, settings: [...numbersOf(shape), activation] });
      this.maps = step.kind === 'convolution' ? shape.maps : shape.image;
      const { height, width, channels } = this.maps;
      if (groups !== undefined)
        this.layers.push({
          kind: 'groupNorm',
          settings: [height * width, channels, groups, this.#activation],
        });
    }
  }
}

const NO_ACTIVATION = -1;

function numbersOf({ image, maps, kernel, stride, top, left, bottom, right }: Convolution) {
  const { height, width, channels } = image;
  return [height, width, channels, maps.channels, ...kernel, stride, top, left, bottom, right];
}

/** The largest of what the core counts in 32 bits. */
function numbersIn(step: Step): number {
  if (step.kind === 'dense') return step.units;
  if (step.kind !== 'residual') return mostNumbers(step.shape);
  const { channels } = step.maps;
  const inner = { channels, kernel: [3, 3], stride: 1, padding: 'same' } as const;
  return mostNumbers(convolutionOf(step.maps, inner)!);
}

function checkNumbers(numbers: number, place: string, where = ' in its maps and in its kernel') {
  if (numbers > MAX_INT32)
    throw new VAEError(
      'ERR_OPTION',
      `${place} must have at most ${MAX_INT32} numbers${where}, not ${numbers}.`,
    );
}

/** A group of one channel would leave the bias of a convolution before it without effect. */
function defaultGroups(channels: number): number {
  return [8, 4, 2].find((groups) => channels % groups === 0 && channels > groups) ?? 1;
}

function checkGroups(groups: number, channels: number, place: string): void {
  if (channels % groups !== 0)
    throw new VAEError(
      'ERR_OPTION',
      `groups in ${place} must divide its ${channels} channels, not be ${groups}.`,
    );
}

/** The decoder that mirrors an encoder of an image. */
function mirrored(encoder: readonly Step[], image: Maps): Step[] {
  const steps: Step[] = [];
  // What each layer read, if those were maps.
  const inputs: (Maps | undefined)[] = [];
  let maps: Maps | undefined = image;
  for (const step of encoder) {
    inputs.push(maps);
    if (step.kind === 'dense') maps = step.maps;
    else if (step.kind !== 'residual') maps = step.shape.maps;
  }
  // The maps that the encoder ends with, from the latents.
  let after = maps;
  if (maps) steps.push({ kind: 'dense', units: sizeOf(maps), maps });
  for (let i = encoder.length - 1; i >= 0; i--) {
    const step = encoder[i]!;
    const before = inputs[i];
    if (step.kind === 'dense') {
      // Mirrored by its own width, unless the maps above stand for it.
      if (!step.maps) steps.push({ kind: 'dense', units: step.units, maps: undefined });
      if (before) steps.push({ kind: 'dense', units: sizeOf(before), maps: before });
      after = before;
    } else if (step.kind === 'residual') {
      steps.push({ ...step, maps: after! });
    } else {
      // As many maps as the convolution has, not as many as it reads: the last layer makes the image.
      const { shape } = step;
      const channels = shape.maps.channels;
      const enlarged = {
        ...shape,
        image: { ...shape.image, channels },
        maps: { ...shape.maps, channels: after!.channels },
      };
      steps.push({ kind: 'transposedConvolution', shape: enlarged, groups: step.groups });
      after = enlarged.image;
    }
  }
  return steps;
}
