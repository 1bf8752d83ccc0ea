#!/usr/bin/env python3
"""How fast the program and others screen the same queries against the same lists, one core each, in one run.

usage: speed.py [--build DIR] [--watchman PROGRAM] [--queries N] DATA WORK

DIR is the program's build folder (with onus and bench/bench_search), WORK a scratch folder, PROGRAM a Watchman server (watchman_pairs.go
tells how it is built). Run with a Python that has rapidfuzz and nomenklatura, as peers.py.

Lists: UN and OFAC of DATA/lists. Queries: half are names of UN listings with a typing error or another treatment (make_typos.py), half people on
no list. Each tool runs bound to one core, once with no query and once with all (nomenklatura, which scores every entry, with few): the
first is its start-up to ready, the difference is the queries' own cost. All in processor seconds: on a shared machine these
are to be trusted, not the wall clock (the program's runs the best of several). What each does for a query:
  bench_search   the engine alone: the name read, candidates looked up, scored, at the default threshold
  onus screen    the program: CSV in, JSON lines out
  rapidfuzz      process.extract over all names prepared beforehand, best ten (token_set_ratio, Jaro-Winkler); no index, no reading of scripts
  nomenklatura   logic-v2 and logic-v1 on every entry of a schema that can match. yente scores only what a search server finds first, so
                 that its figure lies between this and what it gives itself (about 4 requests a second and core with logic-v2, 15 with logic-v1)
  watchman       its HTTP API with the query's type, limit 10, minMatch 0.75, one connection; the server bound to one core
"""
import argparse
import csv
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import time
import urllib.parse

import evaluate
import lists

FEW = 10  # queries for nomenklatura


def corpus(data):
    out = [(schema, [lists.natural(p) for p, _ in names]) for _, schema, names in lists.un(data + '/lists/un-2026-02-27.xml')]
    return out + [(schema, [lists.natural(p[::-1]) for p, _ in names]) for _, schema, names, _, _ in lists.ofac(data + '/lists/ofac-2021-07/sdn.csv')]


def make_queries(data, work, n):
    subprocess.run([sys.executable, os.path.join(os.path.dirname(__file__), 'make_typos.py'), data, work], check=True)
    rng = random.Random(1)
    wrong = [(r['name'], r['schema']) for r in evaluate.rows_of(work + '/typos.csv')]
    none = [(r['full_name'], 'Person') for f in ('us', 'global') for r in evaluate.rows_of(f'{data}/names/negatives_{f}.csv')]
    out = rng.sample(wrong, n // 2) + [rng.choice(none) for _ in range(n - n // 2)]
    rng.shuffle(out)
    return out


def child(tool, path, data, n):
    """In a process of its own: load, then ask the first n queries of the file."""
    with open(path, encoding='utf-8', newline='') as f:
        queries = [(r['name'], r['schema']) for r in csv.DictReader(f)][:n]
    if tool.startswith('rapidfuzz'):
        from normality import latinize_text
        from rapidfuzz import distance, fuzz, process, utils
        scorer = fuzz.token_set_ratio if 'token' in tool else distance.JaroWinkler.similarity
        names = [utils.default_process(latinize_text(x)) for _, ns in corpus(data) for x in ns]
        for q, _ in queries:
            process.extract(utils.default_process(latinize_text(q)), names, scorer=scorer, limit=10)
    else:
        from peers import Nomenklatura
        p = Nomenklatura(tool.split()[1])
        p.load([(i, schema, ns) for i, (schema, ns) in enumerate(corpus(data))], data)
        if queries:  # one query first: what is remembered of the entries is not counted
            p.screen([{'name': 'Zzyzx', 'schema': s} for s in ('Person', 'Organization')])
            p.screen([{'name': q, 'schema': s} for q, s in queries])
    print('ready')


def measured(command, env=None, times=1):
    """(processor seconds, output) of a command bound to one core, the least of so many times."""
    best = None
    for _ in range(times):
        with open(measured.work + '/out', 'w+') as out:
            child = subprocess.Popen(['taskset', '-c', '1'] + command, stdout=out, env=dict(os.environ, **(env or {})))
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode not in (0, 1):
                sys.exit(f'{" ".join(command)}: exit {child.returncode}')
            out.seek(0)
            cpu = used.ru_utime + used.ru_stime
            if not best or cpu < best[0]:
                best = cpu, out.read()
    return best


def line(tool, n, none, all_):
    """none and all_: processor seconds without and with n queries."""
    cpu = max(all_ - none, 1e-9)
    line.rates[tool] = n / cpu
    print(f'{tool:28} {none * 1e3:10.1f} ms {n / cpu:12.1f} a second {1e3 * cpu / n:10.3f} ms', flush=True)


def screen_onus(a, queries, work):
    env = {'ONUS_LISTS': work + '/shelf'}
    shutil.rmtree(work + '/shelf', ignore_errors=True)
    onus, named = a.build + '/onus', ['--list', 'un', '--list', 'ofac']
    for name, path in (('un', 'un-2026-02-27.xml'), ('ofac', 'ofac-2021-07')):
        subprocess.run([onus, 'list', 'add', name, f'{a.data}/lists/{path}'], env=dict(os.environ, **env), check=True, stdout=subprocess.DEVNULL)
    with open(work + '/one.csv', 'w') as f:
        f.write('name\nZzyzx\n')
    none, _ = measured([onus, 'screen', '--csv', work + '/one.csv'] + named, env, 10)
    line('onus screen', len(queries), none, measured([onus, 'screen', '--csv', work + '/queries.csv'] + named, env, 5)[0])
    with open(work + '/names.txt', 'w', encoding='utf-8') as f:
        f.writelines(n + '\n' for _, ns in corpus(a.data) for n in ns)
    with open(work + '/queries.txt', 'w', encoding='utf-8') as f:
        f.writelines(q + '\n' for q, _ in queries)
    with open(work + '/none.txt', 'w') as f:
        f.write('Zzyzx\n')
    here = os.getcwd()
    os.chdir(work)  # where it leaves bench.compiled
    subprocess.run([a.build + '/bench/bench_search', 'names.txt', 'names', 'none.txt'], check=True, stdout=subprocess.DEVNULL)
    bench = [a.build + '/bench/bench_search', 'bench.compiled', 'compiled']
    runs = [measured(bench + ['queries.txt'])[1] for _ in range(5)]
    os.chdir(here)
    # its own clock, for the round in which names come as a stream
    rates = [(float(x.split(' s: ')[1].split()[0]), x) for run in runs for x in run.splitlines() if x.startswith('stream')]
    line.rates['bench_search'], said = max(rates)
    print('bench_search ' + said)


def cpu_of(pid):
    with open(f'/proc/{pid}/stat') as f:
        x = f.read().rsplit(')', 1)[1].split()
    return (int(x[11]) + int(x[12])) / os.sysconf('SC_CLK_TCK')


def watchman(a, queries, work):
    shutil.rmtree(work + '/watchman', ignore_errors=True)
    os.makedirs(work + '/watchman')
    for f in ('add.csv', 'alt.csv', 'sdn.csv', 'sdn_comments.csv'):
        shutil.copyfile(f'{a.data}/lists/ofac-2021-07/{f}', f'{work}/watchman/{f}')
    shutil.copyfile(a.data + '/lists/un-2026-02-27.xml', work + '/watchman/un_consolidated.xml')
    env = dict(os.environ, INITIAL_DATA_DIRECTORY=work + '/watchman', INCLUDED_LISTS='us_ofac,un_csl', GOMAXPROCS='1')
    server = subprocess.Popen(['taskset', '-c', '1', a.watchman], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        connection = http.client.HTTPConnection('localhost', 8084, timeout=60)

        def ask(q, schema):
            kind = {'Person': 'person', 'Vessel': 'vessel', 'Organization': 'organization'}.get(schema, 'organization')
            connection.request('GET', '/v2/search?' + urllib.parse.urlencode({'name': q, 'type': kind, 'limit': 10, 'minMatch': 0.75}))
            return json.loads(connection.getresponse().read())

        for _ in range(600):
            try:
                ask('Zzyzx', 'Person')
                break
            except OSError:
                connection.close()
                time.sleep(0.1)
        ready = cpu_of(server.pid)
        start, took = cpu_of(server.pid), []
        for q, s in queries:
            t = time.time()
            ask(q, s)
            took.append(time.time() - t)
        spent = cpu_of(server.pid) - start
        line('watchman', len(queries), ready, ready + spent)
        took.sort()
        print(f'  a request, wall clock: median {1e3 * took[len(took) // 2]:.2f} ms, p99 {1e3 * took[len(took) * 99 // 100]:.2f} ms, '
              f'most {1e3 * took[-1]:.2f} ms')
    finally:
        server.terminate()
        server.wait()


def main():
    if len(sys.argv) > 1 and sys.argv[1] == 'child':
        return child(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('--build', default='build')
    p.add_argument('--watchman')
    p.add_argument('--queries', type=int, default=2000)
    p.add_argument('data')
    p.add_argument('work')
    a = p.parse_args()
    a.build, a.data, a.work = (os.path.abspath(x) for x in (a.build, a.data, a.work))
    os.makedirs(a.work, exist_ok=True)
    measured.work, line.rates = a.work, {}
    queries = make_queries(a.data, a.work, a.queries)
    with open(a.work + '/queries.csv', 'w', encoding='utf-8', newline='') as f:
        csv.writer(f).writerows([('name', 'schema')] + queries)
    print(f'{len(queries)} queries, {sum(len(n) for _, n in corpus(a.data))} names; processor time, one core')
    print(f'{"":28} {"start-up":>13} {"queries":>21} {"a query":>13}')
    screen_onus(a, queries, a.work)
    for tool, n in (('rapidfuzz token_set_ratio', 200), ('rapidfuzz Jaro-Winkler', 200), ('nomenklatura logic-v1', FEW), ('nomenklatura logic-v2', FEW)):
        run = [sys.executable, __file__, 'child', tool, a.work + '/queries.csv', a.data]
        # nomenklatura's warm-up costs the more for a run with queries: taken off by two runs with queries
        few = 0 if tool.startswith('rapid') else 2
        line(tool, n, measured(run + [str(few)])[0], measured(run + [str(few + n)])[0])
    if a.watchman:
        watchman(a, queries, a.work)
    else:
        print('watchman                     left out (--watchman)')
    base = line.rates['onus screen']
    print('onus screen against the others: ' + ', '.join(f'{t} {base / r:.3g}' for t, r in line.rates.items() if t != 'onus screen'))


if __name__ == '__main__':
    main()
