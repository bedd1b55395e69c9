import { followMap, open, showPlace, trainFirst, trainNew, trainOn } from './actions.js';
import type { Lesson, Place } from './lesson.js';
import { UNFOLDING } from './lesson-runs.js';

const DATA: Place = { card: 'Data' };
const TRAINING: Place = { card: 'Training' };
const MAP: Place = { card: 'What it has learned', tab: 'Latent map' };
const DISTRIBUTIONS: Place = { card: 'What it has learned', tab: 'Generated rows' };

export const UNFOLDING_LESSON: Lesson = {
  sample: UNFOLDING.unfolds.sample,
  screens: [
    {
      title: 'Two rings of points',
      text: (
        <p>
          The sample has 2,000 points on two rings that cross, a left and a right one. A row is a
          point: its x, its y, and the name of its ring. A variational autoencoder will learn to
          describe each row by two numbers of its own choice, the row’s latents, and to make the row
          again from them.
        </p>
      ),
      act: { label: 'Open the two rings', run: () => open(UNFOLDING.unfolds) },
      look: { text: 'the columns and the first rows.', at: DATA },
      question: 'How many numbers say where a point is, if one knows the rings?',
      answer:
        'Which ring, and how far around it: one number for the angle and one yes or no. The points also scatter a little around their ring, which takes a third number, but a small one.',
    },
    {
      title: 'After a single batch',
      text: (
        <p>
          Training goes through the rows in batches. After each batch the weights take one small
          step. Press the button: the page trains on one batch and pauses. Then it shows the latent
          map, with each row at the two latents that the encoder gives it.
        </p>
      ),
      act: {
        label: 'Train one batch',
        run: async () => {
          await trainFirst(UNFOLDING.unfolds, 'batch', MAP);
          await followMap();
        },
      },
      look: {
        text: 'the map. The two colours overlap in the middle.',
        at: MAP,
      },
      question: 'Why is there any picture at all, if the model has learned almost nothing?',
      answer:
        'The encoder is a network with random weights. It turns similar rows into similar numbers from the start, because it is continuous. These numbers mean nothing to the decoder yet.',
    },
    {
      title: 'The first epochs',
      text: (
        <p>
          An epoch is one pass over all training rows. Press the button to train ten epochs, one
          after another. The map is drawn anew as it changes. You can press it several times.
        </p>
      ),
      act: { label: 'Train ten epochs', run: () => trainOn(10) },
      look: {
        text: 'the map, and the loss in the Training card: reconstruction falls while KL rises.',
        at: MAP,
      },
      question: 'What does a rising KL divergence mean here?',
      answer:
        'KL measures what the latents say about the rows, in nats per row. It rises because the encoder begins to tell rows apart, and it does so only where the reconstruction gains more than KL costs.',
    },
    {
      title: 'Unfolded',
      text: (
        <p>
          Now train a new model for 150 epochs without a pause and watch. It takes some seconds to
          half a minute. You see the two rings come apart, each into a half of the plane of its own.
        </p>
      ),
      act: {
        label: 'Train 150 epochs',
        run: async () => {
          const training = trainNew(UNFOLDING.unfolds, MAP);
          await Promise.race([training, followMap()]);
          await training;
        },
      },
      look: { text: 'the map: one colour on each side, and hardly a point between them.', at: MAP },
      question:
        'Why do the colours part, although a left and a right point may have the same x and y?',
      answer:
        'The ring’s name is a column as well, and the decoder has to make it from the two latents. Where the rings cross, position alone does not tell them apart, so the latents have to.',
    },
    {
      title: 'Walk through the latent space',
      text: (
        <p>
          Any place on the map can be decoded, also one where no row lies. Drag the cursor over the
          map, or move the two sliders beneath it with the arrow keys, and read the decoded row
          beside it.
        </p>
      ),
      act: { label: 'Go to the map', run: () => showPlace(MAP) },
      look: { text: 'the column “Decoded here”. Small steps change x and y a little.', at: MAP },
      question: 'What happens to the ring’s name on the way from one colour to the other?',
      answer:
        'It jumps from left to right where the colours meet, because a name has nothing in between. x and y change continuously, only faster there than elsewhere.',
    },
    {
      title: 'Dearer latents',
      text: (
        <p>
          So far beta was 0.3: a nat of KL cost only 0.3 nats of loss. Train the same model with
          beta 1, the price that makes the loss a bound on the likelihood.
        </p>
      ),
      act: { label: 'Train with beta 1', run: () => trainNew(UNFOLDING.folded, MAP) },
      look: {
        text: 'the map has become a line, and of the bars of KL per latent dimension one is left.',
        at: TRAINING,
      },
      question: 'Where did the second dimension go?',
      answer:
        'At this price it was not worth its cost: the model keeps the one dimension that says most, about 1.8 nats, and makes up for the rest by a wider spread of the rows that it generates. Maps need cheap latents, good probabilities need beta 1.',
    },
    {
      title: 'New points',
      text: (
        <p>
          To make new rows, the model draws latents at random and decodes them. That is why KL keeps
          the latents near the origin: where training rows lie, random latents should fall, too.
        </p>
      ),
      act: { label: 'Show generated rows', run: () => showPlace(DISTRIBUTIONS) },
      look: {
        text: 'rows that are in no file, with plausible points of both rings.',
        at: DISTRIBUTIONS,
      },
      question: 'What to try next?',
      answer:
        'Press Start over and change one thing: beta 0.1, a latent size of 3, or hidden layers 16, 16. Copy link to these settings makes a link that opens your experiment for someone else.',
    },
  ],
  conclusion:
    'The encoder gives each row a place in the latent space, and the decoder makes a row from any place. Training moves the rows until similar rows are close together. Beta sets how much of the space is worth its cost, and random latents give new rows.',
};
