// The choices of the form, each with its text.

export const ACTIVATIONS = [
  ['relu', 'ReLU'],
  ['gelu', 'GELU'],
  ['tanh', 'tanh'],
  ['sigmoid', 'Sigmoid'],
  ['softplus', 'Softplus'],
] as const;

export const NETWORKS = [
  ['convolutional', 'Convolutional'],
  ['fullyConnected', 'Fully connected'],
] as const;

export const DECODERS = [
  ['autoregressive', 'Autoregressive'],
  ['independent', 'Independent'],
] as const;

export const BETA_SCHEDULES = [
  ['constant', 'Constant'],
  ['linear', 'Warm-up'],
  ['cyclic', 'Cycles'],
] as const;

export const RATE_SCHEDULES = [
  ['constant', 'Constant'],
  ['cosine', 'Cosine'],
  ['plateau', 'Plateau'],
] as const;
