"""Recordings to send: mixed lengths and codecs, made from the samples of this repository."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def ffmpeg():
    """The one that the service unpacks for itself."""
    found = sorted(Path.home().glob(".javacpp/cache/**/ffmpeg"))
    return str(found[-1]) if found else "ffmpeg"


def cut(target, source, seconds, *options):
    if not target.exists():
        command = [ffmpeg(), "-v", "error", "-y", "-stream_loop", "-1", "-i", source, "-t", str(seconds), *options, target]
        subprocess.run([str(part) for part in command], check=True)
    return target


def mixed(folder):
    """{path: windows} of 3 to 60 s in WAV, MP3, FLAC and Ogg."""
    folder.mkdir(parents=True, exist_ok=True)
    mp3, speech, crow, cow = (ROOT / "samples" / name for name in ("xylophone.mp3", "speech.wav", "crow.flac", "cow.ogg"))
    return {
        cut(folder / "mp3-10s.mp3", mp3, 10): 1,
        cut(folder / "wav32k-10s.wav", speech, 10, "-ar", "32000", "-ac", "1"): 1,
        cut(folder / "flac44k-5s.flac", crow, 5, "-ar", "44100"): 1,
        cut(folder / "ogg-3s.ogg", cow, 3, "-c", "copy"): 1,
        cut(folder / "wav44k-20s.wav", speech, 20, "-ar", "44100", "-ac", "2"): 2,
        cut(folder / "mp3-60s.mp3", mp3, 60): 6,
    }


def clip(folder):
    """{path: windows} of five seconds of MP3."""
    folder.mkdir(parents=True, exist_ok=True)
    return {cut(folder / "mp3-5s.mp3", ROOT / "samples/xylophone.mp3", 5): 1}


def hour(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return cut(folder / "hour.mp3", ROOT / "samples/xylophone.mp3", 3600)
