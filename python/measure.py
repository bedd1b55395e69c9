"""Measures a training by several processes of one machine: speed, scaling efficiency and memory.

python python/measure.py MODEL [--rows 10000000] [--processes 1 2 4] [--options '--batch-size 1024']

MODEL: a model of rows of numbers without gaps. The rows are random, in files of a million. Of each
process it prints what is the process's own memory (RssAnon of Linux), every tenth of the time.
"""

import argparse
import json
import os
import shlex
import socket
import struct
import subprocess
import sys
import tempfile
import time

import numpy

from vae1_torch.vae import load_saved

ROWS_OF_A_FILE = 1_000_000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('model')
    parser.add_argument('--rows', type=int, default=10_000_000)
    parser.add_argument('--processes', type=int, nargs='+', default=[1, 2, 4])
    parser.add_argument('--options', default='', help='of vae1_torch.train')
    options = parser.parse_args()
    saved, of_one = load_saved(options.model), None
    with tempfile.TemporaryDirectory() as folder:
        for k, first in enumerate(range(0, options.rows, ROWS_OF_A_FILE)):
            count = min(ROWS_OF_A_FILE, options.rows - first)
            write_rows(os.path.join(folder, f'{k}.safetensors'), count, saved, k)
        for world in options.processes:
            speed, memory = measure(world, folder, options)
            of_one = of_one or speed / world
            print(f'{world} processes: {speed:,.0f} rows/s, efficiency {speed / world / of_one:.0%}')
            for rank, samples in enumerate(memory):
                tenths = samples[:: max(1, len(samples) // 10)]
                print(f'  process {rank}: {" ".join(f"{sample:.0f}" for sample in tenths)} MB', flush=True)


def write_rows(path, count, saved, seed):
    """Two factors, and noise."""
    features = saved.options['features']
    draws = numpy.random.default_rng(seed)
    factors = draws.standard_normal((count, 2), numpy.float32)
    rows = factors @ draws.standard_normal((2, features), numpy.float32)
    rows += 0.5 * draws.standard_normal((count, features), numpy.float32)
    metadata = {'vae1.coded': '1', 'vae1.coding': saved.coding()}
    tensor = {'dtype': 'F32', 'shape': rows.shape, 'data_offsets': [0, rows.nbytes]}
    header = json.dumps({'__metadata__': metadata, 'rows': tensor}).encode()
    header += b' ' * (-len(header) % 8)
    with open(path, 'wb') as file:
        file.write(struct.pack('<Q', len(header)) + header)
        rows.tofile(file)


def measure(world, folder, options):
    """Rows per second of an epoch, and each process's memory over time, in MB."""
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = str(free.getsockname()[1])
    common = {'WORLD_SIZE': str(world), 'MASTER_ADDR': '127.0.0.1', 'MASTER_PORT': port, 'USE_LIBUV': '0'}
    out = os.path.join(folder, f'{world}.vae1')
    data = os.path.join(folder, '*.safetensors')
    command = [sys.executable, '-m', 'vae1_torch.train', '--data', data, '--model', options.model]
    command += ['--out', out, '--epochs', '1', *shlex.split(options.options)]
    processes = [
        subprocess.Popen(
            command,
            env={**os.environ, **common, 'RANK': str(rank), 'LOCAL_RANK': str(rank)},
            stderr=subprocess.PIPE if rank == 0 else None,
            text=True,
        )
        for rank in range(world)
    ]
    memory = [[] for _ in processes]
    while processes[0].poll() is None:
        for process, samples in zip(processes, memory):
            samples.append(own_memory(process.pid))
        time.sleep(1)
    log = processes[0].stderr.read()
    if any(process.wait() for process in processes):
        sys.exit(log)
    return float(log.split(' rows/s')[0].split()[-1].replace(',', '')), memory


def own_memory(pid):
    try:
        with open(f'/proc/{pid}/status') as status:
            lines = [line for line in status if line.startswith('RssAnon')]
    except OSError:
        lines = []
    return int(lines[0].split()[1]) / 1024 if lines else 0


if __name__ == '__main__':
    main()
