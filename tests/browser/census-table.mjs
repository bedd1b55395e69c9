// A table in the form of UCI's Adult: 32,561 rows of 15 columns, made at random.
import { generator } from './generator.mjs';

export const ROWS = 32_561;

const WORKCLASSES = [
  ...['Private', 'Self-emp-not-inc', 'Local-gov', '?', 'State-gov', 'Self-emp-inc'],
  ...['Federal-gov', 'Without-pay', 'Never-worked'],
];
const EDUCATIONS = [
  ...['Preschool', '1st-4th', '5th-6th', '7th-8th', '9th', '10th', '11th', '12th', 'HS-grad'],
  ...[
    'Some-college',
    'Assoc-voc',
    'Assoc-acdm',
    'Bachelors',
    'Masters',
    'Prof-school',
    'Doctorate',
  ],
];
const MARRIAGES = [
  ...['Married-civ-spouse', 'Never-married', 'Divorced', 'Separated', 'Widowed'],
  ...['Married-spouse-absent', 'Married-AF-spouse'],
];
const OCCUPATIONS = [
  ...['Prof-specialty', 'Craft-repair', 'Exec-managerial', 'Adm-clerical', 'Sales'],
  ...['Other-service', 'Machine-op-inspct', '?', 'Transport-moving', 'Handlers-cleaners'],
  ...['Farming-fishing', 'Tech-support', 'Protective-serv', 'Priv-house-serv', 'Armed-Forces'],
];
const RELATIONSHIPS = [
  ...['Husband', 'Not-in-family', 'Own-child', 'Unmarried', 'Wife', 'Other-relative'],
];
const RACES = ['White', 'Black', 'Asian-Pac-Islander', 'Amer-Indian-Eskimo', 'Other'];
const COUNTRIES = [
  ...['United-States', 'Mexico', '?', 'Philippines', 'Germany', 'Canada', 'Puerto-Rico', 'India'],
  ...['El-Salvador', 'Cuba', 'England', 'Jamaica', 'South', 'China', 'Italy', 'Vietnam', 'Poland'],
  ...[
    'Dominican-Republic',
    'Guatemala',
    'Japan',
    'Columbia',
    'Taiwan',
    'Haiti',
    'Iran',
    'Portugal',
  ],
  ...['Nicaragua', 'Peru', 'Greece', 'France', 'Ecuador', 'Ireland', 'Hong', 'Cambodia', 'Laos'],
  ...['Trinadad&Tobago', 'Thailand', 'Yugoslavia', 'Outlying-US(Guam-USVI-etc)', 'Hungary'],
  ...['Honduras', 'Scotland', 'Holand-Netherlands'],
];
const COLUMNS =
  'age,workclass,fnlwgt,education,education-num,marital-status,occupation,relationship,race,sex,' +
  'capital-gain,capital-loss,hours-per-week,native-country,income';

/** The table as CSV; equal numbers of rows give equal tables. */
export function censusCsv(rows = ROWS) {
  const random = generator(11);
  const among = (values, steepness) => values[Math.floor(values.length * random() ** steepness)];
  const lines = [COLUMNS];
  for (let row = 0; row < rows; ++row) {
    const age = 17 + Math.floor(73 * random() ** 1.7);
    const level = Math.min(15, Math.max(0, Math.floor(9 + 5 * (random() + random() - 1))));
    const hours = random() < 0.45 ? 40 : 1 + Math.floor(98 * (0.3 * random() + 0.3));
    const rich = random() < 0.02 * level + (age > 30 ? 0.08 : -0.08) + (hours > 45 ? 0.1 : 0);
    lines.push(
      [
        ...[age, among(WORKCLASSES, 4), 12_285 + Math.floor(1.4e6 * random() ** 4)],
        ...[EDUCATIONS[level], level + 1, among(MARRIAGES, age > 30 ? 3 : 1.5)],
        ...[among(OCCUPATIONS, 1.4), among(RELATIONSHIPS, 2), among(RACES, 6)],
        ...[random() < 0.67 ? 'Male' : 'Female'],
        ...[random() < 0.92 ? 0 : Math.floor(99_999 * random() ** 3)],
        ...[random() < 0.95 ? 0 : Math.floor(4356 * random())],
        ...[hours, among(COUNTRIES, 9), rich ? '>50K' : '<=50K'],
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}
