"""PyTorch's runner: answers lines of JSON (serve-lines.mjs). Arguments: threads, folder of the rows.

The same net and loss as the `vae` example of pytorch/examples; batches are slices of a float32
tensor, not shuffled.
"""

import json
import os
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

SECONDS = 0.5


def make_adam(parameters):
    """The fused one where this PyTorch has it for the CPU (2.4 and later)."""
    for options in ({"fused": True}, {}):
        try:
            optimizer = torch.optim.Adam(parameters, lr=1e-3, **options)
            for parameter in parameters:
                parameter.grad = torch.zeros_like(parameter)
            optimizer.step()
            return optimizer
        except (RuntimeError, TypeError):
            continue


def make_step(net, batch_size, folder):
    features, hidden, latent = net["features"], net["hidden"], net["latent"]
    with open(os.path.join(folder, net["name"] + ".bin"), "rb") as file:
        data = bytearray(file.read(net["rows"] * features))
    rows = torch.frombuffer(data, dtype=torch.uint8).reshape(-1, features).float() / 255
    layers = [
        nn.Linear(features, hidden),
        nn.Linear(hidden, 2 * latent),
        nn.Linear(latent, hidden),
        nn.Linear(hidden, features),
    ]
    encoder, head, decoder, output = layers
    adam = make_adam([p for layer in layers for p in layer.parameters()])
    batches = net["rows"] // batch_size

    def step(index):
        first = (index % batches) * batch_size
        x = rows[first : first + batch_size]
        mean, log_variance = head(F.relu(encoder(x))).chunk(2, 1)
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        logits = output(F.relu(decoder(z)))
        nll = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + log_variance - mean * mean - log_variance.exp())
        adam.zero_grad(set_to_none=True)
        ((nll + kl) / batch_size).backward()
        adam.step()

    return step


def train(task, folder, steps_made={}):
    net, batch_size = task["net"], task["batchSize"]
    key = (net["name"], batch_size)
    step = steps_made.setdefault(key, None) or make_step(net, batch_size, folder)
    steps_made[key] = step
    chunk = max(1, 2048 // batch_size)
    for index in range(chunk):
        step(index)
    count = 0
    start = time.perf_counter()
    while True:
        for index in range(chunk):
            step(count + index)
        count += chunk
        seconds = time.perf_counter() - start
        if seconds >= SECONDS:
            return {"value": count * batch_size / seconds}


def blas():
    """File names of the BLAS that this process has loaded."""
    with open("/proc/self/maps") as maps:
        files = {os.path.basename(line.split()[-1]) for line in maps if "/" in line}
    names = [name for name in files if any(b in name for b in ("blas", "mkl_core", "blis"))]
    library = [name for name in names if not name.startswith("libblas.so")] or names
    return ", ".join(sorted(library)) or "built in"


def main():
    threads, folder = int(sys.argv[1]), sys.argv[2]
    torch.manual_seed(0)
    torch.set_num_threads(threads)
    torch.ones(64, 64) @ torch.ones(64, 64)
    try:
        loaded = blas()
    except OSError:
        loaded = "unknown"
    hello = {"name": f"PyTorch {torch.__version__}", "blas": loaded, "threads": torch.get_num_threads()}
    print(json.dumps(hello), flush=True)
    for line in sys.stdin:
        try:
            answer = train(json.loads(line), folder)
        except Exception as error:
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)


main()
