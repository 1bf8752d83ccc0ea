# authorities are not independent of each other: the organisation, its head's article and its co-chair's essay are one
# voice, and those who rest on the same interviews have one origin
. "$HERE/sample.inc"
ask weigh C022 C026 | grep -E '^C|origin|one voice'
echo "--- who rests on the interviews"
ask weigh C013 C019 | grep -E '^C|origin'
echo "--- what falls with the interviews"
ask weigh --without ESCAPEES C019 KHS12-WOMEN | grep -E '^C|^K|    [a-z]+; grade|origin'
