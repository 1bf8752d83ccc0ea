# A list is pulled over TLS only from a server that can prove who it is.
command -v openssl >/dev/null || { echo "no openssl here"; exit 77; }
. "$HERE/lists.inc"
certificate() { openssl req -x509 -newkey rsa:2048 -nodes -keyout $1.key -out $1.crt -days 30 -subj "/CN=$2" -addext "subjectAltName=$3" 2>/dev/null; }
certificate good synthetic DNS:localhost,IP:127.0.0.1
certificate other synthetic DNS:lists.invalid
un 20 >un.xml
why() { sed -E 's/who it is: .*/who it is: (why)/'; }
serve server good.crt good.key
echo '# nobody vouches for it'
try list pull un --url https://127.0.0.1:$PORT/un.xml | why
try list pull un --url https://127.0.0.1:$PORT/un.xml --insecure | why
echo '# somebody does'
export CURL_CA_BUNDLE="$PWD/good.crt"
try list pull un --url https://127.0.0.1:$PORT/un.xml
try list pull un
try list pull un --url https://localhost:$PORT/un.xml
echo '# from https to http, even of this machine'
try list pull un --url https://127.0.0.1:$PORT/loop
exec 7>&-
serve second other.crt other.key
echo '# a certificate of another name; authorities that are not there'
export CURL_CA_BUNDLE="$PWD/other.crt"
try list pull un --url https://127.0.0.1:$PORT/un.xml | why
export CURL_CA_BUNDLE="$PWD/none.crt"
try list pull un --url https://127.0.0.1:$PORT/un.xml | why
try list | sed -E "s|1:[0-9]+|1:PORT|"
