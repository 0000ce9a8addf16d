"""The same graph in Python, kept and restored with pickle. Prints the best processor times in seconds: dump, load."""
import gc
import pickle
import sys
import time
from dataclasses import dataclass


@dataclass
class Reading:
    id: int
    value: float
    name: str


def main(count: int, rounds: int) -> None:
    half = count // 4
    listed = [Reading(i, i * 0.5, f"name {i}") for i in range(half)]
    keyed = {f"key {i}": Reading(i, i * 0.25, f"other {i}") for i in range(half // 3 * 2)}
    graph = [listed, keyed]
    dump = load = float("inf")
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        data = pickle.dumps(graph, protocol=pickle.HIGHEST_PROTOCOL)
        dump = min(dump, time.process_time() - start)
        gc.collect()
        start = time.process_time()
        pickle.loads(data)
        load = min(load, time.process_time() - start)
    print(f"{dump:.4f} {load:.4f} {len(data)}")


main(int(sys.argv[1]), int(sys.argv[2]))
