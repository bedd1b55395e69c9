/** What a row is, if it is an image. */
export interface ImageShape {
  /** Pixels in a line, at least 1. */
  width: number;
  /** Lines, at least 1. */
  height: number;
  /** Numbers for each pixel: 1 for grey, 3 for colours. Default 1. */
  channels?: number | undefined;
  /**
   * Whether a row has the channels of a pixel side by side (`'last'`: height x width x channels, as in
   * TensorFlow and ImageData), or one channel's image after another (`'first'`, as in PyTorch). It is that of
   * every row that goes in or comes out. Default `'last'`.
   */
  channelOrder?: 'last' | 'first' | undefined;
}

/** An {@link ImageShape} with its defaults. */
export interface CompleteImageShape {
  /** Pixels in a line. */
  readonly width: number;
  /** Lines. */
  readonly height: number;
  /** Numbers for each pixel. */
  readonly channels: number;
  /** Of the channels in a row. */
  readonly channelOrder: 'last' | 'first';
}

/** The numbers around an image that a convolution takes for 0, and with them the size of its maps. */
export type Padding = 'same' | 'valid' | number;

interface KernelOptions {
  /** The maps it makes, at least 1. */
  channels: number;
  /** Height and width of the kernel, or one number for both. Default 3. */
  kernelSize?: number | readonly [height: number, width: number] | undefined;
  /** Steps of the kernel in both directions, at least 1. Default 1. */
  stride?: number | undefined;
  /**
   * `'same'` as in TensorFlow: a convolution's maps are size / stride, rounded up, and a transposed one's
   * are size * stride; of an odd number of zeros, the last one follows the image. `'valid'`: none. A
   * number below the kernel's size: as many on every side, as in PyTorch. Default `'same'`.
   */
  padding?: Padding | undefined;
  /**
   * Groups of channels that are normalised together, before the activation: the group normalisation
   * of Wu and He (2018), https://arxiv.org/abs/1803.08494. They divide `channels`. Default: no
   * normalisation.
   */
  groups?: number | undefined;
}

/** A convolution, and after it the activation. */
export interface ConvolutionLayer extends KernelOptions {
  /** The kind of the layer. */
  type: 'convolution';
}

/**
 * A transposed convolution, which enlarges maps by `stride`, and after it the activation; only in a decoder.
 */
export interface TransposedConvolutionLayer extends KernelOptions {
  /** The kind of the layer. */
  type: 'transposedConvolution';
}

/**
 * A residual block, which keeps the size: x + convolution(f(norm(convolution(f(norm(x)))))), with
 * kernels of 3 x 3 and group normalisation (He et al. 2016, https://arxiv.org/abs/1603.05027).
 */
export interface ResidualLayer {
  /** The kind of the layer. */
  type: 'residual';
  /**
   * Of its normalisation; they divide the channels. Default: 8, 4, 2 or 1, the most that have two channels
   * or more each.
   */
  groups?: number | undefined;
}

/** A fully connected layer, and after it the activation. */
export interface DenseLayer {
  /** The kind of the layer. */
  type: 'dense';
  /** Its width, at least 1. */
  units: number;
}

/** A fully connected layer to maps, which convolutions may follow, and after it the activation. */
export interface MapsLayer {
  /** The kind of the layer. */
  type: 'dense';
  /** Of the maps, at least 1. */
  width: number;
  /** Of the maps, at least 1. */
  height: number;
  /** How many maps, at least 1. */
  channels: number;
}

/** A layer of an encoder of images. */
export type EncoderLayer = ConvolutionLayer | ResidualLayer | DenseLayer | MapsLayer;
/** A layer of a decoder of images. */
export type DecoderLayer = EncoderLayer | TransposedConvolutionLayer;

/**
 * The hidden layers of a model of images. The encoder's follow the image; after them comes a layer to
 * the posterior. The decoder's follow the latents; they end with maps as large as the image, from
 * which a transposed convolution of 3 x 3 makes it. An array is the encoder; the decoder then
 * mirrors it: each convolution of `channels` maps becomes a transposed one to the size before, of as
 * many maps.
 */
export type ImageLayers =
  | readonly EncoderLayer[]
  | {
      /** From the image to the posterior. */
      readonly encoder: readonly EncoderLayer[];
      /** From the latents to maps as large as the image. */
      readonly decoder: readonly DecoderLayer[];
    };
