"""Types and splits of the TabSyn protocol (data/Info/*.json and process_dataset.py of
github.com/amazon-science/tabsyn): FOLDER/NAME.csv -> OUT/NAME/{train,test}.csv and info.json.

    python3 prepare.py FOLDER OUT        prints the names of the tables that it found, as JSON
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

# The places of the columns. All that are no numbers are categories.
TABLES = {
    'adult': dict(task='classification', numbers=[0, 2, 4, 10, 11, 12], target=14),
    'default': dict(task='classification', numbers=[0, 4, *range(11, 23)], target=23),
    'shoppers': dict(task='classification', numbers=[*range(10)], target=17),
    'magic': dict(task='classification', numbers=[*range(10)], target=10),
    'beijing': dict(task='regression', numbers=[4, 5, 6, 7, 9, 10, 11], target=4),
}
MAGIC = 'Length Width Size Conc Conc1 Asym M3Long M3Trans Alpha Dist class'.split()
ADULT = (
    'age workclass fnlwgt education education.num marital.status occupation relationship race '
    'sex capital.gain capital.loss hours.per.week native.country income'
).split()


def read(folder, name):
    """The whole table and, for Adult alone, its own test rows."""
    path = folder / f'{name}.csv'
    if name == 'adult':
        tests = folder / 'adult.test.csv'
        return adult(path), adult(tests) if tests.exists() else None
    table = pd.read_csv(path, skipinitialspace=True)
    if name == 'magic':
        # The file of UCI has no header, and the protocol takes its first row for one. Some copies
        # have a header of numbers above it.
        table = table.iloc[int(table.columns[0] == '0') :].reset_index(drop=True)
        table.columns = MAGIC
    # Numbers of the rows are no column; Beijing's rows without PM 2.5 are left out.
    table = table.drop(columns=[c for c in ('ID', 'No') if c in table])
    return table.dropna().reset_index(drop=True), None


def adult(path):
    """Files of UCI have no header; the one with test rows has a remark, and full stops."""
    lines = [line for line in path.read_text().splitlines() if line.count(',') == len(ADULT) - 1]
    cells = [[cell.strip(' ."') for cell in line.split(',')] for line in lines]
    if not cells[0][0].isdigit():
        cells = cells[1:]
    return pd.DataFrame(cells, columns=ADULT).replace('?', 'nan')


def split(table, categories):
    """Nine tenths and one tenth, by the first seed from 1234 whose training rows have every
    category."""
    count = int(len(table) * 0.9)
    order = np.arange(len(table))
    seed = 1234
    while True:
        np.random.seed(seed)
        np.random.shuffle(order)
        train, test = table.loc[order[:count]], table.loc[order[count:]]
        if all(train[c].nunique() == table[c].nunique() for c in categories):
            return train, test
        seed += 1


def main(folder, out):
    found = [name for name in TABLES if (folder / f'{name}.csv').exists()]
    for name in found:
        task, numbers, target = TABLES[name].values()
        table, test = read(folder, name)
        columns = list(table.columns)
        numeric = [columns[i] for i in numbers]
        categorical = [c for c in columns if c not in numeric]
        train = table
        if test is None:
            train, test = split(table, [c for c in categorical if c != columns[target]])
        (out / name).mkdir(parents=True, exist_ok=True)
        for part, rows in (('train', train), ('test', test)):
            rows = rows.astype({c: np.float32 for c in numeric})
            rows.to_csv(out / name / f'{part}.csv', index=False)
        info = dict(
            task=task,
            columns=columns,
            numeric=numeric,
            categorical=categorical,
            target=columns[target],
        )
        (out / name / 'info.json').write_text(json.dumps(info))
    print(json.dumps(found))


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]))
