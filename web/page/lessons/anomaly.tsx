import { rankRows } from '../look/odd-ranking.js';
import { open, showPlace, trainNew } from './actions.js';
import type { Lesson, Place } from './lesson.js';
import { ANOMALY } from './lesson-runs.js';

const DATA: Place = { card: 'Data' };
const TRAINING: Place = { card: 'Training' };
const GENERATED: Place = { card: 'What it has learned', tab: 'Generated rows' };
const ODD: Place = { card: 'What it has learned', tab: 'Odd rows' };

export const ANOMALY_LESSON: Lesson = {
  screens: [
    {
      title: 'A thousand parcels',
      text: (
        <p>
          The sample lists 1,000 parcels: what is in them, how large they are in centimetres and
          what they weigh in kilograms. One row is wrong: someone has planted it. No cell of it is
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
          together from all rows. Training takes a few seconds.
        </p>
      ),
      act: { label: 'Train the model', run: () => trainNew(ANOMALY.parcels, TRAINING) },
      look: {
        text: 'the loss falls below 12.5 nats per row. That is about the mean of what the ranking will say of the rows.',
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
          Before one trusts a model’s surprise, one looks at what it expects. Look at parcels that
          it makes up.
        </p>
      ),
      act: { label: 'Show generated parcels', run: () => showPlace(GENERATED) },
      look: {
        text: 'generated rows: tools and books are heavy for their size, clothes and toys are light.',
        at: GENERATED,
      },
      question: 'How does the model know about litres, if the table has only three lengths?',
      answer:
        'It does not. It has seen that weight rises with each of the three sizes, more for tools than for clothes, and its network has found a formula that comes close to the product.',
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
      act: { label: 'Show the ranking', run: () => showPlace(ODD) },
      look: {
        text: 'row 618, its highlighted cell, and the nats behind the column’s name.',
        at: ODD,
      },
      question: 'Is the weight wrong, or are the contents?',
      answer:
        'The model cannot know. 3.6 kg would be right for clothes of that size. The score says that the cells do not fit each other, and the reason names the cell that the others predict worst. Which one to correct is for someone who knows the parcels.',
    },
    {
      title: 'Odd is not wrong',
      text: (
        <p>
          The second row, 154, is a parcel of tools of 60 × 53 × 9 cm. It is in order: it was made
          by the same rule as all others. It is just unusually wide for its length, as some parcel
          has to be.
        </p>
      ),
      look: {
        text: 'the scores from the second row on: they fall slowly, without a gap.',
        at: ODD,
      },
      question: 'Where would you draw the line between odd and usual?',
      answer:
        'A gap in the scores is a good sign, as between the first and the second row here. In general, decide how many rows someone can look at, and check so many from the top. A ranking is a list of questions, not of errors.',
    },
  ],
};
