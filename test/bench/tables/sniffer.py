"""Reads tables as csv.Sniffer and csv.reader do, with their defaults. Usage: sniffer.py TABLES.json (a list of texts)."""

import csv
import io
import json
import sys

csv.field_size_limit(sys.maxsize)


def read(text):
    head = text[: 256 * 1024]
    try:
        dialect = csv.Sniffer().sniff(head)
    except csv.Error:
        dialect = csv.excel
    try:
        has_header = csv.Sniffer().has_header(head)
    except csv.Error:
        has_header = True
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), dialect) if row]
    except csv.Error:
        return None
    header = rows[0] if has_header and rows else None
    return {"delimiter": dialect.delimiter, "header": header, "rows": rows[1:] if has_header else rows}


with open(sys.argv[1], encoding="utf-8") as source:
    sys.stdout.write(json.dumps([read(text) for text in json.load(source)]))
