# one number, one origin: nine repeat it, one made it, and it has since replaced it, which reaches all who repeat
. "$HERE/sample.inc"
ask weigh C028 | grep -vE 'graded by'
echo "--- and what replaced it"
ask weigh KINU-2025 | grep -E 'KINU-2025|origin'
echo "--- before it was replaced"
ask weigh --as-of 2020-01-01 C028 | grep -E '; grade|origins:'
