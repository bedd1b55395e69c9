/** How TableVAE is called, for every table alike: with its defaults. */
export const settings = {};

/** Each gives another holdout, another training and other rows. */
export const SEEDS = [1, 2, 3];
