"""Runs the calls of a model in PyTorch: python check_torch.py MODEL CASE.json, JSON to the output."""

import json
import sys

import torch

import vae1_torch

torch.set_num_threads(1)
path, case = sys.argv[1], json.load(open(sys.argv[2]))


def matrix(name):
    rows = [[float('nan') if value is None else value for value in row] for row in case[name]]
    return torch.tensor(rows)


model = vae1_torch.load(path)
rows, latents = matrix('rows'), matrix('latents')
is_table = isinstance(model, vae1_torch.TableVAE)
with torch.no_grad():
    mean, log_variance = model.encode(rows)
    losses = model.loss(rows, matrix('noise'))
    decoded = model.decode(mean, rows) if is_table else model.decode(latents)
    result = {
        'mean': mean.flatten(),
        'logVariance': log_variance.flatten(),
        'decoded': torch.nan_to_num(decoded, -9).flatten(),
        'losses': torch.stack(losses),
        'logLikelihood': model.log_likelihood(rows, matrix('draws')),
    }
# As it was loaded, and then with other weights.
model.save(path + '.same')
optimiser = torch.optim.Adam(model.parameters(), 0.003)
for _ in range(20):
    optimiser.zero_grad()
    trained = model.loss(rows, matrix('noise')).loss
    trained.backward()
    optimiser.step()
assert trained < losses.loss, (trained, losses.loss)
model.save(path + '.trained')
with torch.no_grad():
    result['trained'] = torch.stack(model.loss(rows, matrix('noise')))
print(json.dumps({name: values.tolist() for name, values in result.items()}))
