import { ranking, rankingProgress, rankRows } from '../look/odd-ranking.js';
import { open, showPlace, trainNew } from './actions.js';
import type { Lesson, Place } from './lesson.js';
import { ANOMALY } from './lesson-runs.js';

const DATA: Place = { card: 'Data' };
const TRAINING: Place = { card: 'Training' };
const GENERATED: Place = { card: 'What it has learned', tab: 'Generated rows' };
const ODD: Place = { card: 'What it has learned', tab: 'Odd rows' };

/** Ranks the rows first if the step that does it was left out. */
async function showRanking(): Promise<void> {
  await showPlace(ODD);
  if (ranking.value === null && rankingProgress.value === null) await rankRows();
}

export const ANOMALY_LESSON: Lesson = {
  sample: ANOMALY.parcels.sample,
  screens: [
    {
      title: 'A thousand parcels',
      text: (
        <p>
          The sample lists 1,000 parcels: what is in them, how large they are in centimetres and
          what they weigh in kilograms. One row is wrong: someone planted it. No cell of it is
          unusual by itself.
        </p>
      ),
      act: { label: 'Open the parcels', run: () => open(ANOMALY.parcels) },
      look: { text: 'the columns and their ranges. Can you find the row by eye?', at: DATA },
      question: 'Why would limits on each column not find it?',
      answer:
        'Its weight is 3.6 kg, and a third of the parcels are lighter. Its sizes are near the middle, and a quarter of the parcels hold the same things. Only the combination is wrong.',
    },
    {
      title: 'Learn what is usual',
      text: (
        <p>
          Nobody tells the model which row is wrong, or that any is. It learns how the columns go
          together from all rows. Training takes some seconds to half a minute.
        </p>
      ),
      act: { label: 'Train the model', run: () => trainNew(ANOMALY.parcels, TRAINING) },
      look: {
        text: 'the loss falls below 12.5 nats per row. That is about the average score in the ranking.',
        at: TRAINING,
      },
      question: 'The wrong row is among the training rows. Does that not spoil the model?',
      answer:
        'Hardly. One row in 1,000 has little weight against the others, and a model that generalises cannot make room for it. With many wrong rows of one kind, the model would learn them as usual.',
    },
    {
      title: 'Has it understood?',
      text: (
        <p>
          Before you trust a model’s surprise, look at what it expects: at parcels that it makes up.
        </p>
      ),
      act: { label: 'Show generated parcels', run: () => showPlace(GENERATED) },
      look: {
        text: 'generated rows: tools and books are heavy for their size, clothes and toys are light.',
        at: GENERATED,
      },
      question:
        'How does the model know how large a parcel is, if the table has only three lengths?',
      answer:
        'It does not. It has seen that weight rises with each of the three sizes, more for tools than for clothes, and its network has found a formula that comes close to their product, the volume.',
    },
    {
      title: 'Rank the rows',
      text: (
        <p>
          The score of a row is −log p(row): how improbable the model finds it, in nats. Let the
          model score all parcels and put the oddest first.
        </p>
      ),
      act: {
        label: 'Rank the rows',
        run: async () => {
          await showPlace(ODD);
          await rankRows();
        },
      },
      look: {
        text: 'the first row of the table, and how far its score is from the second.',
        at: ODD,
      },
      question: 'What do eight nats more mean?',
      answer:
        'A row that scores 8 nats more is about 3,000 times less probable (e to the power of 8), by the model’s reckoning.',
    },
    {
      title: 'Why this row?',
      text: (
        <p>
          “Why” names the columns that make a row odd. For row 618 it is weight_kg: this parcel of
          books is 40 × 30 × 25 cm, which is 30 litres, and weighs 3.6 kg. Other parcels of books of
          that size weigh 12 to 19 kg.
        </p>
      ),
      act: { label: 'Show the ranking', run: showRanking },
      look: {
        text: 'row 618, its highlighted cell, and the nats after the column’s name.',
      },
      question: 'Is the weight wrong, or are the contents?',
      answer:
        'The model cannot know. 3.6 kg would be right for clothes of that size. The score says that the cells do not fit together, and the reason names the cell that the others predict worst. Which one to correct is for someone who knows the parcels.',
    },
    {
      title: 'Odd is not wrong',
      text: (
        <p>
          The second row, 154, is a parcel of tools of 60 × 53 × 9 cm. It is fine: it was made by
          the same rule as all others. It is just the widest of all parcels, as one of them has to
          be.
        </p>
      ),
      act: { label: 'Show the ranking again', run: showRanking },
      look: {
        text: 'the scores. Two rows stand apart, with about 29 and 21 nats. From the third on, the scores fall slowly from about 16.',
      },
      question: 'Both rows stand apart. Does a gap in the scores tell that a row is wrong?',
      answer:
        'No. A high score says that a row is unlikely, not that it is wrong. Look at the reasons: the weight of row 618 contradicts its contents and its size, but the width of row 154 is only rare, and its weight fits. In practice, decide how many rows someone can look at, and check that many from the top. A ranking is a list of questions, not of errors.',
    },
  ],
  conclusion:
    'A model that has learned what is usual finds the wrong row among a thousand, without being told what to look for. Its score says how unlikely a row is, and the reasons say which cells do not fit. Whether the row is wrong is for you to decide.',
};
