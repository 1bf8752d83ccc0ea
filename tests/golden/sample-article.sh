# the real article, where it is at hand: its quotes are found, with their place, and no sentence of it stands in cases/
text=$HERE/../../../shared/data/case/article.txt
[ -f "$text" ] || { echo "no article at hand"; exit 77; }
. "$HERE/sample.inc"
"$ONUS" -C case add "$text" --source ARTICLE >/dev/null && echo "taken into custody: these are the bytes of the recorded hash"
ask check
ask check --json | python3 -c '
import json, sys
print({k: v for k, v in json.load(sys.stdin).items() if isinstance(v, int)})'
python3 - "$text" "$cases" <<'EOF'
import pathlib, re, sys
words = lambda s: re.findall(r"[a-z0-9]+", s.lower().replace("’", "").replace("'", ""))
lines = [l for l in open(sys.argv[1], encoding="utf-8") if l.strip()]
article = words(" ".join(lines[1:]))  # its title is a bibliographic fact
runs = {tuple(article[i:i + 8]) for i in range(len(article) - 7)}
shared = 0
for path in sorted(pathlib.Path(sys.argv[2]).iterdir()):
    here = words(path.read_text(encoding="utf-8"))
    for i in range(len(here) - 7):
        if tuple(here[i:i + 8]) in runs:
            print(path.name, *here[i:i + 8])
            shared += 1
print(len(runs) > 500, shared, "runs of eight words in common")
EOF
