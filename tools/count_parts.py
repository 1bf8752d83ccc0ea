#!/usr/bin/env python3
"""Counts the parts of names on public lists: writes data/names/shares.tsv.

usage: count_parts.py ofac-folder un.xml canada.xml > data/names/shares.tsv
Columns: part (folded to a-z), share of persons' names that hold it, share of other names. Parts of fewer than 4 entries are left out. The lists
are public records of the United States, the United Nations and Canada.
"""
import collections
import csv
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET


def parts(name):
    text = ''.join(c for c in unicodedata.normalize('NFKD', name.lower()) if not unicodedata.combining(c))
    text = re.sub(r"['’ʼ`‘]", '', text)
    return set(re.findall(r'[a-z]{2,}', text))


def entries(ofac, un, canada):
    alt = collections.defaultdict(list)
    for row in csv.reader(open(f'{ofac}/alt.csv', encoding='utf-8', errors='replace')):
        if len(row) > 3:
            alt[row[0]].append(row[3])
    for row in csv.reader(open(f'{ofac}/sdn.csv', encoding='utf-8', errors='replace')):
        if len(row) > 3:
            yield row[2].strip() == 'individual', [row[1]] + alt[row[0]]
    root = ET.parse(un).getroot()
    for x in list(root.iter('INDIVIDUAL')) + list(root.iter('ENTITY')):
        names = [' '.join(filter(None, (x.findtext(k) for k in ('FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'))))]
        names += [a.findtext('ALIAS_NAME') or '' for a in x if a.tag.endswith('ALIAS')]
        yield x.tag == 'INDIVIDUAL', names
    for x in ET.parse(canada).getroot().iter('record'):
        person = x.findtext('LastName')
        yield bool(person), [f"{x.findtext('GivenName') or ''} {person}" if person else next((c.text or '' for c in x if c.tag.startswith('Entity')), '')]


def main():
    names, count, held = [0, 0], [collections.Counter(), collections.Counter()], [collections.Counter(), collections.Counter()]
    for person, all_names in entries(*sys.argv[1:4]):
        k = 0 if person else 1
        mine = set()
        for n in filter(None, all_names):
            names[k] += 1
            p = parts(n)
            count[k].update(p)
            mine |= p
        held[k].update(mine)
    print('# part\tshare of persons\' names\tshare of other names')
    for w in sorted(set(held[0]) | set(held[1])):
        if held[0][w] + held[1][w] >= 4:
            print(f'{w}\t{count[0][w] / names[0]:.6f}\t{count[1][w] / names[1]:.6f}')


main()
