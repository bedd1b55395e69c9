import { trainNew } from './actions.js';
import type { Lesson, Place } from './lesson.js';
import { COLLAPSE } from './lesson-runs.js';

const TRAINING: Place = { card: 'Training' };
const MAP: Place = { card: 'What it has learned', tab: 'Latent map' };

export const COLLAPSE_LESSON: Lesson = {
  sample: COLLAPSE.healthy.sample,
  screens: [
    {
      title: 'A model that works',
      text: (
        <p>
          The loss has two parts. Reconstruction is what it costs to make a row from its latents, KL
          is what the latents themselves cost; both are in nats per row. Train a model of two rings
          with beta 1, which adds them one to one.
        </p>
      ),
      act: { label: 'Train with beta 1', run: () => trainNew(COLLAPSE.healthy, TRAINING) },
      look: {
        text: 'the figures at the end: KL is about 2.3, the reconstruction about −0.7, and the loss, their sum, about 1.6.',
        at: TRAINING,
      },
      question: 'Can a loss be smaller than its reconstruction?',
      answer:
        'No: KL is never negative, so it only adds. But reconstruction itself can be negative, because the density of a number can be larger than 1.',
    },
    {
      title: 'Beta too high',
      text: (
        <p>
          Beta is the price of KL. With beta 4, each nat that the latents say costs four. Train the
          same model at that price.
        </p>
      ),
      act: { label: 'Train with beta 4', run: () => trainNew(COLLAPSE.tooHigh, TRAINING) },
      look: {
        text: 'KL falls to 0 within the first epochs and stays there. The loss is the reconstruction alone, about 2.57.',
        at: TRAINING,
      },
      question: 'What does the decoder do, if the latents say nothing?',
      answer:
        'It gives the same answer for every row: the distribution of each column by itself. 2.57 nats is the cost of coding x, y and the ring without any dependence between them. This is posterior collapse.',
    },
    {
      title: 'How collapse looks',
      text: (
        <p>
          A collapsed model gives no error, and its loss curve looks calm. It shows where latents
          are used: the encoder puts every row at nearly the same place.
        </p>
      ),
      act: {
        label: 'Train and show the map',
        run: () => trainNew(COLLAPSE.tooHigh, MAP),
      },
      look: {
        text: 'the map: one heap without order, in which the colours overlap. The Training card says that no latent dimension is in use.',
        at: MAP,
      },
      question: 'Would it show in the generated rows?',
      answer:
        'Yes, but not column by column: each column looks right. Points fall between and inside the rings, because x, y and ring are drawn without regard to each other. Associations show it.',
    },
    {
      title: 'First cure: a lower price',
      text: <p>The plainest cure is a lower beta. Train with beta 0.5.</p>,
      act: { label: 'Train with beta 0.5', run: () => trainNew(COLLAPSE.lower, TRAINING) },
      look: {
        text: 'KL is about 4.4 and the reconstruction about −2.5. Both latent dimensions are used.',
        at: TRAINING,
      },
      question: 'Its loss is far below the first model’s. Is it the better model?',
      answer:
        'Their losses cannot be compared: they price KL differently. Add reconstruction and KL of both, at one to one: −2.5 + 4.4 = 1.9 here, and 1.6 for beta 1. As a model of the data, beta 1 is better. As a map of the rows, this one is.',
    },
    {
      title: 'Second cure: free bits',
      text: (
        <p>
          Free bits are an allowance: each latent dimension may use so many nats at no cost. Train
          with the price that was too high, beta 4, and 0.5 nats free in each of the two dimensions.
        </p>
      ),
      act: {
        label: 'Train with beta 4 and free bits',
        run: () => trainNew(COLLAPSE.freeBits, TRAINING),
      },
      look: {
        text: 'KL stays near 1, which is twice the allowance, and the reconstruction falls to about 1.2.',
        at: TRAINING,
      },
      question: 'Why does KL not rise above the allowance?',
      answer:
        'Up to the allowance the latents are free, so the model uses them. Beyond it each nat costs four, and that was too much from the beginning.',
    },
    {
      title: 'Collapse by accident',
      text: (
        <p>
          Not every collapse is a matter of price. With sigmoids in the hidden layers and beta 1,
          the signal is weak at first. The latents cost something from the first batch, but the
          decoder cannot read them yet, so the model learns to drop them.
        </p>
      ),
      act: { label: 'Train with sigmoids', run: () => trainNew(COLLAPSE.accident, TRAINING) },
      look: {
        text: 'KL is 0 and the loss 2.57, as with beta 4, although beta 1 worked with ReLU.',
        at: TRAINING,
      },
      question: 'Would more epochs help?',
      answer:
        'Rarely. A decoder that ignores the latents sends the encoder no signal, and an encoder without a signal gives the decoder nothing to read. Each waits for the other.',
    },
    {
      title: 'Third cure: warm-up',
      text: (
        <p>
          Warm-up starts with beta 0 and raises it step by step, here over 60 of the 100 epochs. The
          latents are free while the decoder learns to read them. Later they have to earn their
          price.
        </p>
      ),
      act: { label: 'Train with warm-up', run: () => trainNew(COLLAPSE.warmUp, TRAINING) },
      look: {
        text: 'the curves: KL rises to about 1.7 while it is cheap, comes down as beta rises, and ends at about 1.2. The loss ends at about 2.1.',
        at: TRAINING,
      },
      question: 'Would warm-up also help if beta ends at 4?',
      answer:
        'No. At the end the price is too high whatever came before, and the model collapses late. Warm-up cures a bad start, a lower beta or free bits cure a bad price.',
    },
  ],
  conclusion:
    'A collapsed model gives no error, but KL near 0 shows it, and the Training card says so. A lower beta or free bits help if the latents cost too much, and warm-up helps if the training starts badly.',
};
