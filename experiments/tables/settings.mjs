/** The options of TableVAE, the same for every table: its defaults. */
export const settings = {};

/** Each seed gives another holdout, another training and other rows. */
export const SEEDS = [1, 2, 3];
