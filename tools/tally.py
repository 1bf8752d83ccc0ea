#!/usr/bin/env python3
"""Adds up Meson's test logs (JSON lines): "N passed, N failed[, N skipped]" alone on the last line."""
import json
import sys

count = {'OK': 0, 'FAIL': 0, 'SKIP': 0}
for log in sys.argv[1:]:
    with open(log, encoding='utf-8') as lines:
        for line in lines:
            test = json.loads(line)
            result = test['result']
            count[result if result in ('OK', 'SKIP') else 'FAIL'] += 1
            if result == 'SKIP':
                print('skipped:', test['name'])
print(f"{count['OK']} passed, {count['FAIL']} failed" + (f", {count['SKIP']} skipped" if count['SKIP'] else ''))
