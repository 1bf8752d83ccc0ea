#!/usr/bin/env python3
"""A server of lists on the loopback interface, for the tests: list_server.py PORTFILE LOG [CERT KEY]. Serves the files of its working folder and
misbehaves at some addresses. It ends when its standard input does."""
import gzip
import hashlib
import http.server
import os
import ssl
import sys
import threading
import time

PORT_FILE, LOG = sys.argv[1:3]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *args):
        pass

    def answer(self, code, body=b'', **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        if code != 304:
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def file(self, name, etag=True, packed=False):
        body = open(name, 'rb').read()
        mark = '"' + hashlib.sha256(body).hexdigest()[:8] + '"'
        modified = time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(os.stat(name).st_mtime))
        headers = {'ETag': mark} if etag else {'Last_Modified': modified}
        if etag and self.headers.get('If-None-Match') == mark or not etag and self.headers.get('If-Modified-Since') == modified:
            return self.answer(304, **headers)
        if packed:
            body, headers = gzip.compress(body), headers | {'Content_Encoding': 'gzip'}
        return self.answer(200, body, Content_Type='application/xml', Set_Cookie='a=b', **headers)

    def slow(self, size, pause, times):
        self.send_response(200)
        self.send_header('Content-Length', '100000')
        self.end_headers()
        try:
            for _ in range(times):
                self.wfile.write(b'<' * size)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass
        self.close_connection = True

    def do_GET(self):
        told = [f'{name}: {self.headers[name]}' for name in ('If-None-Match', 'If-Modified-Since', 'Cookie', 'Authorization') if name in self.headers]
        with open(LOG, 'a', encoding='utf-8') as log:
            log.write(' '.join([self.command, self.path.split('?')[0], *told]) + '\n')
        here = f'http://127.0.0.1:{self.server.server_port}'
        path = self.path.split('?')[0]
        odd = {
            '/forbidden': lambda: self.answer(403), '/error': lambda: self.answer(500, b'oops'), '/empty': lambda: self.answer(200),
            '/page': lambda: self.answer(200, b'\xef\xbb\xbf\n<!DOCTYPE HTML><html><body>Please enable JavaScript</body></html>'),
            '/loop': lambda: self.answer(302, b'moved', Location=here + '/loop'),
            '/hop': lambda: self.answer(301, b'<a>moved</a>' * 9999, Location='/hop2', Set_Cookie='c=d'),
            '/hop2': lambda: self.answer(307, Location=here + '/un.xml'),
            '/nowhere': lambda: self.answer(302),
            '/to-file': lambda: self.answer(302, Location='file:///etc/passwd'),
            '/to-plain': lambda: self.answer(302, Location='http://lists.invalid/un.xml'),
            '/to-user': lambda: self.answer(302, Location='https://me:secret@lists.invalid/un.xml'),
            '/always-304': lambda: self.answer(304), '/dated.xml': lambda: self.file('un.xml', etag=False),
            '/packed.xml': lambda: self.file('un.xml', packed=True),
            '/bad-mark': lambda: self.answer(200, open('un.xml', 'rb').read(), ETag='"x\u00e4"'),
            '/big': lambda: self.answer(200, b'x' * (2 << 20)), '/big-packed': lambda: self.answer(200, gzip.compress(b'x' * (20 << 20)), Content_Encoding='gzip'),
            '/stalled': lambda: self.slow(9, 20, 1), '/drip': lambda: self.slow(9, 0.2, 100), '/cut': lambda: self.slow(9000, 0, 1),
        }
        if path in odd:
            return odd[path]()
        name = path.lstrip('/').removeprefix('set/')
        if '/' in name or not os.path.isfile(name):
            return self.answer(404, b'<html>no</html>')
        return self.file(name)


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
server.daemon_threads = True
if len(sys.argv) > 4:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3], sys.argv[4])
    server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open(PORT_FILE + '.new', 'w', encoding='utf-8') as f:
    f.write(str(server.server_port))
os.rename(PORT_FILE + '.new', PORT_FILE)
sys.stdin.read()
os._exit(0)
