"""Times one piece of work in the Python libraries that people use for it today, on pairs written by aisle_bench --pairs.

usage: peer.py item-knn|ease|als|bpr|rank-all FILE      prints {"seconds": ...}
"""
import json
import sys
import time

import numpy
import scipy.sparse

EPOCHS = 10  # as in bench.cpp


def matrix(path):
    pairs = numpy.fromfile(path, dtype=numpy.uint32).reshape(-1, 2)
    ones = numpy.ones(len(pairs), dtype=numpy.float32)
    return scipy.sparse.csr_matrix((ones, (pairs[:, 0].astype(numpy.int32), pairs[:, 1].astype(numpy.int32))))


def timed(body):
    start = time.perf_counter()
    body()
    return time.perf_counter() - start


def ease(users):
    gram = (users.T @ users).toarray()
    gram[numpy.diag_indices_from(gram)] += 300
    inverse = numpy.linalg.inv(gram)
    weights = inverse / -numpy.diag(inverse)
    numpy.fill_diagonal(weights, 0)
    return weights


def main():
    work, path = sys.argv[1:]
    users = matrix(path)
    if work == "ease":
        ease(users[:100])
        seconds = timed(lambda: ease(users))
    elif work == "item-knn":
        from implicit.nearest_neighbours import CosineRecommender
        seconds = timed(lambda: CosineRecommender(K=100).fit(users, show_progress=False))
    else:
        from implicit.als import AlternatingLeastSquares
        from implicit.bpr import BayesianPersonalizedRanking
        made = AlternatingLeastSquares if work == "als" else BayesianPersonalizedRanking
        made(factors=64, iterations=1, random_state=1).fit(users[:1000], show_progress=False)  # not the first of its kind
        if work == "rank-all":
            fitted = made(factors=64, iterations=1, random_state=1)
            fitted.fit(users, show_progress=False)
            everybody = numpy.arange(users.shape[0])
            seconds = timed(lambda: fitted.recommend(everybody, users, N=20, filter_already_liked_items=True))
        else:
            fitted = made(factors=64, iterations=EPOCHS, random_state=1)
            seconds = timed(lambda: fitted.fit(users, show_progress=False)) / EPOCHS
    print(json.dumps({"seconds": seconds}))


main()
