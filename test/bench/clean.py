"""The cleaning that people do by hand: strip, drop empty, drop outputs under three words, drop exact duplicates.

Usage: clean.py IN.jsonl OUT.jsonl. Prints the seconds that it took.
"""

import json
import sys
import time


def clean_record(record):
    prompt = record.get("input", "").strip()
    answer = record.get("output", "").strip()
    if not prompt or not answer:
        return None
    if len(answer.split()) < 3:
        return None
    return {"input": prompt, "output": answer}


def main(source, target):
    seen = set()
    with (
        open(source, encoding="utf-8", newline="\n") as rows,
        open(target, "w", encoding="utf-8", newline="\n") as out,
    ):
        for line in rows:
            try:
                cleaned = clean_record(json.loads(line))
            except json.JSONDecodeError:
                continue
            if cleaned is None:
                continue
            key = (cleaned["input"], cleaned["output"])
            if key in seen:
                continue
            seen.add(key)
            out.write(json.dumps(cleaned, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    started = time.perf_counter()
    main(sys.argv[1], sys.argv[2])
    print(f"{time.perf_counter() - started:.3f}")
