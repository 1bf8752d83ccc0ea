# kinds of evidence prove kinds of proposition: images date a building, and cannot count those inside
. "$HERE/sample.inc"
ask weigh KHS12-ANNEX C020 KHS12-LIMITS | grep -E '^C|^K|; grade|cannot bear|can bear'
