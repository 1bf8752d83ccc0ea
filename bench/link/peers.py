#!/usr/bin/env python3
"""Splink on the lists that onus link is measured on: time, memory, pairs and how right it is.

usage: peers.py SET FILE.csv [FILE.csv]        SET: fake_1000, historical, febrl (one file), febrl4 (two), synthesised
       options: --threads N (2), --seed N (1), --csv FOLDER (also writes clusters.csv and pairs.csv there, as evaluate.py reads them)

Run with a Python that has splink (python3 -m venv VENV; VENV/bin/pip install splink; MIT licence). Versions 4 and 5 both work. Backend: DuckDB in memory.
The settings are those that Splink's own documentation gives for the set: fake_1000 "accuracy analysis from labels column", historical "deduplicate 50k rows
historical persons", febrl "deduplicating the febrl3 dataset", febrl4 "linking the febrl4 datasets" (its detailed model). Two changes: no columns are kept
for charts, which saves it time, and predict() is asked for all pairs, so that its best threshold can be found. For synthesised there is no recipe: that of
historical is taken over, with the national number, telephone and e-mail address besides. Postcodes are of several countries, so not compared as British ones;
towns are left out, since they hang on the postcode (its febrl4 page says so); pairs for u as many as Splink takes by itself (10^6). With towns and 10^7 pairs
it is slower and less often right. Names and addresses come in lower case and telephone numbers as their last eight figures, since Splink asks for data
cleaned beforehand; that is counted in its time.

Prints seconds (wall, processor), highest memory, pairs scored, and from the truth: pairs at 0.5 and at the best threshold on that very file, pairs within clusters at
thresholds, and the pairs of probability 0.85 to 0.95 that are true. Measuring these is not counted in the times.
"""
import argparse
import csv
import os
import resource
import sys
import time

import duckdb
import splink
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

FIVE = int(splink.__version__.split('.')[0]) >= 5
FEBRL_ROWS = """select trim(rec_id) as unique_id, nullif(trim(given_name), '') as given_name, nullif(trim(surname), '') as surname,
    nullif(trim(street_number), '') as street_number, nullif(trim(address_1), '') as address_1, nullif(trim(postcode), '') as postcode,
    nullif(trim(state), '') as state, nullif(trim(date_of_birth), '') as date_of_birth, nullif(trim(soc_sec_id), '') as soc_sec_id,
    regexp_extract(rec_id, 'rec-(\\d+)-', 1) as truth from {rows}"""


class Recipe:
    """rows: SQL that prepares what was read; settings; training steps."""
    link_type, rows = 'dedupe_only', None
    recall, max_pairs, without_frequencies = 0.7, 1e6, True
    thresholds = (0.5, 0.95, 0.99)


class Fake1000(Recipe):
    rows = 'select unique_id, first_name, surname, try_cast(dob as date) as dob, city, email, cluster as truth from {rows}'
    deterministic = ['l.first_name = r.first_name and levenshtein(r.dob::VARCHAR, l.dob::VARCHAR) <= 1',
                     'l.surname = r.surname and levenshtein(r.dob::VARCHAR, l.dob::VARCHAR) <= 1',
                     'l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2', 'l.email = r.email']
    blocking = [block_on('first_name'), block_on('surname'), block_on('dob'), block_on('email')]
    sessions = [block_on('dob'), block_on('email'), block_on('first_name', 'surname')]

    @staticmethod
    def comparisons():
        return [cl.ForenameSurnameComparison('first_name', 'surname'), cl.DateOfBirthComparison('dob', input_is_string=False),
                cl.ExactMatch('city').configure(term_frequency_adjustments=True), cl.EmailComparison('email')]


class Historical(Recipe):
    rows = """select unique_id, first_name, surname, dob, birth_place, postcode_fake, occupation, first_name || ' ' || surname as both_names,
        cluster as truth from {rows}"""
    recall, max_pairs = 0.6, 1e7
    deterministic = [block_on('first_name', 'surname', 'dob'), block_on('substr(first_name,1,2)', 'surname', 'substr(postcode_fake,1,2)'),
                     block_on('dob', 'postcode_fake')]
    blocking = [block_on('substr(first_name,1,3)', 'substr(surname,1,4)'), block_on('surname', 'dob'), block_on('first_name', 'dob'),
                block_on('postcode_fake', 'first_name'), block_on('postcode_fake', 'surname'), block_on('dob', 'birth_place'),
                block_on('substr(postcode_fake,1,3)', 'dob'), block_on('substr(postcode_fake,1,3)', 'first_name'),
                block_on('substr(postcode_fake,1,3)', 'surname'), block_on('substr(first_name,1,2)', 'substr(surname,1,2)', 'substr(dob,1,4)')]
    sessions = [block_on('first_name', 'surname'), block_on('dob')]

    @staticmethod
    def comparisons():
        return [cl.ForenameSurnameComparison('first_name', 'surname', forename_surname_concat_col_name='both_names'),
                cl.DateOfBirthComparison('dob', input_is_string=True), cl.PostcodeComparison('postcode_fake'),
                cl.ExactMatch('birth_place').configure(term_frequency_adjustments=True),
                cl.ExactMatch('occupation').configure(term_frequency_adjustments=True)]


class Febrl(Recipe):
    rows = FEBRL_ROWS
    recall, without_frequencies = 0.9, False
    deterministic = [block_on('soc_sec_id'), block_on('given_name', 'surname', 'date_of_birth'),
                     'l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth']
    blocking = [block_on('soc_sec_id'), block_on('given_name'), block_on('surname'), block_on('date_of_birth'), block_on('postcode')]
    sessions = [block_on('date_of_birth'), block_on('postcode')]

    @staticmethod
    def comparisons():
        return [cl.NameComparison('given_name'), cl.NameComparison('surname'),
                cl.DateOfBirthComparison('date_of_birth', input_is_string=True, datetime_format='%Y%m%d'),
                cl.DamerauLevenshteinAtThresholds('soc_sec_id', [2]), cl.ExactMatch('street_number').configure(term_frequency_adjustments=True),
                cl.ExactMatch('postcode').configure(term_frequency_adjustments=True)]


class Febrl4(Recipe):
    link_type, rows, recall = 'link_only', FEBRL_ROWS, 0.8
    deterministic = [block_on('soc_sec_id'), block_on('given_name', 'surname', 'date_of_birth')]
    blocking = [block_on('given_name', 'surname'), 'l.given_name = r.surname and l.surname = r.given_name', block_on('date_of_birth'),
                block_on('soc_sec_id'), block_on('state', 'address_1'), block_on('street_number', 'address_1'), block_on('postcode')]
    sessions = [block_on('date_of_birth'), block_on('postcode')]

    @staticmethod
    def comparisons():
        return [cl.NameComparison('given_name').configure(term_frequency_adjustments=True),
                cl.NameComparison('surname').configure(term_frequency_adjustments=True),
                cl.DateOfBirthComparison('date_of_birth', input_is_string=True, datetime_format='%Y%m%d', invalid_dates_as_null=True),
                cl.DamerauLevenshteinAtThresholds('soc_sec_id', [1, 2]), cl.ExactMatch('street_number').configure(term_frequency_adjustments=True),
                cl.DamerauLevenshteinAtThresholds('postcode', [1, 2]).configure(term_frequency_adjustments=True)]


class Synthesised(Recipe):
    rows = """select id as unique_id, lower(given_name) as given_name, lower(family_name) as family_name,
        lower(given_name) || ' ' || lower(family_name) as both_names, birth_date, sex, postcode, place,
        right(regexp_replace(phone, '[^0-9]', '', 'g'), 8) as phone, lower(email) as email, national_id, entity_id as truth from {rows}"""
    recall = 0.7
    deterministic = [block_on('given_name', 'family_name', 'birth_date'), block_on('national_id'), block_on('email')]
    blocking = [block_on('given_name', 'family_name'), block_on('family_name', 'birth_date'), block_on('given_name', 'birth_date'),
                block_on('postcode', 'birth_date'), block_on('postcode', 'family_name'), block_on('postcode', 'given_name'),
                block_on('national_id'), block_on('email'), block_on('phone'), block_on('place', 'birth_date')]
    sessions = [block_on('given_name', 'family_name'), block_on('birth_date'), block_on('national_id')]

    @staticmethod
    def comparisons():
        return [cl.ForenameSurnameComparison('given_name', 'family_name', forename_surname_concat_col_name='both_names'),
                cl.DateOfBirthComparison('birth_date', input_is_string=True, invalid_dates_as_null=True),
                cl.DamerauLevenshteinAtThresholds('postcode', [1]), cl.EmailComparison('email'),
                cl.DamerauLevenshteinAtThresholds('phone', [1]), cl.DamerauLevenshteinAtThresholds('national_id', [1, 2]), cl.ExactMatch('sex')]


RECIPES = {'fake_1000': Fake1000, 'historical': Historical, 'febrl': Febrl, 'febrl4': Febrl4, 'synthesised': Synthesised}


def read(con, recipe, files):
    """One table a file: part_0, …"""
    names = []
    for i, path in enumerate(files):
        con.execute(f"create table raw_{i} as select * from read_csv('{path}', header=true, all_varchar=true, delim=',', quote='\"')")
        columns = [r[0] for r in con.execute(f'describe raw_{i}').fetchall()]
        clean = ', '.join(f'nullif(trim("{c}"), \'\') as "{c.strip()}"' for c in columns)
        con.execute(f'create table part_{i} as {recipe.rows.format(rows=f"(select {clean} from raw_{i})")}')
        con.execute(f'drop table raw_{i}')
        names.append(f'part_{i}')
    return names


def link(con, recipe, names, seed):
    settings = SettingsCreator(link_type=recipe.link_type, comparisons=recipe.comparisons(), blocking_rules_to_generate_predictions=recipe.blocking,
                               retain_intermediate_calculation_columns=False, retain_matching_columns=False)
    api = DuckDBAPI(connection=con)
    if FIVE:
        tables = [api.register(con.table(n)) for n in names]
        linker = Linker(tables if len(tables) > 1 else tables[0], settings)
    else:
        linker = Linker(names if len(names) > 1 else names[0], settings, api)
    training = linker.training
    training.estimate_probability_two_random_records_match(recipe.deterministic, recall=recipe.recall)
    training.estimate_u_using_random_sampling(max_pairs=recipe.max_pairs, seed=seed)
    for rule in recipe.sessions:
        training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=recipe.without_frequencies)
    return linker


def used():
    r = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), r.ru_utime + r.ru_stime, r.ru_maxrss / 1024


def spent(name, since):
    now = used()
    print(f'{name:<28} wall {now[0] - since[0]:8.2f} s   processor {now[1] - since[1]:8.2f} s   highest memory {now[2]:8.0f} MB', flush=True)
    return now


def f1(right, found, true):
    p, r = right / max(found, 1), right / max(true, 1)
    return f'P {p:.4f}  R {r:.4f}  F1 {2 * p * r / max(p + r, 1e-12):.4f}   ({right} right of {found} found, {true} true)'


def truth_of(con, names, link_only):
    con.execute('create table truth as ' + ' union all '.join(f"select unique_id::varchar as id, '{n}' as part, truth from {n}" for n in names))
    if link_only:
        return con.execute("""select count(*) from truth a join truth b on a.truth = b.truth and a.part < b.part""").fetchall()[0][0]
    return int(con.execute('select coalesce(sum(n * (n - 1) / 2), 0) from (select count(*) as n from truth group by truth)').fetchall()[0][0])


def measure_pairs(con, predicted, true):
    """Ids are different in all files of a set, so the truth is found by the id alone."""
    con.execute(f"""create table judged as select p.match_probability as p, p.match_weight as w, a.truth = b.truth as same
        from {predicted} p join truth a on a.id = p.unique_id_l::varchar join truth b on b.id = p.unique_id_r::varchar""")
    looked, right = con.execute('select count(*), sum(same::int) from judged').fetchall()[0]
    print(f'pairs scored                 {looked}; blocking recall {right / max(true, 1):.4f}')
    print('pairs, probability from 0.5 ', f1(*con.execute('select coalesce(sum(same::int), 0), count(*) from judged where p >= 0.5').fetchall()[0], true))
    found = con.execute(f"""select w, p, t, n, 2.0 * t / (n + {true}) as f from (select w, min(p) as p, sum(sum(same::int)) over (order by w desc) as t,
        sum(count(*)) over (order by w desc) as n from judged group by w) order by f desc limit 1""").fetchall()[0]
    print('pairs, best threshold       ', f1(int(found[2]), int(found[3]), true), f' probability {found[1]:.6f}, weight {found[0]:.3f}')
    n, k = con.execute('select count(*), coalesce(sum(same::int), 0) from judged where p between 0.85 and 0.95').fetchall()[0]
    print(f'of probability 0.85 to 0.95  {n}; true {k / max(n, 1):.4f}')


def measure_clusters(con, table, threshold, true, link_only):
    con.execute(f'create or replace table grouped as select c.cluster_id as c, t.truth, t.part from {table} c join truth t on t.id = c.unique_id::varchar')
    pairs = 'select coalesce(sum(n * (n - 1) / 2), 0)::bigint from (select count(*) as n from grouped group by {})'
    found, right = (con.execute(pairs.format(by)).fetchall()[0][0] for by in ('c', 'c, truth'))
    if link_only:
        found -= con.execute(pairs.format('c, part')).fetchall()[0][0]
        right -= con.execute(pairs.format('c, truth, part')).fetchall()[0][0]
    print(f'clusters at {threshold:<17g}', f1(right, found, true), flush=True)


def write(folder, con, clusters, predicted):
    """As evaluate.py reads them."""
    os.makedirs(folder, exist_ok=True)
    for name, head, sql in (('clusters.csv', ['id', 'cluster_id'], f'select unique_id, cluster_id from {clusters}'),
                            ('pairs.csv', ['id_a', 'id_b', 'probability', 'weight'],
                             f'select unique_id_l, unique_id_r, match_probability, match_weight from {predicted}')):
        with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='') as out:
            w = csv.writer(out)
            w.writerow(head)
            got = con.execute(sql)
            while rows := got.fetchmany(100000):
                w.writerows(rows)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('set', choices=RECIPES)
    p.add_argument('files', nargs='+')
    p.add_argument('--threads', type=int, default=2)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--csv')
    a = p.parse_args()
    recipe = RECIPES[a.set]
    if (a.set == 'febrl4') != (len(a.files) == 2):
        p.error('febrl4 takes two files, the others one')
    link_only = recipe.link_type == 'link_only'
    start = used()
    con = duckdb.connect()
    con.execute(f'set threads = {a.threads}')
    names = read(con, recipe, a.files)
    print(f'splink {splink.__version__}, duckdb {duckdb.__version__}, {a.threads} threads: {a.set}, {", ".join(os.path.basename(f) for f in a.files)}')
    linker = link(con, recipe, names, a.seed)
    at = spent('read and train', start)
    predicted = linker.inference.predict()
    at = spent('predict', at)
    clusters = {t: linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=t) for t in recipe.thresholds[1:2]}
    spent(f'cluster at {recipe.thresholds[1]:g}', at)
    spent('all', start)
    true = truth_of(con, names, link_only)
    measure_pairs(con, predicted.physical_name, true)
    for t in recipe.thresholds:
        c = clusters.get(t) or linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=t)
        measure_clusters(con, c.physical_name, t, true, link_only)
        if a.csv and t == recipe.thresholds[1]:
            write(a.csv, con, c.physical_name, predicted.physical_name)


if __name__ == '__main__':
    sys.exit(main())
