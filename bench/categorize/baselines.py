"""Accuracies of three public classifiers: JSON lines of jobs on standard input, JSON lines of predictions on standard output."""
import json, sys, time
import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC, LinearSVC


def softmax(scores):
    scores = np.atleast_2d(scores)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


MODELS = {
    "svm-word": lambda: make_pipeline(CountVectorizer(ngram_range=(1, 3)), SVC(kernel="linear", decision_function_shape="ovr")),
    "svm-char": lambda: make_pipeline(TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True), LinearSVC()),
    "cnb": lambda: make_pipeline(CountVectorizer(ngram_range=(1, 2)), ComplementNB()),
}

for line in sys.stdin:
    job = json.loads(line)
    out = {}
    for name, make in MODELS.items():
        model = make()
        started = time.perf_counter()
        model.fit(job["texts"], job["labels"])
        fitted = time.perf_counter()
        if hasattr(model[-1], "predict_proba") and name == "cnb":
            scores = model.predict_proba(job["ask"])
        else:
            scores = model.decision_function(job["ask"])
        classes = model.classes_
        if scores.ndim == 1:
            scores = np.column_stack([-scores, scores])
        order = np.sort(scores, axis=1)
        margin = order[:, -1] - order[:, -2] if scores.shape[1] > 1 else order[:, -1]
        out[name] = {
            "predicted": [str(classes[i]) for i in scores.argmax(axis=1)],
            "certainty": [float(x) for x in margin],
            "trainMs": (fitted - started) * 1000,
        }
    print(json.dumps(out), flush=True)
