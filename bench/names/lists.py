"""The public lists as the evaluation scripts need them: id, schema, names. Not the program's reader: a second one, to measure it by."""
import csv
import os
import re
import xml.etree.ElementTree as ET


def text(node, tag):
    return re.sub(r'\s+', ' ', node.findtext(tag) or '').strip()


def un(path):
    """[(id, schema, [(name parts tuple, quality)])]: first the primary name. Quality: 'primary', 'Good', 'Low', 'original' …"""
    out = []
    for node in ET.parse(path).getroot().iter():
        if node.tag not in ('INDIVIDUAL', 'ENTITY'):
            continue
        person = node.tag == 'INDIVIDUAL'
        parts = tuple(x for x in (text(node, t) for t in ('FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME')) if x)
        names = [(parts, 'primary')]
        for alias in node.iter('INDIVIDUAL_ALIAS' if person else 'ENTITY_ALIAS'):
            if text(alias, 'ALIAS_NAME'):
                names.append(((text(alias, 'ALIAS_NAME'),), text(alias, 'QUALITY')))
        if text(node, 'NAME_ORIGINAL_SCRIPT'):
            names.append(((text(node, 'NAME_ORIGINAL_SCRIPT'),), 'original'))
        if parts:
            out.append((text(node, 'REFERENCE_NUMBER'), 'Person' if person else 'Organization', names))
    return out


def ofac(path):
    """[(id, schema, [(name parts tuple, quality)], programmes, remarks)]; persons' names as (family, given). With alt.csv beside it."""
    schemas = {'individual': 'Person', 'vessel': 'Vessel', 'aircraft': 'Airplane'}
    aliases = {}
    alt = os.path.join(os.path.dirname(path), 'alt.csv')
    if os.path.exists(alt):
        with open(alt, encoding='utf-8', errors='replace', newline='') as f:
            for row in csv.reader(f):
                if len(row) >= 4:
                    aliases.setdefault(row[0], []).append((split(row[3]), row[2]))
    out = []
    with open(path, encoding='utf-8', errors='replace', newline='') as f:
        for row in csv.reader(f):
            if len(row) < 12 or not row[0].isdigit() or row[1].strip() in ('', '-0-'):
                continue
            schema = schemas.get(row[2].strip(), 'Organization')
            name = split(row[1]) if schema == 'Person' else (row[1].strip(),)
            out.append((row[0], schema, [(name, 'primary')] + aliases.get(row[0], []), row[3], row[11]))
    return out


def split(name):
    family, comma, given = name.partition(', ')
    return (family.strip(), given.strip()) if comma else (name.strip(),)


def natural(parts, schema='Person'):
    """As a reader writes it: OFAC's (family, given) with the given name first; UN's parts are in order already."""
    return ' '.join(parts)
