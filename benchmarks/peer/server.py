"""The same model as most people would serve it: PyTorch behind FastAPI and uvicorn.

    MODEL=otolex.safetensors THREADS=1 uvicorn server:app --workers 2 --port 8000

THREADS is PyTorch's, for each worker. COMPILE=1 runs the network through torch.compile with freezing, BFLOAT16=1 under
autocast. Recordings are decoded by librosa (libsndfile and soxr), in the worker's own process.
"""

import io
import os

import librosa
import torch
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool

import network

torch.set_num_threads(int(os.environ.get("THREADS", "1")))
CHUNK = 4  # windows of one recording at once: the memory of a long one
BFLOAT16 = os.environ.get("BFLOAT16") == "1"

logmel = network.LogMel().eval()
model = network.load(os.environ["MODEL"])
repeat_below = network.repeat_below(os.environ["MODEL"])
if os.environ.get("COMPILE") == "1":
    import torch._inductor.config

    torch._inductor.config.freezing = True
    model = torch.compile(model)

app = FastAPI()


def tags(body):
    pcm, _ = librosa.load(io.BytesIO(body), sr=network.RATE, mono=True)
    batch = network.windows(pcm, repeat_below)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16):
        logits = torch.cat([model(logmel(part)).float() for part in batch.split(CHUNK)])
        scores = torch.sigmoid(logits.amax(0))
        best = torch.topk(scores, 10)
    return {
        "windows": len(batch),
        "tags": [{"index": index, "score": score} for score, index in zip(best.values.tolist(), best.indices.tolist())],
    }


with torch.inference_mode():
    for size in range(1, CHUNK + 1):
        model(logmel(torch.zeros(size, network.WINDOW)))


@app.post("/v1/tags")
async def tag(request: Request):
    return await run_in_threadpool(tags, await request.body())


@app.get("/actuator/health/readiness")
def ready():
    return {"status": "UP"}
